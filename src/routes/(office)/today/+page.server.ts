import { version } from '$app/environment';
import { seen, viewOf } from '#domain/view.ts';
import { board } from '#server/board.ts';
import { signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { center, role, reach } = signedIn(locals);
	const whole = await board(locals.app.store, center.id, Date.now());
	return { version, board: seen(whole, viewOf(role, reach)) };
};
