import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import * as v from 'valibot';
import { Epoch } from '#domain/id.ts';
import { epochOf } from '#server/centers.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { beginEpochEverywhere, currentEpoch, knows } from '#server/epochs.ts';
import type { Log } from '#server/log.ts';
import { SERVER } from '#server/trail.ts';

const NOTE_EVERY_MS = 60_000;

/** How far the database was when that was last written down, outside of it. */
const Note = v.object({ epoch: Epoch, reached: v.number() });
type Note = v.InferOutput<typeof Note>;

/**
 * Notices a database that somebody put back without saying so: it is behind what lies written beside it,
 * or PostgreSQL is not the one it was. Such a database begins a new life, so that tablets offer again what
 * they hold. What was written within the last minute may be missed here; tablets know of that.
 */
export class Sentinel {
	readonly #store: Store;
	readonly #path: string;
	readonly #log: Log;
	readonly #timer: ReturnType<typeof setInterval>;
	#written = '';

	private constructor(store: Store, dataDir: string, log: Log) {
		this.#store = store;
		this.#path = noteOf(dataDir);
		this.#log = log;
		this.#timer = setInterval(() => void this.note(), NOTE_EVERY_MS);
	}

	/** Looks once, and goes on writing down how far the database is. */
	static async post(store: Store, dataDir: string, log: Log): Promise<Sentinel> {
		await recognise(store, dataDir, log);
		const sentinel = new Sentinel(store, dataDir, log);
		await sentinel.note();
		return sentinel;
	}

	/** Writes down how far the database is. Never rejects: what cannot be noted now is noted later. */
	async note(): Promise<void> {
		try {
			const note = JSON.stringify(await present(this.#store.reader));
			if (note === this.#written) return;
			put(this.#path, note);
			this.#written = note;
		} catch (err) {
			this.#log.warn({ err }, 'how far the database is could not be noted');
		}
	}

	async close(): Promise<void> {
		clearInterval(this.#timer);
		await this.note();
	}
}

/**
 * The epoch that was noted beside a database which is older than that and knows nothing of it; null where there is
 * none. Whoever restores names it as seen. The note itself is left to the next start: killed in between, a restore
 * must not have noted a life that nothing lives.
 */
export async function forgottenEpoch(reader: Reader, dataDir: string): Promise<Epoch | null> {
	return forgotten(reader, read(noteOf(dataDir)));
}

async function forgotten(reader: Reader, note: Note | null): Promise<Epoch | null> {
	return note === null || (await knows(reader, note.epoch)) ? null : note.epoch;
}

async function recognise(store: Store, dataDir: string, log: Log): Promise<void> {
	const known = await epochOf(store);
	const note = read(noteOf(dataDir));
	const { reached } = await present(store.reader);
	const seen = await forgotten(store.reader, note);
	const behind = seen !== null || (note?.epoch === known && reached < note.reached);
	const moved = await noteCluster(store);
	if (!behind && !moved) return;
	const ending = { known, seen, cause: 'sentinel' } as const;
	const epoch = await store.write((trx) =>
		beginEpochEverywhere(trx, ending, SERVER, {}, Date.now())
	);
	if (epoch) log.warn({ epoch }, 'the database is older than it was: tablets offer again');
}

async function present(reader: Reader): Promise<Note> {
	const { reached } = await reader
		.selectFrom('center_head')
		.select(({ fn }) => [
			sql<number>`coalesce(${fn.sum('position')} + ${fn.sum('revision')}, 0)`.as('reached')
		])
		.executeTakeFirstOrThrow();
	return { epoch: await currentEpoch(reader), reached: Number(reached) };
}

/**
 * Notes in the database which PostgreSQL has it. Says whether that is another one than it was, or one that was
 * recovered: by its identifier and its timeline. Whoever announces a restore notes it, too, or the next start
 * would take it for one that nobody announced.
 */
export async function noteCluster({ engine, reader, write }: Store): Promise<boolean> {
	if (engine === 'sqlite') return false;
	// Whoever rents a database may not be allowed to ask.
	const { rows: allowed } = await sql<{ may: boolean }>`
		select has_function_privilege('pg_control_system()', 'execute')
			and has_function_privilege('pg_control_checkpoint()', 'execute') as may
	`.execute(reader);
	if (!allowed[0]?.may) return false;
	const { rows } = await sql<{ cluster: string }>`
		select system_identifier || '/' || timeline_id as cluster
		from pg_control_system(), pg_control_checkpoint()
	`.execute(reader);
	const value = rows[0]?.cluster ?? '';
	return write(async (trx) => {
		const row = { key: 'cluster', value } as const;
		const before = await trx
			.selectFrom('installation')
			.select('value')
			.where('key', '=', 'cluster')
			.executeTakeFirst();
		await trx
			.insertInto('installation')
			.values(row)
			.onConflict((conflict) => conflict.column('key').doUpdateSet(row))
			.execute();
		return before !== undefined && before.value !== value;
	});
}

function noteOf(dataDir: string): string {
	return join(dataDir, 'reached.json');
}

/** Null where there is none, or none that can be read: nothing follows from that. */
function read(path: string): Note | null {
	try {
		const note = v.safeParse(Note, JSON.parse(readFileSync(path, 'utf8')));
		return note.success ? note.output : null;
	} catch {
		return null;
	}
}

function put(path: string, text: string): void {
	mkdirSync(join(path, '..'), { recursive: true });
	const partial = `${path}.${process.pid}`;
	writeFileSync(partial, text);
	renameSync(partial, path);
}
