import { error, fail, redirect } from '@sveltejs/kit';
import { owesTwoStep } from '#domain/sign-in.ts';
import { recordOwn } from '#server/staff/own-deeds.ts';
import { keepCookies } from '../../cookies.ts';
import { onward } from '../../onward.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	// There are secrets on it that are shown only once.
	setHeaders({ 'cache-control': 'private, no-store' });
	const { app, staff } = locals;
	const { id, email, twoStep } = account(locals);
	return {
		to: onward(url),
		already: twoStep,
		required: staff !== null && owesTwoStep(staff, staff.center),
		offered: twoStep ? null : await app.staff.secondStep.offered(id, email)
	};
};

export const actions: Actions = {
	/** Draws a secret, once the password has shown that it is really them. */
	begin: async ({ request, locals }) => {
		const { id } = account(locals);
		const password = await field(request, 'password');
		const { secondStep } = locals.app.staff;
		const begun = await secondStep.begin(id, password, request.headers, Date.now());
		if (begun !== 'begun')
			return fail(begun === 'wait' ? 429 : 401, { begin: begun, confirm: null });
	},
	/** From now on signing in takes a code. */
	confirm: async ({ request, locals, cookies, url, getClientAddress }) => {
		const { id } = account(locals);
		const { staff: desk, store } = locals.app;
		const now = Date.now();
		const code = await field(request, 'code');
		const result = await desk.secondStep.confirm(id, code, request.headers, now);
		if (result.kind !== 'changed') {
			return fail(result.kind === 'wait' ? 429 : 401, { begin: null, confirm: result.kind });
		}
		keepCookies(cookies, result.cookies);
		await recordOwn(store, id, getClientAddress(), 'account.two-step-on', {}, now);
		redirect(303, onward(url));
	}
};

/** Who is asking. Nobody gets here without signing in; this only tells the compiler. */
function account({ account }: App.Locals) {
	if (!account) error(401);
	return account;
}

async function field(request: RequestEvent['request'], name: string): Promise<string> {
	return String((await request.formData()).get(name) ?? '');
}
