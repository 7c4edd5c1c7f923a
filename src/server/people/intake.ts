import type { Selectable } from 'kysely';
import * as v from 'valibot';
import { dayOf, schoolYear } from '#domain/day.ts';
import {
	ParticipantId,
	randomId,
	type CenterId,
	type SchoolId,
	type SessionId
} from '#domain/id.ts';
import {
	markOf,
	weigh,
	type Intake,
	type IntakeAnswer,
	type IntakeLine,
	type Scene,
	type SceneAnswer
} from '#domain/intake.ts';
import type { Comparison, Known, Match } from '#domain/roster-file/match.ts';
import { hasGrade, schoolKey, type School } from '#domain/school.ts';
import { draw, keep, putSealed, reseal } from '#server/badges.ts';
import type { Schema } from '#server/database/schema.ts';
import { zoneOf } from '#server/centers.ts';
import type { Reader, Store, Writing } from '#server/database/store.ts';
import { randomBytes, type Keys } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import {
	addParticipants,
	enrolAll,
	groupOf,
	putParticipants,
	retell,
	unenrolAll,
	type NewParticipant
} from '#server/roster.ts';
import { addSchool, schoolsOf } from '#server/schools.ts';
import { selectSessions } from '#server/sessions.ts';
import { record, type Actor } from '#server/trail.ts';

/** What became of a list that was sent; `unknown` names a school or session that is not there. */
export type IntakeOutcome = IntakeAnswer | { readonly kind: 'unknown' };

interface Parts {
	readonly store: Store;
	readonly keys: Keys;
}

type Row = Selectable<Schema['participant']>;
type Enrolment = { readonly session: SessionId; readonly participant: ParticipantId };

/** Whom a list may be about. */
export interface Asked {
	readonly schools: readonly SchoolId[];
	/** Youth out of school, too. */
	readonly outOfSchool: boolean;
	readonly sessions: readonly SessionId[];
}

/** What a list is compared with; null if a school or a session is not of this center. */
export async function sceneOf(
	reader: Reader,
	center: CenterId,
	asked: Asked
): Promise<SceneAnswer | null> {
	const scene = await setting(reader, center, asked);
	if (!scene) return null;
	const { schools, known, roster, rosters } = scene;
	return { schools, known, roster: [...roster], rosters };
}

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

		const year = schoolYear(dayOf(now, await zoneOf(trx, center)));
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

/** The scene, and the rows behind it. */
interface Setting extends Scene {
	readonly known: Known[];
	readonly rows: ReadonlyMap<ParticipantId, Row>;
	readonly rosters: SceneAnswer['rosters'];
	readonly schools: School[];
}

async function setting(
	reader: Reader,
	center: CenterId,
	{ schools: asked, outOfSchool, sessions }: Asked
): Promise<Setting | null> {
	const schools = await schoolsOf(reader, center, { kind: 'center' });
	const names = new Map(schools.map(({ id, name }) => [id, name]));
	if (asked.some((id) => !names.has(id))) return null;
	const rosters = await rostersOf(reader, center, sessions);
	if (rosters.length !== new Set(sessions).size) return null;
	const rows = await reader
		.selectFrom('participant')
		.selectAll()
		.where('center_id', '=', center)
		.where((eb) =>
			eb.or([
				...(asked.length > 0 ? [eb('school_id', 'in', [...asked])] : []),
				...(outOfSchool ? [eb('school_id', 'is', null)] : [])
			])
		)
		// Who moved away may be back; who graduated is not meant by a list of today.
		.where((eb) => eb.or([eb('left_why', 'is', null), eb('left_why', '!=', 'graduated')]))
		.execute();
	const known = rows.map((row): Known => ({
		id: row.id,
		school: row.school_id ? (names.get(row.school_id) ?? null) : null,
		grade: row.grade,
		classNo: row.class_no,
		number: row.number,
		name: row.name
	}));
	const students = rows.flatMap(({ id, left_on }) => (left_on === null ? [id] : []));
	const expected = rosters.flatMap(({ participants }) => participants);
	return {
		known,
		rosters,
		schools,
		rows: new Map(rows.map((row) => [row.id, row])),
		roster: new Set(sessions.length > 0 ? expected : students)
	};
}

async function rostersOf(
	reader: Reader,
	center: CenterId,
	sessions: readonly SessionId[]
): Promise<SceneAnswer['rosters']> {
	if (sessions.length === 0) return [];
	const found = await reader
		.selectFrom('session')
		.select(['id', 'capacity'])
		.where('center_id', '=', center)
		.where('id', 'in', [...sessions])
		.execute();
	const enrolments = await reader
		.selectFrom('enrolment')
		.select(['session_id', 'participant_id'])
		.where('center_id', '=', center)
		.where('session_id', 'in', [...sessions])
		.where('removed', '=', 0)
		.execute();
	const bySession = Map.groupBy(enrolments, ({ session_id }) => session_id);
	return found.map(({ id, capacity }) => ({
		session: id,
		capacity,
		participants: (bySession.get(id) ?? []).map(({ participant_id }) => participant_id)
	}));
}

/** A list set against the center as it is now. */
interface Weighing {
	readonly kind: 'weighed';
	/** The lines of new people. */
	readonly added: readonly number[];
	/** Whom the list puts right, as they will be. */
	readonly changed: readonly Row[];
	/** Those of them whose badge has to greet them otherwise. */
	readonly renamed: readonly Row[];
	readonly found: readonly ParticipantId[];
	readonly same: number;
	readonly gone: readonly Row[];
	readonly rosters: SceneAnswer['rosters'];
}

