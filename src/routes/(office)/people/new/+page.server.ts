import { fail, redirect } from '@sveltejs/kit';
import { addPerson } from '#server/people/changes.ts';
import { schoolsOf } from '#server/schools.ts';
import { actor, signedIn } from '../../signed-in.ts';
import { readPerson, refusalOf } from '../person-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { center, reach } = signedIn(locals);
	const schools = await schoolsOf(locals.app.store.reader, center.id, reach);
	return {
		schools: schools.filter(({ closedOn }) => closedOn === null),
		school: url.searchParams.get('school') ?? ''
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { app } = event.locals;
		const { center } = signedIn(event.locals);
		const read = readPerson(await event.request.formData());
		if (!read.ok) return fail(400, { ...read, namesake: null, changed: false });
		const { facts, knowingly, values } = read;
		const added = await addPerson(app, center.id, actor(event), facts, knowingly, Date.now());
		if (added.kind !== 'done') return fail(409, { values, ...refusalOf(added) });
		redirect(303, `/people/${added.participant}?added`);
	}
};
