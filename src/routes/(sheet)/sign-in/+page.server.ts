import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { recordOwn } from '#server/staff/own-deeds.ts';
import { keepCookies } from '../../cookies.ts';
import { carrying, onward } from '../../onward.ts';
import type { Actions, PageServerLoad } from './$types';

/** Why somebody is here who did not ask for it. */
const Because = v.fallback(v.nullable(v.picklist(['ended', 'no-center', 'reset', 'over'])), null);

export const load: PageServerLoad = ({ url }) => ({
	because: v.parse(Because, url.searchParams.get('because'))
});

export const actions: Actions = {
	default: async ({ request, url, cookies, locals: { app }, getClientAddress }) => {
		const form = await request.formData();
		const email = String(form.get('email') ?? '').trim();
		const password = String(form.get('password') ?? '');
		const now = Date.now();
		const result = await app.staff.signIn(email, password, request.headers, now);
		if (result.kind === 'second-step') {
			keepCookies(cookies, result.cookies);
			redirect(303, `/sign-in/code${carrying(url)}`);
		}
		if (result.kind === 'signed-in') {
			keepCookies(cookies, result.cookies);
			await recordOwn(app.store, result.staff, getClientAddress(), 'account.sign-in', {}, now);
			redirect(303, onward(url));
		}
		app.log.warn({ kind: result.kind }, 'sign-in refused');
		const minutes = result.kind === 'wait' ? Math.ceil(result.ms / 60_000) : null;
		return fail(result.kind === 'wait' ? 429 : 401, { email, minutes });
	}
};
