import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { readForm } from '#server/form.ts';
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '#server/staff.ts';
import { reset, resetBehind } from '#server/staff/resets.ts';
import type { Actions, PageServerLoad } from './$types';

const NewPassword = v.object({
	password: v.pipe(v.string(), v.minLength(PASSWORD_LENGTH_MIN), v.maxLength(PASSWORD_LENGTH_MAX))
});

export const load: PageServerLoad = async ({ url, locals: { app } }) => ({
	reset: await resetBehind(app.store.reader, tokenIn(url), Date.now()),
	passwordLength: PASSWORD_LENGTH_MIN
});

export const actions: Actions = {
	default: async ({ request, url, locals: { app }, getClientAddress }) => {
		const now = Date.now();
		const behind = await resetBehind(app.store.reader, tokenIn(url), now);
		// The page then says that the link has done its work.
		if (!behind) return fail(410);
		const form = readForm(await request.formData(), NewPassword);
		if (!form.ok) return fail(400, { problems: form.problems });
		// Hashed before, for it takes long on purpose and must not hold the database.
		const hash = await app.staff.hash(form.output.password);
		if (!(await reset(app.store, tokenIn(url), hash, getClientAddress(), now))) return fail(410);
		await app.staff.forgive(behind.email);
		redirect(303, '/sign-in?because=reset');
	}
};

function tokenIn(url: URL): string {
	return url.searchParams.get('token') ?? '';
}
