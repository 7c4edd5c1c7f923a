import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { Day, dayOf } from '#domain/day.ts';
import { ParticipantId } from '#domain/id.ts';
import { LeavingReason } from '#domain/participant.ts';
import { readForm } from '#server/form.ts';
import { changePerson, comeBack, leave } from '#server/people/changes.ts';
import { participantById } from '#server/people/list.ts';
import { badgeLivesOf, occasionsOf } from '#server/people/occasions.ts';
import { schoolsOf } from '#server/schools.ts';
import { record } from '#server/trail.ts';
import { actor, signedIn } from '../../signed-in.ts';
import { readPerson, refusalOf } from '../person-form.ts';
import type { Actions, PageServerLoad } from './$types';

const Leaving = v.object({ why: LeavingReason, on: Day });

const UNCHANGED = { problems: {}, values: null, namesake: null, changed: false, saved: false };

export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const { store } = locals.app;
	const { center, reach } = signedIn(locals);
	const person = await participantById(store.reader, center.id, reach, asked(params.id));
	if (!person) error(404);
	const now = Date.now();
	const subject = `participant:${person.id}`;
	const deed = { kind: 'access', action: 'people.see', subject, people: 1, detail: {} } as const;
	await store.write((trx) => record(trx, center.id, actor(event), { ...deed, reason: null }, now));
	const schools = await schoolsOf(store.reader, center.id, reach);
	return {
		person,
		added: url.searchParams.has('added'),
		today: dayOf(now, center.zone),
		schools: schools.filter(({ id, closedOn }) => closedOn === null || id === person.school?.id),
		badges: await badgeLivesOf(store.reader, center.id, person.id),
		occasions: await occasionsOf(store.reader, center.id, person.id, now)
	};
};

export const actions: Actions = {
	change: async (event) => {
		const { app } = event.locals;
		const { center } = signedIn(event.locals);
		const read = readPerson(await event.request.formData());
		if (!read.ok) return fail(400, { ...UNCHANGED, ...read });
		const { facts, knowingly, values } = read;
		const id = asked(event.params.id);
		const now = Date.now();
		const outcome = await changePerson(app, center.id, actor(event), id, facts, knowingly, now);
		if (outcome.kind === 'unknown') error(404);
		if (outcome.kind === 'done') return { ...UNCHANGED, saved: true };
		return fail(409, { ...UNCHANGED, values, ...refusalOf(outcome) });
	},
	leave: async (event) => {
		const { app } = event.locals;
		const { center } = signedIn(event.locals);
		const form = readForm(await event.request.formData(), Leaving);
		if (!form.ok) return fail(400, { ...UNCHANGED, problems: form.problems });
		const id = asked(event.params.id);
		const outcome = await app.store.write((trx) =>
			leave(trx, center.id, actor(event), id, form.output, Date.now())
		);
		if (outcome.kind === 'unknown') error(404);
		return { ...UNCHANGED, saved: true };
	},
	return: async (event) => {
		const { app } = event.locals;
		const { center } = signedIn(event.locals);
		const id = asked(event.params.id);
		const outcome = await app.store.write((trx) =>
			comeBack(trx, center.id, actor(event), id, Date.now())
		);
		if (outcome.kind === 'unknown') error(404);
		return { ...UNCHANGED, saved: true };
	}
};

/** An id that is none is answered like one of somebody who is not there. */
function asked(id: string): ParticipantId {
	const known = v.safeParse(ParticipantId, id);
	if (!known.success) error(404);
	return known.output;
}
