import { fail, redirect } from '@sveltejs/kit';
import { recordOwn } from '#server/staff/own-deeds.ts';
import { keepCookies } from '../../../cookies.ts';
import { onward } from '../../../onward.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ request, url, locals: { app } }) => {
	if (!(await app.staff.secondStep.isHalfWay(request.headers))) startAgain(url);
};

export const actions: Actions = {
	default: async ({ request, url, cookies, locals: { app }, getClientAddress }) => {
		const code = String((await request.formData()).get('code') ?? '');
		const now = Date.now();
		const result = await app.staff.secondStep.complete(code, request.headers, now);
		if (result.kind === 'signed-in') {
			const { staff, recovered } = result;
			keepCookies(cookies, result.cookies);
			const detail = { secondStep: recovered ? 'recovery' : 'code' };
			await recordOwn(app.store, staff, getClientAddress(), 'account.sign-in', detail, now);
			redirect(303, onward(url));
		}
		app.log.warn({ kind: result.kind }, 'second step refused');
		if (result.kind === 'over') startAgain(url);
		const minutes = result.kind === 'wait' ? Math.ceil(result.ms / 60_000) : null;
		return fail(result.kind === 'wait' ? 429 : 401, { minutes });
	}
};

function startAgain(url: URL): never {
	redirect(303, `/sign-in?${new URLSearchParams({ to: onward(url), because: 'over' })}`);
}
