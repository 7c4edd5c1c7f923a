import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { ProgramId } from '#domain/id.ts';
import { ProgramDetails } from '#domain/program.ts';
import { asTyped } from '#domain/typed.ts';
import { readForm } from '#server/form.ts';
import {
	archiveProgram,
	editProgram,
	fundingSources,
	programOf,
	removeProgram
} from '#server/programs.ts';
import { askedId, orNotFound } from '../../asked.ts';
import { actor, signedIn } from '../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { reader } = locals.app.store;
	const { center } = signedIn(locals);
	const program = orNotFound(await programOf(reader, center.id, askedId(ProgramId, params.id)));
	return {
		program,
		values: asTyped({ ...program }),
		funding: await fundingSources(reader, center.id)
	};
};

export const actions: Actions = {
	edit: async (event) => {
		const { store, center, by, id } = asked(event);
		const form = readForm(await event.request.formData(), ProgramDetails);
		if (!form.ok) return fail(400, { problems: form.problems, values: form.values });
		orNotFound((await editProgram(store, center, by, id, form.output, Date.now())) || null);
		return { saved: true };
	},
	archive: async (event) => archive(event, true),
	restore: async (event) => archive(event, false),
	remove: async (event) => {
		const { store, center, by, id } = asked(event);
		const removal = await removeProgram(store, center, by, id, Date.now());
		if (removal.kind === 'in-use') return fail(409, { inUse: true });
		orNotFound(removal.kind === 'removed' || null);
		redirect(303, '/programs');
	}
};

async function archive(event: RequestEvent<{ id: string }>, archived: boolean) {
	const { store, center, by, id } = asked(event);
	orNotFound((await archiveProgram(store, center, by, id, archived, Date.now())) || null);
	return { saved: true };
}

function asked(event: RequestEvent<{ id: string }>) {
	return {
		store: event.locals.app.store,
		center: signedIn(event.locals).center.id,
		by: actor(event),
		id: askedId(ProgramId, event.params.id)
	};
}
