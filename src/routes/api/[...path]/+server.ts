import { declined } from '#server/wire.ts';
import type { RequestHandler } from './$types';

/** Programs get a problem document for a wrong address, not a page. */
export const fallback: RequestHandler = () => declined('not-found');
