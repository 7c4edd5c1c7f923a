import { redirect } from '@sveltejs/kit';
import { keepCookies } from '../cookies.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, cookies, locals: { app } }) => {
	keepCookies(cookies, await app.staff.signOut(request.headers));
	redirect(303, '/sign-in');
};
