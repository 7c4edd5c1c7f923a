import { error, fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Correction } from '#domain/correction.ts';
import { dayOf } from '#domain/day.ts';
import { Mark } from '#domain/event.ts';
import { EventId, ParticipantId, SessionId, timeOrderedId } from '#domain/id.ts';
import { readQuery } from '#domain/query.ts';
import { lineOrNothing } from '#domain/typed.ts';
import { attendanceOf, logOf } from '#server/attendance.ts';
import { readForm } from '#server/form.ts';
import { randomBytes } from '#server/keys.ts';
import { peopleLike } from '#server/search.ts';
import { recordLook } from '#server/trail.ts';
import { askedId, orNotFound } from '../../../asked.ts';
import { actor, signedIn } from '../../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

const FOUND_SHOWN = 20;
const REASON_LENGTH_MAX = 100;

/** A reason that was suggested, or one in their own words, which then counts. */
const WHY = {
	reason: v.optional(lineOrNothing(REASON_LENGTH_MAX), ''),
	own: v.optional(lineOrNothing(REASON_LENGTH_MAX), '')
};
const Marking = v.object({ id: EventId, key: v.string(), mark: Mark, ...WHY });
const Matching = v.object({ id: EventId, key: v.string(), participant: ParticipantId, ...WHY });
const Undoing = v.object({ id: EventId, record: EventId, ...WHY });
const LettingIn = v.object({ id: EventId, participant: ParticipantId });

export const load: PageServerLoad = async (event) => {
	const { store } = event.locals.app;
	const { center, reach } = signedIn(event.locals);
	const now = Date.now();
	const asked = event.url.searchParams;
	const id = askedId(SessionId, event.params.id);
	const there = orNotFound(await attendanceOf(store.reader, center.id, reach, id, now));
	const { occasion, course } = there;
	const text = asked.get('q')?.slice(0, 100) ?? '';
	const searches = reach.kind === 'center';
	const query = readQuery(text, dayOf(now, center.zone));
	const found = searches
		? await peopleLike(store.reader, center.id, query, reach, FOUND_SHOWN + 1)
		: [];
	const shown = new Set(course.people.flatMap(({ person }) => (person ? [person.id] : [])));
	const people = new Set([...shown, ...found.map((person) => person.id)]).size;
	const subject = `session:${id}`;
	await recordLook(store, center.id, actor(event), 'attendance.see', subject, people, now);
	return {
		at: now,
		occasion,
		course,
		log: await logOf(store.reader, center.id, there),
		/** Each form sends it along: sent twice, it is recorded once. */
		nextEvent: v.parse(EventId, timeOrderedId(now, randomBytes)),
		/** The visit or the record about which something is to be said. */
		of: asked.get('of'),
		searches,
		text,
		found: found.slice(0, FOUND_SHOWN),
		more: found.length > FOUND_SHOWN
	};
};

export const actions: Actions = {
	mark: (event) =>
		correct(event, 'mark', Marking, ({ key, mark, ...why }) => ({
			kind: 'mark',
			key,
			mark,
			reason: why.own || why.reason
		})),
	match: (event) =>
		correct(event, 'match', Matching, ({ key, participant, ...why }) => ({
			kind: 'match',
			key,
			participant,
			reason: why.own || why.reason
		})),
	undo: (event) =>
		correct(event, 'undo', Undoing, ({ record, ...why }) => ({
			kind: 'undo',
			event: record,
			reason: why.own || why.reason
		})),
	letIn: (event) =>
		correct(event, 'let-in', LettingIn, ({ participant }) => ({ kind: 'let-in', participant }))
};

async function correct<Entries extends v.ObjectEntries & { readonly id: typeof EventId }>(
	event: RequestEvent<{ id: string }>,
	kind: Correction['kind'],
	schema: v.ObjectSchema<Entries, undefined>,
	meant: (output: v.InferOutput<typeof schema>) => Correction
) {
	const { desk, doorbell } = event.locals.app;
	const { center, reach } = signedIn(event.locals);
	const session = askedId(SessionId, event.params.id);
	const sent = await event.request.formData();
	const of = String(sent.get('key') ?? sent.get('record') ?? '');
	const incomplete = (problem: 'mark' | 'who' | 'reason') =>
		fail(400, { of, kind, problem, done: false });
	const form = readForm(sent, schema);
	if (!form.ok) {
		const { problems } = form;
		if ('mark' in problems) return incomplete('mark');
		if ('participant' in problems && of) return incomplete('who');
		if ('reason' in problems || 'own' in problems) return incomplete('reason');
		error(404);
	}
	const correction = meant(form.output);
	if (correction.kind !== 'let-in' && correction.reason === '') return incomplete('reason');
	const corrector = { center: center.id, reach, by: actor(event) };
	const id = askedId(EventId, form.output.id);
	const outcome = await desk.correct(corrector, session, id, correction, Date.now());
	switch (outcome.kind) {
		case 'recorded':
			doorbell.ring(center.id);
			return { of: null, kind, problem: null, done: true };
		case 'nowhere':
			return error(404);
		default:
			return fail(409, { of: null, kind, problem: outcome.kind, done: false });
	}
}
