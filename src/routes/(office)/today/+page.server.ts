import { board } from '#server/board.ts';
import { signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('haebom:board');
	return { board: await board(locals.app.store, signedIn(locals).center.id, Date.now()) };
};
