import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** How long the sign-in lasts if nobody uses it, in ms; 0 when there is none. To look is no use. */
export const GET: RequestHandler = async ({ request, locals: { app } }) =>
	left(await app.staff.left(request.headers, Date.now()));

/** Somebody is at work on a page that has nothing to send yet. */
export const POST: RequestHandler = async ({ request, locals: { app } }) => {
	const now = Date.now();
	await app.staff.whoIs(request.headers, now);
	return left(await app.staff.left(request.headers, now));
};

function left(ms: number): Response {
	return json({ ms }, { headers: { 'cache-control': 'no-store' } });
}
