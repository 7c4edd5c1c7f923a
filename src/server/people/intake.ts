import * as v from 'valibot';
import { dayOf } from '#domain/day.ts';
import {
	ParticipantId,
	randomId,
	type CenterId,
	type SchoolId,
	type SessionId
} from '#domain/id.ts';
import type { Intake, IntakeAnswer, IntakeLine } from '#domain/intake.ts';
import { draw, keep, putSealed, reseal } from '#server/badges.ts';
import { schoolYearAt, zoneOf } from '#server/centers.ts';
import type { Store, Writing } from '#server/database/store.ts';
import { randomBytes, type Keys } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import type { Row } from '#server/people/scene.ts';
import { weighed, type Refusal, type Weighing } from '#server/people/weighing.ts';
import {
	addParticipants,
	enrolAll,
	groupOf,
	putParticipants,
	retell,
	selectPlaces,
	unenrolAll,
	type NewParticipant
} from '#server/roster.ts';
import { addSchool } from '#server/schools.ts';
import { record, type Actor } from '#server/trail.ts';

/** What became of a list that was sent. */
export type IntakeOutcome = IntakeAnswer | Refusal;

interface Parts {
	readonly store: Store;
	readonly keys: Keys;
}

type Enrolment = { readonly session: SessionId; readonly participant: ParticipantId };

/**
 * Takes a confirmed list in, all or nothing: new people get badges, changed ones are put right, and
 * all of them stand on the rosters of the sessions. A list that would by now do something else than
 * was shown does nothing, and the same list a second time changes nothing.
 */
export async function takeIn(
	{ store, keys }: Parts,
	center: CenterId,
	by: Actor,
	intake: Intake,
	now: number
): Promise<IntakeOutcome> {
	const before = await weighed(store.reader, center, intake, now);
	if (before.kind !== 'weighed') return before;
	const ids = new Map(
		before.added.map((line) => [line, v.parse(ParticipantId, randomId(randomBytes))])
	);
	// Badges are drawn and sealed before the write, which must not wait for them.
	const badges = await draw(
		keys,
		center,
		[...ids].map(([line, participant]) => bearingOf(participant, intake.lines[line]))
	);
	const resealed = await reseal(store.reader, keys, center, before.renamed.map(asBearing));
	return store.write(async (trx): Promise<IntakeOutcome> => {
		await lockHead(trx, center);
		const weighing = await weighed(trx, center, intake, now);
		if (weighing.kind !== 'weighed') return weighing;
		const other = JSON.stringify(weighing.renamed) !== JSON.stringify(before.renamed);
		if (other || !(await putSealed(trx, center, resealed))) return { kind: 'changed' };
		const schools = await settleSchools(trx, center, by, intake, now);
		if (!schools) return { kind: 'changed' };

		const year = await schoolYearAt(trx, center, now);
		const added = [...ids].map(([line, id]) => newcomer(id, intake, line, schools, year));
		await addParticipants(trx, center, added);
		await keep(trx, center, badges, year, now);
		await putParticipants(trx, weighing.changed);
		await retell(
			trx,
			center,
			weighing.renamed.map(({ id }) => id),
			now
		);
		const enrolled = enrolmentsOf(weighing, [...ids.values()]);
		if (enrolled.length > 0) await enrolAll(trx, center, enrolled);
		const gone = intake.dropGone ? await drop(trx, center, weighing, now) : 0;
		const done = {
			added: added.length,
			changed: weighing.changed.length,
			same: weighing.same,
			enrolled: enrolled.length,
			gone,
			schools: intake.schools.filter(({ kind }) => kind === 'new').length
		};
		await record(
			trx,
			center,
			by,
			{
				kind: 'change',
				action: 'people.import',
				subject: '',
				people: intake.lines.length,
				reason: null,
				detail: { ...done, sessions: intake.sessions }
			},
			now
		);
		return { kind: 'done', ...done };
	});
}

function asBearing({ id, name, grade, class_no }: Row) {
	return { participant: id, name, group: groupOf(grade, class_no) };
}

function bearingOf(participant: ParticipantId, line: IntakeLine | undefined) {
	const [, grade = null, classNo = null, , name = ''] = line ?? [];
	return { participant, name, group: groupOf(grade, classNo) };
}

/** The ids of the intake's schools, new ones added; null if one of them cannot be added any more. */
async function settleSchools(
	trx: Writing,
	center: CenterId,
	by: Actor,
	{ schools }: Intake,
	now: number
): Promise<SchoolId[] | null> {
	const settled: SchoolId[] = [];
	for (const school of schools) {
		if (school.kind === 'known') {
			settled.push(school.id);
			continue;
		}
		const facts = { name: school.name, level: school.level, officeCode: null, code: null };
		const added = await addSchool(trx, center, by, facts, now);
		if (added.kind !== 'done') return null;
		settled.push(added.school);
	}
	return settled;
}

function newcomer(
	id: ParticipantId,
	{ lines, band }: Intake,
	line: number,
	schools: readonly SchoolId[],
	year: number
): NewParticipant {
	const [school = null, grade = null, class_no = null, number = null, name = ''] =
		lines[line] ?? [];
	return {
		...{ id, name, grade, class_no, number },
		school_id: school === null ? null : (schools[school] ?? null),
		year: grade === null ? null : year,
		age_band: school === null ? band : null,
		left_on: null,
		left_why: null
	};
}

/** Everybody on the list who is not yet on the roster of one of the sessions. */
function enrolmentsOf({ found, rosters }: Weighing, added: readonly ParticipantId[]): Enrolment[] {
	return rosters.flatMap(({ session, participants }) => {
		const expected = new Set(participants);
		return [...found, ...added]
			.filter((participant) => !expected.has(participant))
			.map((participant) => ({ session, participant }));
	});
}

/** Takes those off who are not on the list any more; without a session they count as moved away. */
async function drop(
	trx: Writing,
	center: CenterId,
	{ gone, rosters }: Weighing,
	now: number
): Promise<number> {
	const ids = new Set(gone.map(({ id }) => id));
	if (ids.size === 0) return 0;
	if (rosters.length > 0) {
		const off = rosters.flatMap(({ session, participants }) =>
			participants.filter((id) => ids.has(id)).map((participant) => ({ session, participant }))
		);
		await unenrolAll(trx, center, off);
		return ids.size;
	}
	const on = dayOf(now, await zoneOf(trx, center));
	await putParticipants(
		trx,
		gone.map((row) => ({ ...row, left_on: on, left_why: 'moved' as const }))
	);
	await unenrolAll(trx, center, await ahead(trx, center, ids, now));
	return ids.size;
}

/** The places that some people have on the rosters of sessions yet to come. */
async function ahead(
	trx: Writing,
	center: CenterId,
	people: ReadonlySet<ParticipantId>,
	now: number
): Promise<Enrolment[]> {
	const rows = await selectPlaces(trx, center)
		.select(['enrolment.session_id as session', 'enrolment.participant_id as participant'])
		.where('session.starts_at', '>', now)
		.execute();
	return rows.filter(({ participant }) => people.has(participant));
}
