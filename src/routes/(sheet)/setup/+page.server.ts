import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { foundFirst, isSetup } from '#server/centers.ts';
import { chanceFrom } from '#server/demo/chance.ts';
import { A_FEW, fill, SEED, WHOLE_YEAR } from '#server/demo/fill.ts';
import { readForm } from '#server/form.ts';
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '#server/staff.ts';
import { keepCookies } from '../../cookies.ts';
import type { Actions, PageServerLoad } from './$types';

const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));
const Setup = v.object({
	center: Name,
	name: Name,
	email: v.pipe(v.string(), v.trim(), v.email()),
	password: v.pipe(v.string(), v.minLength(PASSWORD_LENGTH_MIN), v.maxLength(PASSWORD_LENGTH_MAX)),
	contents: v.picklist(['demo', 'year', 'empty'])
});
const PARTICIPATIONS = { demo: A_FEW, year: WHOLE_YEAR, empty: 0 };

export const load: PageServerLoad = async ({ url, locals: { app } }) => {
	const token = url.searchParams.get('token') ?? '';
	return { valid: await isSetup(app.store.reader, token), passwordLength: PASSWORD_LENGTH_MIN };
};

export const actions: Actions = {
	default: async ({ request, url, cookies, locals: { app } }) => {
		const token = url.searchParams.get('token') ?? '';
		if (!(await isSetup(app.store.reader, token))) error(410);
		const form = readForm(await request.formData(), Setup);
		if (!form.ok) return fail(400, { problems: form.problems, values: form.values });

		const { center, name, email, password, contents } = form.output;
		const now = Date.now();
		const staff = await app.staff.add({ name, email, password });
		const demo = contents !== 'empty';
		const founded = await foundFirst(app.store, { name: center, staff, demo }, now);
		if (!founded) {
			await app.staff.remove(staff);
			error(410);
		}
		if (demo) {
			const parts = { ...app, epoch: await app.epoch() };
			await fill(parts, founded, PARTICIPATIONS[contents], chanceFrom(SEED), now);
		}
		app.log.info({ center: founded, contents }, 'center founded');
		const signedIn = await app.staff.signIn(email, password, request.headers, now, founded);
		if (signedIn.kind === 'signed-in') keepCookies(cookies, signedIn.cookies);
		redirect(303, '/welcome');
	}
};
