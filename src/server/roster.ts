import type { Insertable } from 'kysely';
import type { Person } from '#domain/board.ts';
import { searchable } from '#domain/folded.ts';
import type { CenterId, ParticipantId, SchoolId, SessionId } from '#domain/id.ts';
import type { Schema } from '#server/database/schema.ts';
import type { Reader, Writing } from '#server/database/store.ts';
import { revise } from '#server/ledger.ts';
import { KEPT_AFTER_END_MS } from '#server/sessions.ts';

/** Stays below the number of parameters that SQLite takes in one statement (32,766). */
const ROWS_AT_ONCE = 1_000;

export type NewParticipant = Omit<Insertable<Schema['participant']>, 'center_id' | 'folded'>;

export async function addParticipants(
	trx: Writing,
	center: CenterId,
	participants: readonly NewParticipant[]
): Promise<void> {
	for (const some of chunks(participants)) {
		await trx
			.insertInto('participant')
			.values(
				some.map((participant) => ({
					...participant,
					center_id: center,
					folded: searchable(participant.name)
				}))
			)
			.execute();
	}
}

/** Writes participants anew that are there already, all that is said about them at once. */
export async function putParticipants(
	trx: Writing,
	participants: readonly Omit<Insertable<Schema['participant']>, 'folded'>[]
): Promise<void> {
	for (const some of chunks(participants)) {
		await trx
			.insertInto('participant')
			.values(some.map((row) => ({ ...row, folded: searchable(row.name) })))
			.onConflict((conflict) =>
				conflict.columns(['center_id', 'id']).doUpdateSet(({ ref }) => ({
					school_id: ref('excluded.school_id'),
					grade: ref('excluded.grade'),
					class_no: ref('excluded.class_no'),
					number: ref('excluded.number'),
					name: ref('excluded.name'),
					folded: ref('excluded.folded'),
					year: ref('excluded.year'),
					age_band: ref('excluded.age_band'),
					left_on: ref('excluded.left_on'),
					left_why: ref('excluded.left_why')
				}))
			)
			.execute();
	}
}

/**
 * Puts participants on rosters, also such as were taken off before; the tablets of the sessions' sites
 * hear of it with the next pull.
 */
export async function enrolAll(
	trx: Writing,
	center: CenterId,
	enrolments: readonly { readonly session: SessionId; readonly participant: ParticipantId }[]
): Promise<void> {
	const first = await revise(trx, center, enrolments.length);
	const rows = enrolments.map(({ session, participant }, index) => ({
		center_id: center,
		session_id: session,
		participant_id: participant,
		removed: 0 as const,
		revision: first + index
	}));
	for (const some of chunks(rows)) await putEnrolments(trx, some);
}

/**
 * Has the tablets hear anew of people whose badge or name was changed, wherever they are expected in
 * a session that is not long over.
 */
export async function retell(
	trx: Writing,
	center: CenterId,
	participants: readonly ParticipantId[],
	now: number
): Promise<void> {
	for (const some of chunks(participants)) {
		const rows = await selectPlaces(trx, center)
			.selectAll('enrolment')
			.where('enrolment.participant_id', 'in', some)
			.where('session.ends_at', '>', now - KEPT_AFTER_END_MS)
			.execute();
		if (rows.length === 0) continue;
		const first = await revise(trx, center, rows.length);
		const told = rows.map((row, index) => ({ ...row, revision: first + index }));
		for (const part of chunks(told)) await putEnrolments(trx, part);
	}
}

/** The places that people have on rosters, to be narrowed by whose they are and by their sessions. */
export function selectPlaces(reader: Reader, center: CenterId) {
	return reader
		.selectFrom('enrolment')
		.innerJoin('session', (join) =>
			join
				.onRef('session.center_id', '=', 'enrolment.center_id')
				.onRef('session.id', '=', 'enrolment.session_id')
		)
		.where('enrolment.center_id', '=', center)
		.where('enrolment.removed', '=', 0);
}

async function putEnrolments(
	trx: Writing,
	rows: readonly Insertable<Schema['enrolment']>[]
): Promise<void> {
	await trx
		.insertInto('enrolment')
		.values([...rows])
		.onConflict((conflict) =>
			conflict.columns(['center_id', 'session_id', 'participant_id']).doUpdateSet(({ ref }) => ({
				removed: ref('excluded.removed'),
				revision: ref('excluded.revision')
			}))
		)
		.execute();
}

