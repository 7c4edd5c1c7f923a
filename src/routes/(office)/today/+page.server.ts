import { version } from '$app/environment';
import { board } from '#server/board.ts';
import { signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	version,
	board: await board(locals.app.store, signedIn(locals).center.id, Date.now())
});
