import { fail, redirect } from '@sveltejs/kit';
import { dayOf, schoolYear } from '#domain/day.ts';
import { ProgramDetails } from '#domain/program.ts';
import { readForm } from '#server/form.ts';
import { addProgram, fundingSources } from '#server/programs.ts';
import { actor, signedIn } from '../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { center } = signedIn(locals);
	return {
		values: { year: String(schoolYear(dayOf(Date.now(), center.zone))) } as Record<string, string>,
		funding: await fundingSources(locals.app.store.reader, center.id)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { app } = event.locals;
		const { center } = signedIn(event.locals);
		const form = readForm(await event.request.formData(), ProgramDetails);
		if (!form.ok) return fail(400, { problems: form.problems, values: form.values });
		const id = await addProgram(app.store, center.id, actor(event), form.output, Date.now());
		redirect(303, `/programs/${id}`);
	}
};
