import * as v from 'valibot';
import type { Day } from '#domain/day.ts';
import type { Action } from '#domain/deed.ts';
import { randomId, SchoolId, type CenterId } from '#domain/id.ts';
import { reachesSchool, type Reach } from '#domain/rights.ts';
import { schoolKey, type School } from '#domain/school.ts';
import type { Reader, Writing } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { change, record, type Actor } from '#server/trail.ts';

/** What staff say about a school. */
export type SchoolFacts = Pick<School, 'name' | 'level' | 'officeCode' | 'code'>;

/** The schools of a center that somebody reaches, by name; those that are closed come last. */
export async function schoolsOf(reader: Reader, center: CenterId, reach: Reach): Promise<School[]> {
	const rows = await reader
		.selectFrom('school')
		.selectAll()
		.where('center_id', '=', center)
		.execute();
	const names = await reader
		.selectFrom('school_name')
		.select(['school_id', 'name', 'until'])
		.where('center_id', '=', center)
		.orderBy('until', 'desc')
		.execute();
	const former = Map.groupBy(names, ({ school_id }) => school_id);
	return rows
		.filter(({ id }) => reach.kind !== 'sites' && reachesSchool(reach, id))
		.map((row) => ({
			id: row.id,
			name: row.name,
			level: row.level,
			officeCode: row.office_code,
			code: row.code,
			closedOn: row.closed_on,
			formerNames: (former.get(row.id) ?? []).map(({ name, until }) => ({ name, until }))
		}))
		.toSorted(
			(a, b) =>
				Number(a.closedOn !== null) - Number(b.closedOn !== null) ||
				a.name.localeCompare(b.name, 'ko')
		);
}

/** One school; null if there is none such, or if it is beyond somebody's reach. */
export async function schoolById(
	reader: Reader,
	center: CenterId,
	reach: Reach,
	id: SchoolId
): Promise<School | null> {
	const schools = await schoolsOf(reader, center, reach);
	return schools.find((school) => school.id === id) ?? null;
}

/** How many students a school has, grade by grade and class by class; who has left does not count. */
export interface ClassCount {
	readonly grade: number | null;
	readonly classNo: number | null;
	readonly people: number;
}

export async function classesOf(
	reader: Reader,
	center: CenterId,
	school: SchoolId
): Promise<ClassCount[]> {
	return reader
		.selectFrom('participant')
		.select(({ fn }) => ['grade', 'class_no as classNo', fn.countAll<number>().as('people')])
		.where('center_id', '=', center)
		.where('school_id', '=', school)
		.where('left_on', 'is', null)
		.groupBy(['grade', 'class_no'])
		.orderBy('grade', (order) => order.asc().nullsLast())
		.orderBy('class_no', (order) => order.asc().nullsLast())
		.execute();
}

/** How many students each school has now. */
export async function studentsBySchool(
	reader: Reader,
	center: CenterId
): Promise<ReadonlyMap<SchoolId, number>> {
	const rows = await reader
		.selectFrom('participant')
		.select(({ fn }) => ['school_id', fn.countAll<number>().as('people')])
		.where('center_id', '=', center)
		.where('left_on', 'is', null)
		.groupBy('school_id')
		.execute();
	return new Map(
		rows.flatMap(({ school_id, people }) => (school_id ? [[school_id, people] as const] : []))
	);
}

/** What became of adding or changing a school. */
export type SchoolOutcome =
	{ readonly kind: 'done'; readonly school: SchoolId } | Taken | { readonly kind: 'unknown' };

/** Another open school is called so, or has this code. */
interface Taken {
	readonly kind: 'name-taken' | 'code-taken';
}

/** Adds a school. Call in a write of its own. */
export async function addSchool(
	trx: Writing,
	center: CenterId,
	by: Actor,
	facts: SchoolFacts,
	now: number
): Promise<SchoolOutcome> {
	await lockHead(trx, center);
	const taken = await takenBy(trx, center, facts, null);
	if (taken) return taken;
	const school = v.parse(SchoolId, randomId(randomBytes));
	await trx
		.insertInto('school')
		.values({ center_id: center, id: school, closed_on: null, ...columnsOf(facts) })
		.execute();
	await tell(trx, center, by, 'schools.add', school, {}, now);
	return { kind: 'done', school };
}

/** Changes what is said about a school. A name that it gives up stays in its history. */
export async function changeSchool(
	trx: Writing,
	center: CenterId,
	by: Actor,
	id: SchoolId,
	facts: SchoolFacts,
	now: number
): Promise<SchoolOutcome> {
	await lockHead(trx, center);
	const before = await schoolById(trx, center, { kind: 'center' }, id);
	if (!before) return { kind: 'unknown' };
	const taken = await takenBy(trx, center, facts, id);
	if (taken) return taken;
	const renamed = before.name !== facts.name;
	if (renamed) {
		await trx
			.insertInto('school_name')
			.values({ center_id: center, school_id: id, until: now, name: before.name })
			// Twice within one millisecond, which only a test does.
			.onConflict((conflict) => conflict.columns(['center_id', 'school_id', 'until']).doNothing())
			.execute();
	}
	await trx
		.updateTable('school')
		.set(columnsOf(facts))
		.where('center_id', '=', center)
		.where('id', '=', id)
		.execute();
	await tell(trx, center, by, 'schools.change', id, { renamed }, now);
	return { kind: 'done', school: id };
}

/** Closes a school from a day on, or opens it again with null. Its students and their past stay. */
export async function closeSchool(
	trx: Writing,
	center: CenterId,
	by: Actor,
	id: SchoolId,
	on: Day | null,
	now: number
): Promise<SchoolOutcome> {
	await lockHead(trx, center);
	const before = await schoolById(trx, center, { kind: 'center' }, id);
	if (!before) return { kind: 'unknown' };
	const taken = on === null ? await takenBy(trx, center, before, id) : null;
	if (taken) return taken;
	await trx
		.updateTable('school')
		.set({ closed_on: on })
		.where('center_id', '=', center)
		.where('id', '=', id)
		.execute();
	await tell(trx, center, by, on === null ? 'schools.reopen' : 'schools.close', id, {}, now);
	return { kind: 'done', school: id };
}

/** Two open schools of one name could not be told apart in a roster, nor two of one code anywhere. */
async function takenBy(
	reader: Reader,
	center: CenterId,
	facts: SchoolFacts,
	self: SchoolId | null
): Promise<Taken | null> {
	const schools = await schoolsOf(reader, center, { kind: 'center' });
	const others = schools.filter(({ id, closedOn }) => id !== self && closedOn === null);
	const key = schoolKey(facts.name);
	if (others.some(({ name }) => schoolKey(name) === key)) return { kind: 'name-taken' };
	const coded = others.some(
		({ code, officeCode }) =>
			facts.code !== null && code === facts.code && officeCode === facts.officeCode
	);
	return coded ? { kind: 'code-taken' } : null;
}

function columnsOf({ name, level, officeCode, code }: SchoolFacts) {
	return { name, level, office_code: officeCode, code };
}

function tell(
	trx: Writing,
	center: CenterId,
	by: Actor,
	action: Action,
	school: SchoolId,
	detail: { readonly renamed?: boolean },
	now: number
): Promise<void> {
	return record(trx, center, by, change(action, `school:${school}`, detail), now);
}
