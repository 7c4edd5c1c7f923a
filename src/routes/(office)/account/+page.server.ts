import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { browserIn } from '#domain/browser.ts';
import { owesTwoStep } from '#domain/sign-in.ts';
import { readForm } from '#server/form.ts';
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN, type Staff } from '#server/staff.ts';
import { recordOwn, type OwnDeed } from '#server/staff/own-deeds.ts';
import { endSessions, signInsOf } from '#server/staff/sessions.ts';
import { keepCookies } from '../../cookies.ts';
import { signedIn } from '../signed-in.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const Rename = v.object({ name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)) });
const NewPassword = v.object({
	current: v.string(),
	next: v.pipe(v.string(), v.minLength(PASSWORD_LENGTH_MIN), v.maxLength(PASSWORD_LENGTH_MAX))
});

export const load: PageServerLoad = async ({ locals }) => {
	const staff = signedIn(locals);
	const { id, email, name, twoStep, session } = staff;
	const signIns = await signInsOf(locals.app.store.reader, id);
	return {
		at: Date.now(),
		account: { name, email, twoStep },
		/** Whether the second step has to stay on. */
		stays: hasToStay(staff),
		signIns: signIns.map(({ id, browser, usedAt }) => ({
			id,
			browser: browserIn(browser),
			usedAt,
			here: id === session
		})),
		passwordLength: PASSWORD_LENGTH_MIN
	};
};

const NOTHING = { done: null, problem: null, minutes: 0 } as const;

export const actions: Actions = {
	rename: async (event) => {
		const form = readForm(await event.request.formData(), Rename);
		if (!form.ok) return fail(400, { ...NOTHING, problem: 'name' as const });
		const { id } = signedIn(event.locals);
		await event.locals.app.staff.rename(id, form.output.name);
		await tell(event, 'account.rename');
		return { ...NOTHING, done: 'rename' as const };
	},
	password: async (event) => {
		const form = readForm(await event.request.formData(), NewPassword);
		if (!form.ok) return fail(400, { ...NOTHING, problem: 'next' as const });
		const { request, locals, cookies } = event;
		const account = signedIn(locals);
		const now = Date.now();
		const { staff } = locals.app;
		const result = await staff.changePassword(account, form.output, request.headers, now);
		if (result.kind !== 'changed') return refused(result);
		keepCookies(cookies, result.cookies);
		await tell(event, 'account.password');
		return { ...NOTHING, done: 'password' as const };
	},
	drop: async (event) => {
		const { request, locals, cookies } = event;
		const account = signedIn(locals);
		const { id } = account;
		if (hasToStay(account)) error(403);
		const password = String((await request.formData()).get('password') ?? '');
		const { secondStep } = locals.app.staff;
		const result = await secondStep.drop(id, password, request.headers, Date.now());
		if (result.kind !== 'changed') return refused(result, 'drop');
		keepCookies(cookies, result.cookies);
		await tell(event, 'account.two-step-off');
		return { ...NOTHING, done: 'drop' as const };
	},
	everywhere: async (event) => {
		const { id, session } = signedIn(event.locals);
		await endSessions(event.locals.app.store.writer, id, session);
		await tell(event, 'account.everywhere');
		return { ...NOTHING, done: 'everywhere' as const };
	}
};

/** Turning it off would only lead to setting it up again. */
function hasToStay(staff: Staff): boolean {
	return owesTwoStep({ ...staff, twoStep: false, founding: false }, staff.center);
}

function refused(
	result: { kind: 'refused' } | { kind: 'wait'; ms: number },
	problem: 'current' | 'drop' = 'current'
) {
	const minutes = result.kind === 'wait' ? Math.ceil(result.ms / 60_000) : 0;
	return fail(minutes > 0 ? 429 : 401, { ...NOTHING, problem, minutes });
}

function tell(event: RequestEvent, action: OwnDeed) {
	const { id } = signedIn(event.locals);
	const { store } = event.locals.app;
	return recordOwn(store, id, event.getClientAddress(), action, {}, Date.now());
}
