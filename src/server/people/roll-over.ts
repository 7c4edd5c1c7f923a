import type { Selectable } from 'kysely';
import * as v from 'valibot';
import { canonical } from '#domain/canonical.ts';
import type { Action } from '#domain/deed.ts';
import { Day, dayOf } from '#domain/day.ts';
import { digest } from '#domain/digest.ts';
import { randomId, RollOverId, type CenterId } from '#domain/id.ts';
import { rollOver, step, type Cohort, type GradeStep } from '#domain/roll-over.ts';
import { putSealed, reseal, type Resealed } from '#server/badges.ts';
import type { Schema } from '#server/database/schema.ts';
import { zoneOf } from '#server/centers.ts';
import type { Reader, Store, Writing } from '#server/database/store.ts';
import { randomBytes, type Keys } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { chunks, groupOf, putParticipants, retell } from '#server/roster.ts';
import { record, type Actor } from '#server/trail.ts';

/** What a new school year would do, and the last time that one began. */
export interface RollOverView {
	readonly steps: readonly (GradeStep & { readonly name: string })[];
	/** Stands for exactly these steps, so that what is confirmed is what was shown. */
	readonly mark: string;
	/** Can be taken back until the day is over. */
	readonly undoable: { readonly id: RollOverId; readonly people: number } | null;
}

/** What became of moving everybody up, or of taking it back. */
export type RollOverOutcome =
	| { readonly kind: 'done'; readonly people: number }
	/** Not what was shown when somebody confirmed it: somebody was added, changed, or moved up. */
	| { readonly kind: 'changed' }
	/** The day on which it could be taken back is over, or it was taken back already. */
	| { readonly kind: 'too-late' };

interface Parts {
	readonly store: Store;
	readonly keys: Keys;
}

/** Draws what would happen at the beginning of a school year, school by school. */
export async function rollOverView(
	reader: Reader,
	center: CenterId,
	year: number,
	now: number
): Promise<RollOverView> {
	const cohorts = await cohortsOf(reader, center);
	const names = new Map(cohorts.map(({ school, schoolName }) => [school, schoolName]));
	const steps = rollOver(cohorts, year);
	const last = await lastOf(reader, center);
	const undoable = last && (await isOfToday(reader, center, last, now)) ? last : null;
	return {
		steps: steps.map((line) => ({ ...line, name: names.get(line.school) ?? '' })),
		mark: markOf(steps),
		undoable: undoable && {
			id: undoable.id,
			people: (await returningOf(reader, center, undoable)).length
		}
	};
}

/**
 * Moves everybody up who is not there yet: grades go up, the last ones graduate, classes and numbers
 * are emptied until the new rosters come. All or nothing.
 *
 * @param mark what `rollOverView` showed; if it would be something else by now, nothing happens
 */
export async function moveUp(
	{ store, keys }: Parts,
	center: CenterId,
	by: Actor,
	year: number,
	mark: string,
	now: number
): Promise<RollOverOutcome> {
	const resealed = await resealFor(
		{ store, keys },
		center,
		movingOf(await studentsOf(store.reader, center), year).map(({ after }) => after)
	);
	return store.write(async (trx): Promise<RollOverOutcome> => {
		await lockHead(trx, center);
		if (markOf(rollOver(await cohortsOf(trx, center), year)) !== mark) return { kind: 'changed' };
		if (!(await putSealed(trx, center, resealed))) return { kind: 'changed' };
		const id = v.parse(RollOverId, randomId(randomBytes));
		await trx
			.insertInto('roll_over')
			.values({ center_id: center, id, year, made_at: now, undone_at: null })
			.execute();
		const moving = movingOf(await studentsOf(trx, center), year);
		for (const some of chunks(moving)) {
			await trx
				.insertInto('roll_over_participant')
				.values(some.map(({ before }) => ({ ...before, roll_over_id: id })))
				.execute();
		}
		await putParticipants(
			trx,
			moving.map(({ after }) => after)
		);
		await retold(trx, center, resealed, now);
		await tell(trx, center, by, 'people.move-up', { id, year }, moving.length, now);
		return { kind: 'done', people: moving.length };
	});
}

/** Takes the last moving up back, on the day it was made. Who was changed since keeps the change. */
export async function moveBack(
	{ store, keys }: Parts,
	center: CenterId,
	by: Actor,
	id: RollOverId,
	now: number
): Promise<RollOverOutcome> {
	const shown = await lastOf(store.reader, center);
	if (shown?.id !== id) return { kind: 'too-late' };
	const before = await returningOf(store.reader, center, shown);
	const resealed = await resealFor({ store, keys }, center, before);
	return store.write(async (trx): Promise<RollOverOutcome> => {
		await lockHead(trx, center);
		const last = await lastOf(trx, center);
		if (last?.id !== id || !(await isOfToday(trx, center, last, now))) return { kind: 'too-late' };
		const returning = await returningOf(trx, center, last);
		if (returning.length !== before.length) return { kind: 'changed' };
		if (!(await putSealed(trx, center, resealed))) return { kind: 'changed' };
		await putParticipants(trx, returning);
		await trx
			.updateTable('roll_over')
			.set({ undone_at: now })
			.where('center_id', '=', center)
			.where('id', '=', id)
			.execute();
		await retold(trx, center, resealed, now);
		await tell(trx, center, by, 'people.move-back', last, returning.length, now);
		return { kind: 'done', people: returning.length };
	});
}

type Row = Selectable<Schema['participant']>;