/** Takes somebody off a roster. What they did there stays; tablets drop the entry. */
export async function unenrol(
	trx: Writing,
	center: CenterId,
	session: SessionId,
	participant: ParticipantId
): Promise<void> {
	await unenrolAll(trx, center, [{ session, participant }]);
}

/** Who is on the roster of one session, by id alone. */
export async function participantsIn(
	reader: Reader,
	center: CenterId,
	session: SessionId
): Promise<ParticipantId[]> {
	const rows = await reader
		.selectFrom('enrolment')
		.select('participant_id')
		.where('center_id', '=', center)
		.where('session_id', '=', session)
		.where('removed', '=', 0)
		.execute();
	return rows.map(({ participant_id }) => participant_id);
}

/** Takes many off their rosters, as `unenrol` does. */
export async function unenrolAll(
	trx: Writing,
	center: CenterId,
	enrolments: readonly { readonly session: SessionId; readonly participant: ParticipantId }[]
): Promise<void> {
	if (enrolments.length === 0) return;
	const first = await revise(trx, center, enrolments.length);
	const rows = enrolments.map(({ session, participant }, index) => ({
		center_id: center,
		session_id: session,
		participant_id: participant,
		removed: 1 as const,
		revision: first + index
	}));
	for (const some of chunks(rows)) await putEnrolments(trx, some);
}

/** Who is expected in each of some sessions. */
export async function rosterOf(
	reader: Reader,
	center: CenterId,
	sessions: readonly SessionId[]
): Promise<ReadonlyMap<SessionId, readonly Person[]>> {
	const rosters = new Map<SessionId, Person[]>();
	if (sessions.length === 0) return rosters;
	const rows = await selectPeople(reader)
		.innerJoin('enrolment', (join) =>
			join
				.onRef('enrolment.center_id', '=', 'participant.center_id')
				.onRef('enrolment.participant_id', '=', 'participant.id')
		)
		.select('enrolment.session_id')
		.where('enrolment.center_id', '=', center)
		.where('enrolment.session_id', 'in', [...sessions])
		.where('enrolment.removed', '=', 0)
		.execute();
	for (const row of rows) {
		const roster = rosters.get(row.session_id) ?? [];
		roster.push(asPerson(row));
		rosters.set(row.session_id, roster);
	}
	return rosters;
}

/** Everybody who is in a class now. */
export async function peopleOfClass(
	reader: Reader,
	center: CenterId,
	of: { readonly school: SchoolId; readonly grade: number; readonly classNo: number }
): Promise<Person[]> {
	const rows = await selectPeople(reader)
		.where('participant.center_id', '=', center)
		.where('participant.school_id', '=', of.school)
		.where('participant.grade', '=', of.grade)
		.where('participant.class_no', '=', of.classNo)
		.where('participant.left_on', 'is', null)
		.execute();
	return rows.map(asPerson);
}

export async function peopleByIds(
	reader: Reader,
	center: CenterId,
	ids: readonly ParticipantId[]
): Promise<Person[]> {
	if (ids.length === 0) return [];
	const rows = await selectPeople(reader)
		.where('participant.center_id', '=', center)
		.where('participant.id', 'in', [...new Set(ids)])
		.execute();
	return rows.map(asPerson);
}

function selectPeople(reader: Reader) {
	return reader
		.selectFrom('participant')
		.leftJoin('school', (join) =>
			join
				.onRef('school.center_id', '=', 'participant.center_id')
				.onRef('school.id', '=', 'participant.school_id')
		)
		.select([
			'participant.id',
			'participant.name',
			'participant.school_id',
			'participant.grade',
			'participant.class_no',
			'participant.number',
			'school.name as school'
		]);
}

function asPerson(row: {
	readonly id: ParticipantId;
	readonly name: string;
	readonly school_id: SchoolId | null;
	readonly grade: number | null;
	readonly class_no: number | null;
	readonly number: number | null;
	readonly school: string | null;
}): Person {
	return {
		id: row.id,
		name: row.name,
		school: row.school ?? '',
		schoolId: row.school_id,
		group: groupOf(row.grade, row.class_no),
		number: row.number
	};
}

/** Grade and class as schools write them: `1-3`. Empty for youth out of school. */
export function groupOf(grade: number | null, classNo: number | null): string {
	return [grade, classNo].filter((part) => part !== null).join('-');
}

export function chunks<Row>(rows: readonly Row[]): Row[][] {
	const count = Math.ceil(rows.length / ROWS_AT_ONCE);
	return Array.from({ length: count }, (_, index) =>
		rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE)
	);
}
