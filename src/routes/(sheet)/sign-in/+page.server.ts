import { fail, redirect } from '@sveltejs/kit';
import { keepCookies } from '../../cookies.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ request, url, cookies, locals: { app } }) => {
		const form = await request.formData();
		const email = String(form.get('email') ?? '').trim();
		const password = String(form.get('password') ?? '');
		const result = await app.staff.signIn(email, password, request.headers, Date.now());
		if (result.kind === 'signed-in') {
			keepCookies(cookies, result.cookies);
			const to = url.searchParams.get('to') ?? '';
			// Only to a page of ours: neither «//elsewhere» nor «https:…».
			redirect(303, /^\/[a-z]/.test(to) ? to : '/today');
		}
		app.log.warn({ kind: result.kind }, 'sign-in refused');
		const minutes = result.kind === 'wait' ? Math.ceil(result.ms / 60_000) : null;
		return fail(result.kind === 'wait' ? 429 : 401, { email, minutes });
	}
};