/** Everybody who has a grade and is still here, with the level of their school. */
function selectStudents(reader: Reader, center: CenterId) {
	return reader
		.selectFrom('participant')
		.innerJoin('school', (join) =>
			join
				.onRef('school.center_id', '=', 'participant.center_id')
				.onRef('school.id', '=', 'participant.school_id')
		)
		.where('participant.center_id', '=', center)
		.where('participant.left_on', 'is', null)
		.where('participant.grade', 'is not', null)
		.where('participant.year', 'is not', null);
}

/** How many students there are of each kind that a new year tells apart, by school. */
async function cohortsOf(
	reader: Reader,
	center: CenterId
): Promise<(Cohort & { readonly schoolName: string })[]> {
	return selectStudents(reader, center)
		.select(({ fn }) => [
			'school.id as school',
			'school.name as schoolName',
			'school.level',
			'participant.grade',
			'participant.year',
			fn.countAll<number>().as('people')
		])
		.groupBy(['school.id', 'school.name', 'school.level', 'participant.grade', 'participant.year'])
		.orderBy('school.name')
		.orderBy('school.id')
		.$narrowType<{ grade: number; year: number }>()
		.execute();
}

async function studentsOf(reader: Reader, center: CenterId) {
	const rows = await selectStudents(reader, center)
		.selectAll('participant')
		.select('school.level')
		.orderBy('participant.id')
		.$narrowType<{ grade: number; year: number }>()
		.execute();
	return rows.map(({ level, ...row }) => ({ level, row }));
}

type Student = Awaited<ReturnType<typeof studentsOf>>[number];

/** Whom a new school year moves: what they were, and what they will be. */
function movingOf(students: readonly Student[], year: number) {
	return students.flatMap(({ level, row }) => {
		const next = step({ level, grade: row.grade, year: row.year }, year);
		if (next.kind !== 'up' && next.kind !== 'graduates') return [];
		const graduated = next.kind === 'graduates';
		const after: Row = graduated
			? { ...row, left_on: beginning(year), left_why: 'graduated' }
			: { ...row, grade: next.grade, class_no: null, number: null, year };
		const before = {
			center_id: row.center_id,
			participant_id: row.id,
			year: row.year,
			grade: row.grade,
			class_no: row.class_no,
			number: row.number,
			graduated: graduated ? (1 as const) : (0 as const)
		};
		return [{ before, after }];
	});
}

/** The day on which a school year begins: 1 March. */
function beginning(year: number): Day {
	return v.parse(Day, `${year}-03-01`);
}

/** Only on the day it was made can a roll-over be taken back. */
async function isOfToday(
	reader: Reader,
	center: CenterId,
	{ made_at }: { readonly made_at: number },
	now: number
): Promise<boolean> {
	const zone = await zoneOf(reader, center);
	return dayOf(made_at, zone) === dayOf(now, zone);
}

/** The last moving up that was not taken back. */
function lastOf(reader: Reader, center: CenterId) {
	return reader
		.selectFrom('roll_over')
		.select(['id', 'year', 'made_at'])
		.where('center_id', '=', center)
		.where('undone_at', 'is', null)
		.orderBy('made_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
}

/** Those whom a moving up moved and nobody changed since, as they were before it. */
async function returningOf(
	reader: Reader,
	center: CenterId,
	{ id, year }: { readonly id: RollOverId; readonly year: number }
): Promise<Row[]> {
	const rows = await reader
		.selectFrom('participant')
		.innerJoin('roll_over_participant as before', (join) =>
			join
				.onRef('before.center_id', '=', 'participant.center_id')
				.onRef('before.participant_id', '=', 'participant.id')
		)
		.selectAll('participant')
		.select([
			'before.year as yearBefore',
			'before.grade as gradeBefore',
			'before.class_no as classBefore',
			'before.number as numberBefore',
			'before.graduated'
		])
		.where('before.center_id', '=', center)
		.where('before.roll_over_id', '=', id)
		.orderBy('participant.id')
		.execute();
	return rows.flatMap(
		({ yearBefore, gradeBefore, classBefore, numberBefore, graduated, ...row }): Row[] => {
			const untouched = graduated
				? row.left_why === 'graduated' && row.left_on === beginning(year)
				: row.left_on === null && row.year === year && row.class_no === null;
			if (!untouched) return [];
			const seat = { grade: gradeBefore, class_no: classBefore, number: numberBefore };
			return [{ ...row, ...seat, year: yearBefore, left_on: null, left_why: null }];
		}
	);
}

function resealFor({ store, keys }: Parts, center: CenterId, rows: readonly Row[]) {
	const bearings = rows.map(({ id, name, grade, class_no }) => ({
		participant: id,
		name,
		group: groupOf(grade, class_no)
	}));
	return reseal(store.reader, keys, center, bearings);
}

function retold(trx: Writing, center: CenterId, resealed: readonly Resealed[], now: number) {
	const people = resealed.map(({ participant }) => participant);
	return retell(trx, center, people, now);
}

function markOf(steps: readonly GradeStep[]): string {
	return digest(canonical(steps));
}

function tell(
	trx: Writing,
	center: CenterId,
	by: Actor,
	action: Action,
	{ id, year }: { readonly id: RollOverId; readonly year: number },
	people: number,
	now: number
): Promise<void> {
	const deed = { kind: 'change', action, people, reason: null, detail: { year } } as const;
	return record(trx, center, by, { ...deed, subject: `roll-over:${id}` }, now);
}
