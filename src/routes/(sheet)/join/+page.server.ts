import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { readForm } from '#server/form.ts';
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '#server/staff.ts';
import { accept, invitationBehind } from '#server/staff/invitations.ts';
import { chooseCenter } from '#server/staff/sessions.ts';
import { keepCookies } from '../../cookies.ts';
import type { Actions, PageServerLoad } from './$types';

const NewAccount = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
	email: v.pipe(v.string(), v.trim(), v.email()),
	password: v.pipe(v.string(), v.minLength(PASSWORD_LENGTH_MIN), v.maxLength(PASSWORD_LENGTH_MAX))
});

export const load: PageServerLoad = async ({ url, locals: { app, account } }) => ({
	invitation: await invitationBehind(app.store.reader, tokenIn(url), Date.now()),
	account: account && { name: account.name, email: account.email },
	here: url.pathname + url.search,
	passwordLength: PASSWORD_LENGTH_MIN
});

export const actions: Actions = {
	/** Makes an account, and goes in with it. */
	make: async ({ request, url, cookies, locals: { app }, getClientAddress }) => {
		const now = Date.now();
		// The page then says what became of the invitation.
		if (!(await invitationBehind(app.store.reader, tokenIn(url), now))) return fail(410);
		const form = readForm(await request.formData(), NewAccount);
		if (!form.ok) return fail(400, { problems: form.problems, values: form.values });
		const { email, password, name } = form.output;
		if (await app.staff.isTaken(email)) return fail(409, { taken: true, values: { name, email } });
		const staff = await app.staff.add({ name, email, password });
		const by = { id: staff, email: email.toLowerCase(), address: getClientAddress() };
		const accepted = await accept(app.store, tokenIn(url), by, now);
		if (accepted.kind !== 'joined') {
			await app.staff.remove(staff);
			return fail(410);
		}
		const signedIn = await app.staff.signIn(email, password, request.headers, now);
		if (signedIn.kind === 'signed-in') keepCookies(cookies, signedIn.cookies);
		redirect(303, '/today');
	},
	/** Goes in with the account that is signed in. */
	accept: async ({ url, locals: { app, account }, getClientAddress }) => {
		if (!account) error(401);
		const by = { id: account.id, email: account.email, address: getClientAddress() };
		const now = Date.now();
		const accepted = await accept(app.store, tokenIn(url), by, now);
		if (accepted.kind === 'gone') return fail(410);
		if (accepted.kind === 'already') return fail(409, { already: true });
		await chooseCenter(app.store, account, accepted.center, now);
		redirect(303, '/today');
	}
};

function tokenIn(url: URL): string {
	return url.searchParams.get('token') ?? '';
}
