import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Where somebody is sent who may not go through a door: the error page has the sentence for it. */
export const load: PageServerLoad = () => error(403);
