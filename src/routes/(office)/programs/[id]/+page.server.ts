import { ProgramId } from '#domain/id.ts';
import { ProgramDetails } from '#domain/program.ts';
import { asTyped } from '#domain/typed.ts';
import { hasOccasions } from '#server/agenda.ts';
import {
	archiveProgram,
	editProgram,
	fundingSources,
	programOf,
	removeProgram
} from '#server/programs.ts';
import { askedId, orNotFound } from '../../asked.ts';
import { keeping } from '../../keeping.ts';
import { signedIn } from '../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { reader } = locals.app.store;
	const { center } = signedIn(locals);
	const program = orNotFound(await programOf(reader, center.id, askedId(ProgramId, params.id)));
	return {
		program,
		values: asTyped({ ...program }),
		sessions: await hasOccasions(reader, center.id, { program: program.id, site: null }),
		funding: await fundingSources(reader, center.id)
	};
};

export const actions = keeping({
	id: ProgramId,
	details: ProgramDetails,
	list: '/programs',
	edit: editProgram,
	archive: archiveProgram,
	remove: removeProgram
}) satisfies Actions;
