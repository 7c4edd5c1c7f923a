import * as v from 'valibot';
import { ProgramId, randomId, type CenterId } from '#domain/id.ts';
import { Audience, ProgramKind, type Program, type ProgramDetails } from '#domain/program.ts';
import type { Schema } from '#server/database/schema.ts';
import type { Reader, Store, Writing } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { announceSessions } from '#server/sessions.ts';
import { change, record, type Actor } from '#server/trail.ts';
import type { Selectable } from 'kysely';

export const PROGRAMS_A_PAGE = 50;

/** A program with how often it is held. */
export interface ListedProgram extends Program {
	readonly sessions: number;
}

/** What became of something that was to be deleted. */
export type Removal =
	| { readonly kind: 'removed' }
	/** Something hangs on it; it can be archived. */
	| { readonly kind: 'in-use' }
	| { readonly kind: 'unknown' };

/** A page of a center's programs of a school year, by name; `page` is counted from 1. */
export async function programsOf(
	reader: Reader,
	center: CenterId,
	filter: { readonly year: number; readonly archived: boolean; readonly page: number }
): Promise<{ readonly programs: readonly ListedProgram[]; readonly count: number }> {
	const chosen = reader
		.selectFrom('program')
		.where('center_id', '=', center)
		.where('year', '=', filter.year)
		.where('archived', '=', filter.archived ? 1 : 0);
	const { count } = await chosen
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	const rows = await chosen
		.selectAll()
		.select((eb) =>
			eb
				.selectFrom('session')
				.whereRef('session.center_id', '=', 'program.center_id')
				.whereRef('session.program_id', '=', 'program.id')
				.where('session.removed', '=', 0)
				.select(({ fn }) => fn.countAll<number>().as('sessions'))
				.as('sessions')
		)
		.orderBy('name')
		.orderBy('id')
		.limit(PROGRAMS_A_PAGE)
		.offset((filter.page - 1) * PROGRAMS_A_PAGE)
		.execute();
	return {
		programs: rows.map((row) => ({ ...asProgram(row), sessions: Number(row.sessions ?? 0) })),
		count: Number(count)
	};
}

/** The school years in which a center has programs, the latest first. */
export async function programYears(reader: Reader, center: CenterId): Promise<number[]> {
	const rows = await reader
		.selectFrom('program')
		.select('year')
		.distinct()
		.where('center_id', '=', center)
		.orderBy('year', 'desc')
		.execute();
	return rows.map(({ year }) => year);
}

/** The programs that new sessions can be of: not archived, the latest year first. */
export async function programChoices(
	reader: Reader,
	center: CenterId
): Promise<Pick<Program, 'id' | 'name' | 'year' | 'capacity'>[]> {
	return reader
		.selectFrom('program')
		.select(['id', 'name', 'year', 'capacity'])
		.where('center_id', '=', center)
		.where('archived', '=', 0)
		.orderBy('year', 'desc')
		.orderBy('name')
		.execute();
}

/** Everything that payers were called so far, so that the same one is not written in two ways. */
export async function fundingSources(reader: Reader, center: CenterId): Promise<string[]> {
	const rows = await reader
		.selectFrom('program')
		.select('funding')
		.distinct()
		.where('center_id', '=', center)
		.where('funding', '!=', '')
		.orderBy('funding')
		.execute();
	return rows.map(({ funding }) => funding);
}

/** A program of a center; null if it has none of this id. */
export async function programOf(
	reader: Reader,
	center: CenterId,
	id: ProgramId
): Promise<Program | null> {
	const row = await reader
		.selectFrom('program')
		.selectAll()
		.where('center_id', '=', center)
		.where('id', '=', id)
		.executeTakeFirst();
	return row ? asProgram(row) : null;
}

/** Adds a program and returns its id. */
export async function addProgram(
	store: Store,
	center: CenterId,
	by: Actor,
	details: ProgramDetails,
	now: number
): Promise<ProgramId> {
	const id = v.parse(ProgramId, randomId(randomBytes));
	await store.write(async (trx) => {
		await record(trx, center, by, change('program.add', `program:${id}`), now);
		await trx
			.insertInto('program')
			.values({ center_id: center, id, ...columnsOf(details) })
			.execute();
	});
	return id;
}

/** Alters a program; tablets hear of a new name with its sessions. False if the center has none such. */
export async function editProgram(
	store: Store,
	center: CenterId,
	by: Actor,
	id: ProgramId,
	details: ProgramDetails,
	now: number
): Promise<boolean> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const before = await programOf(trx, center, id);
		if (!before) return false;
		await record(trx, center, by, change('program.edit', `program:${id}`), now);
		await update(trx, center, id, columnsOf(details));
		if (before.name !== details.name) await announceSessions(trx, center, { program: id }, now);
		return true;
	});
}

/** Takes a program out of use, or back into it. False if the center has none such. */
export async function archiveProgram(
	store: Store,
	center: CenterId,
	by: Actor,
	id: ProgramId,
	archived: boolean,
	now: number
): Promise<boolean> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		if (!(await programOf(trx, center, id))) return false;
		await record(
			trx,
			center,
			by,
			change(archived ? 'program.archive' : 'program.restore', `program:${id}`),
			now
		);
		await update(trx, center, id, { archived: archived ? 1 : 0 });
		return true;
	});
}

/** Deletes a program that no session was ever of. */
export async function removeProgram(
	store: Store,
	center: CenterId,
	by: Actor,
	id: ProgramId,
	now: number
): Promise<Removal> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		if (!(await programOf(trx, center, id))) return { kind: 'unknown' };
		const used = await trx
			.selectFrom('session')
			.select('id')
			.where('center_id', '=', center)
			.where('program_id', '=', id)
			.limit(1)
			.executeTakeFirst();
		if (used) return { kind: 'in-use' };
		await record(trx, center, by, change('program.remove', `program:${id}`), now);
		await trx.deleteFrom('program').where('center_id', '=', center).where('id', '=', id).execute();
		return { kind: 'removed' };
	});
}

async function update(
	trx: Writing,
	center: CenterId,
	id: ProgramId,
	columns: Partial<ReturnType<typeof columnsOf> & { archived: 0 | 1 }>
): Promise<void> {
	await trx
		.updateTable('program')
		.set(columns)
		.where('center_id', '=', center)
		.where('id', '=', id)
		.execute();
}

function columnsOf(details: ProgramDetails) {
	const { name, year, kind, funding, basis, audience, capacity, host } = details;
	const tags = JSON.stringify(details.tags);
	return { name, year, kind, funding, basis, audience, capacity, host, tags };
}

function asProgram(row: Selectable<Schema['program']>): Program {
	return {
		id: row.id,
		name: row.name,
		year: row.year,
		kind: v.parse(v.fallback(ProgramKind, 'WORKPLACE'), row.kind),
		funding: row.funding,
		basis: row.basis,
		audience: v.parse(v.fallback(Audience, 'ANY'), row.audience),
		capacity: row.capacity,
		host: row.host,
		tags: v.parse(v.array(v.string()), JSON.parse(row.tags)),
		archived: row.archived === 1
	};
}
