import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { dayOf } from '#domain/day.ts';
import { SchoolId } from '#domain/id.ts';
import { readForm } from '#server/form.ts';
import {
	changeSchool,
	classesOf,
	closeSchool,
	schoolById,
	type SchoolOutcome
} from '#server/schools.ts';
import { actor, signedIn } from '../../signed-in.ts';
import { SchoolForm } from '../school-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { reader } = locals.app.store;
	const { center, reach } = signedIn(locals);
	const school = await schoolById(reader, center.id, reach, asked(params.id));
	if (!school) error(404);
	return { school, classes: await classesOf(reader, center.id, school.id) };
};

export const actions: Actions = {
	change: async (event) => {
		const { app } = event.locals;
		const { center } = signedIn(event.locals);
		const id = asked(event.params.id);
		const form = readForm(await event.request.formData(), SchoolForm);
		if (!form.ok) return fail(400, { ...form, refused: null, saved: false });
		const outcome = await app.store.write((trx) =>
			changeSchool(trx, center.id, actor(event), id, form.output, Date.now())
		);
		const { officeCode, code, ...rest } = form.output;
		const values = { ...rest, officeCode: officeCode ?? '', code: code ?? '' };
		return answered(outcome, values);
	},
	close: (event) => close(event, true),
	reopen: (event) => close(event, false)
};

async function close(event: RequestEvent, closing: boolean) {
	const { app } = event.locals;
	const { center } = signedIn(event.locals);
	const now = Date.now();
	const outcome = await app.store.write((trx) =>
		closeSchool(
			trx,
			center.id,
			actor(event),
			asked(event.params.id),
			closing ? dayOf(now, center.zone) : null,
			now
		)
	);
	return answered(outcome, null);
}

/** An id that is none is answered like one of a school that is not there. */
function asked(id: string): SchoolId {
	const known = v.safeParse(SchoolId, id);
	if (!known.success) error(404);
	return known.output;
}

function answered(outcome: SchoolOutcome, values: Record<string, string> | null) {
	if (outcome.kind === 'unknown') error(404);
	const refused = outcome.kind === 'done' ? null : outcome.kind;
	const answer = { problems: {}, values, refused, saved: refused === null };
	return refused ? fail(409, answer) : answer;
}
