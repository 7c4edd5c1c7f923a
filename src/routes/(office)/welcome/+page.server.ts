import { doorNow } from '#server/sessions.ts';
import { signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	door: await doorNow(locals.app.store.reader, signedIn(locals).center.id, Date.now())
});
