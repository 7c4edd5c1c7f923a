import { sql, type Kysely } from 'kysely';
import { execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';
import { BEGINNING, linked, type Link } from '#server/chain.ts';

const PAGE_ROWS = 1_000;

type Row = Link & { readonly center_id: string };

/** Rows of the ledger are chained by their hashes, and it is known what of them is in a backup. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { whole, end } = wordsOf(engine);
	await execute(db, [
		`alter table ledger add column chain text not null default ''`,
		`alter table center_head add column chain text not null default '${BEGINNING}'`,
		`alter table incarnation add column backed_up_through ${whole} not null default 0`,
		`alter table incarnation add column backed_up_epoch text`,
		`create table epoch (
			epoch text primary key,
			follows text not null,
			began_at ${whole} not null,
			cause text not null
		${end}`,
		`create table backup (
			id text primary key,
			epoch text not null,
			kind text not null,
			at ${whole} not null,
			verified_at ${whole},
			failed_at ${whole},
			reason text
		${end}`,
		`create index backup_at on backup (at)`,
		`create table backup_mark (
			center_id text not null,
			backup_id text not null,
			incarnation text not null,
			acked_through ${whole} not null,
			primary key (center_id, backup_id, incarnation)
		${end}`
	]);
	await opened(db, engine, () => chainAll(db, whole));
}

/** The ledger refuses every change but this one, which adds to its rows what they would have had. */
async function opened(
	db: Kysely<unknown>,
	engine: Engine,
	work: () => Promise<void>
): Promise<void> {
	const triggers = { sqlite: 'ledger_no_update', postgres: 'ledger_append_only' } as const;
	const trigger = triggers[engine];
	if (engine === 'postgres') {
		await execute(db, [`alter table ledger disable trigger ${trigger}`]);
		await work();
		await execute(db, [`alter table ledger enable trigger ${trigger}`]);
		return;
	}
	const { rows } = await sql<{ sql: string }>`
		select sql from sqlite_master where name = ${trigger}
	`.execute(db);
	await execute(db, [`drop trigger ${trigger}`]);
	await work();
	await execute(
		db,
		rows.map((row) => row.sql)
	);
}

async function chainAll(db: Kysely<unknown>, whole: string): Promise<void> {
	const { rows: centers } = await sql<{ center_id: string }>`
		select center_id from center_head
	`.execute(db);
	for (const { center_id } of centers) {
		const head = await chainOf(db, center_id, whole);
		await sql`update center_head set chain = ${head} where center_id = ${center_id}`.execute(db);
	}
}

async function chainOf(db: Kysely<unknown>, center: string, whole: string): Promise<string> {
	let [position, head] = [0, BEGINNING];
	for (;;) {
		const { rows } = await sql<Row>`
			select center_id, position, device_id, received_at, fingerprint from ledger
			where center_id = ${center} and position > ${position}
			order by position limit ${PAGE_ROWS}
		`.execute(db);
		const chains = rows.map((row) => {
			head = linked(head, row);
			position = row.position;
			return sql`(cast(${position} as ${sql.raw(whole)}), ${head})`;
		});
		// In one statement: over a network, each takes longer than all of this.
		if (chains.length > 0) {
			await sql`
				update ledger set chain = v.column2 from (values ${sql.join(chains)}) as v
				where ledger.center_id = ${center} and ledger.position = v.column1
			`.execute(db);
		}
		if (rows.length < PAGE_ROWS) return head;
	}
}