async function weighed(
	reader: Reader,
	center: CenterId,
	intake: Intake,
	now: number
): Promise<Weighing | Exclude<IntakeOutcome, { readonly kind: 'done' }>> {
	const asked = {
		schools: intake.schools.flatMap((school) => (school.kind === 'known' ? [school.id] : [])),
		outOfSchool: intake.lines.some(([school]) => school === null),
		sessions: intake.sessions
	};
	const scene = await setting(reader, center, asked);
	if (!scene) return { kind: 'unknown' };
	const schools = intake.schools.map((school) =>
		school.kind === 'known' ? scene.schools.find(({ id }) => id === school.id) : school
	);
	const open = new Set(
		scene.schools.flatMap(({ name, closedOn }) => (closedOn ? [] : [schoolKey(name)]))
	);
	const taken = intake.schools.some(
		(school) => school.kind === 'new' && open.has(schoolKey(school.name))
	);
	if (taken) return { kind: 'changed' };
	const placed = intake.lines.every(([school, grade, classNo, number]) => {
		if (school === null) {
			return intake.band !== null && grade === null && classNo === null && number === null;
		}
		const level = schools[school]?.level;
		return level !== undefined && (grade === null || hasGrade(level, grade));
	});
	if (!placed) return { kind: 'undecided' };
	const names = schools.map((school) => school?.name ?? '');
	const comparison = weigh(intake.lines, names, scene);
	if (comparison.matches.some(({ kind }) => kind === 'question')) return { kind: 'undecided' };
	if (markOf(comparison) !== intake.mark) return { kind: 'changed' };
	const year = schoolYear(dayOf(now, await zoneOf(reader, center)));
	return sorted(comparison, intake, scene, year);
}

function sorted(
	{ matches, gone }: Comparison,
	{ lines }: Intake,
	{ rows, rosters }: Setting,
	year: number
): Weighing {
	const added: number[] = [];
	const found: ParticipantId[] = [];
	const changed: Row[] = [];
	const renamed: Row[] = [];
	for (const [index, match] of matches.entries()) {
		if (match.kind === 'added') added.push(index);
		const row = participantOf(match, rows);
		const line = lines[index];
		if (!row || !line) continue;
		found.push(row.id);
		const after = putRight(row, line, match.kind === 'renamed', year);
		if (!differs(row, after)) continue;
		changed.push(after);
		if (greetingOf(row) !== greetingOf(after)) renamed.push(after);
	}
	return {
		kind: 'weighed',
		...{ added, found, changed, renamed, rosters },
		same: found.length - changed.length,
		gone: gone.flatMap((id) => rows.get(id) ?? [])
	};
}

function participantOf(match: Match, rows: ReadonlyMap<ParticipantId, Row>): Row | undefined {
	return 'participant' in match ? rows.get(match.participant) : undefined;
}

/** What a line does not say stays; who is on a list has not left. */
function putRight(row: Row, line: IntakeLine, renamed: boolean, year: number): Row {
	const [school, grade, classNo, number, name] = line;
	return {
		...row,
		name: renamed ? name : row.name,
		grade: grade ?? row.grade,
		class_no: classNo ?? row.class_no,
		number: number ?? row.number,
		year: school === null || grade === null ? row.year : year,
		left_on: null,
		left_why: null
	};
}

function differs(row: Row, after: Row): boolean {
	return (Object.keys(after) as (keyof Row)[]).some((column) => row[column] !== after[column]);
}

function greetingOf({ name, grade, class_no }: Row): string {
	return `${groupOf(grade, class_no)} ${name}`;
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
	const rows = await trx
		.selectFrom('enrolment')
		.innerJoin('session', (join) =>
			join
				.onRef('session.center_id', '=', 'enrolment.center_id')
				.onRef('session.id', '=', 'enrolment.session_id')
		)
		.select(['enrolment.session_id as session', 'enrolment.participant_id as participant'])
		.where('enrolment.center_id', '=', center)
		.where('enrolment.removed', '=', 0)
		.where('session.starts_at', '>', now)
		.execute();
	return rows.filter(({ participant }) => people.has(participant));
}

/** A session that people can still be put on the roster of. */
export interface SessionAhead {
	readonly id: SessionId;
	readonly startsAt: number;
	readonly program: string;
	readonly site: string;
	readonly capacity: number | null;
	readonly enrolled: number;
}

const SESSIONS_OFFERED = 200;

/** The next sessions that are not over yet, the earliest first. */
export async function sessionsAhead(
	reader: Reader,
	center: CenterId,
	now: number
): Promise<SessionAhead[]> {
	const rows = await selectSessions(reader)
		.where('session.center_id', '=', center)
		.where('session.ends_at', '>', now)
		.where('session.cancelled', '=', 0)
		.orderBy('session.starts_at')
		.orderBy('session.id')
		.limit(SESSIONS_OFFERED)
		.execute();
	const rosters = await rosterSizes(
		reader,
		center,
		rows.map(({ id }) => id)
	);
	return rows.map((row) => ({
		id: row.id,
		startsAt: row.starts_at,
		program: row.program_name,
		site: row.site_name,
		capacity: row.capacity,
		enrolled: rosters.get(row.id) ?? 0
	}));
}

async function rosterSizes(
	reader: Reader,
	center: CenterId,
	sessions: readonly SessionId[]
): Promise<ReadonlyMap<SessionId, number>> {
	if (sessions.length === 0) return new Map();
	const rows = await reader
		.selectFrom('enrolment')
		.select(({ fn }) => ['session_id', fn.countAll<number>().as('people')])
		.where('center_id', '=', center)
		.where('session_id', 'in', [...sessions])
		.where('removed', '=', 0)
		.groupBy('session_id')
		.execute();
	return new Map(rows.map(({ session_id, people }) => [session_id, people]));
}
