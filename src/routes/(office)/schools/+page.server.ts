import { error, fail, redirect } from '@sveltejs/kit';
import { isCalled } from '#domain/school.ts';
import { readForm } from '#server/form.ts';
import { addSchool, schoolsOf, studentsBySchool } from '#server/schools.ts';
import { actor, signedIn } from '../signed-in.ts';
import { SchoolForm } from './school-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals.app.store;
	const { center, reach } = signedIn(locals);
	const asked = url.searchParams.get('q')?.trim() ?? '';
	const schools = await schoolsOf(reader, center.id, reach);
	const students = await studentsBySchool(reader, center.id);
	return {
		asked,
		any: schools.length > 0,
		schools: schools
			.filter((school) => isCalled(school, asked))
			.map((school) => ({ ...school, students: students.get(school.id) ?? 0 }))
	};
};

export const actions: Actions = {
	add: async (event) => {
		const { app } = event.locals;
		const { center } = signedIn(event.locals);
		const form = readForm(await event.request.formData(), SchoolForm);
		if (!form.ok) return fail(400, { ...form, refused: null });
		const added = await app.store.write((trx) =>
			addSchool(trx, center.id, actor(event), form.output, Date.now())
		);
		if (added.kind === 'unknown') error(404);
		if (added.kind !== 'done') {
			const { name, level, officeCode, code } = form.output;
			const values = { name, level, officeCode: officeCode ?? '', code: code ?? '' };
			return fail(409, { problems: {}, values, refused: added.kind });
		}
		redirect(303, `/schools/${added.school}`);
	}
};
