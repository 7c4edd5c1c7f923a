import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { bounds, Day, dayOf } from '#domain/day.ts';
import { ParticipantId, SchoolId, SessionId } from '#domain/id.ts';
import { readQuery } from '#domain/query.ts';
import { whole } from '#domain/typed.ts';
import { agenda, occasionOf } from '#server/agenda.ts';
import { enrol, takeOff, type Whom } from '#server/enrolling.ts';
import { rosterOf } from '#server/roster.ts';
import { classesOf } from '#server/schools.ts';
import { peopleLike, schoolsWithin } from '#server/search.ts';
import { record } from '#server/trail.ts';
import { askedId, orNotFound } from '../../../asked.ts';
import { actor, signedIn } from '../../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

const FOUND_SHOWN = 50;
const People = v.pipe(v.array(ParticipantId), v.maxLength(2_000));
const Class = v.object({ school: SchoolId, grade: whole(1, 20), classNo: whole(1, 99) });

export const load: PageServerLoad = async (event) => {
	const { store } = event.locals.app;
	const { center, reach } = signedIn(event.locals);
	const now = Date.now();
	const asked = event.url.searchParams;
	const id = askedId(SessionId, event.params.id);
	const occasion = orNotFound(await occasionOf(store.reader, center.id, id));
	const roster = (await rosterOf(store.reader, center.id, [id])).get(id) ?? [];
	const text = asked.get('q')?.slice(0, 100) ?? '';
	const query = readQuery(text, dayOf(now, center.zone));
	const found = await peopleLike(store.reader, center.id, query, reach, FOUND_SHOWN + 1);
	const school = v.safeParse(SchoolId, asked.get('school'));
	const day = v.parse(v.fallback(Day, dayOf(occasion.startsAt, center.zone)), asked.get('from'));
	const others = asked.has('from')
		? await agenda(store.reader, center.id, bounds(day, center.zone), { program: null, site: null })
		: [];
	const seen = roster.length + found.length;
	if (seen > 0) {
		const deed = {
			kind: 'access',
			action: 'roster.see',
			subject: `session:${id}`,
			people: seen,
			reason: null,
			detail: {}
		} as const;
		await store.write((trx) => record(trx, center.id, actor(event), deed, now));
	}
	return {
		occasion,
		roster: roster.toSorted((a, b) => a.name.localeCompare(b.name, 'ko')),
		text,
		found: found.slice(0, FOUND_SHOWN),
		more: found.length > FOUND_SHOWN,
		schools: await schoolsWithin(store.reader, center.id, reach),
		school: school.success ? school.output : null,
		classes: school.success
			? (await classesOf(store.reader, center.id, school.output)).filter(
					({ grade, classNo }) => grade !== null && classNo !== null
				)
			: [],
		day,
		others: asked.has('from')
			? others.filter((other) => other.id !== id && other.enrolled > 0)
			: null
	};
};

export const actions: Actions = {
	add: (event) => add(event, (form) => people(form)),
	class: (event) =>
		add(event, (form) => {
			const [grade, classNo] = String(form.get('class')).split('-');
			const read = v.safeParse(Class, { school: form.get('school'), grade, classNo });
			return read.success ? { kind: 'class', ...read.output } : null;
		}),
	take: (event) =>
		add(event, (form) => {
			const read = v.safeParse(SessionId, form.get('session'));
			return read.success ? { kind: 'roster', of: read.output } : null;
		}),
	remove: async (event) => {
		const { store, center, by, id } = asked(event);
		const whom = people(await event.request.formData());
		if (!whom) return fail(400, {});
		const count = await takeOff(store, center, by, id, whom.participants, Date.now());
		return { takenOff: orNotFound(count) };
	}
};

async function add(event: RequestEvent<{ id: string }>, read: (form: FormData) => Whom | null) {
	const { store, center, by, id } = asked(event);
	const whom = read(await event.request.formData());
	if (!whom) return fail(400, {});
	return { added: orNotFound(await enrol(store, center, by, id, whom, Date.now())) };
}

function people(form: FormData) {
	const read = v.safeParse(People, form.getAll('participant'));
	return read.success ? { kind: 'people' as const, participants: read.output } : null;
}

function asked(event: RequestEvent<{ id: string }>) {
	return {
		store: event.locals.app.store,
		center: signedIn(event.locals).center.id,
		by: actor(event),
		id: askedId(SessionId, event.params.id)
	};
}
