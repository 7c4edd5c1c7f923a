import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { marksOf, moveWatermark } from '#server/backup/watermark.ts';
import { openPostgres, SERVING } from '#server/database/postgres.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import type { Store } from '#server/database/store.ts';
import { currentEpoch } from '#server/epochs.ts';
import { silent } from '#server/log.ts';
import { outside } from './scheduler.ts';

/** The connections of one process to its database. */
export type Connections = Pick<Store, 'engine' | 'reader' | 'writer' | 'close'>;

/** Where a simulated server's database lies: it outlives the processes that are connected to it. */
export interface Ground {
	/** How many processes answer, on the one database. */
	readonly processes: number;
	/** How many answers may be waited for at once. */
	readonly together: number;
	connect(): Promise<Connections>;
	/** Lets go of the connections of a process that died; where they die on their own, without waiting for that. */
	bury(connections: Pick<Connections, 'close'>): Promise<void>;
	/** Has virtual time wait for what goes on there, where it does not go on in this process. */
	wait<Answer>(answer: Promise<Answer>): Promise<Answer>;
	/** Makes a backup and tells tablets, as an operator's tools do; null where somebody else makes them. */
	readonly backups: Backups | null;
	close(): Promise<void>;
}

export interface Backups {
	/** The ids of all that is in the last one, waiting or counted; null while there is none. */
	readonly contents: ReadonlySet<string> | null;
	make(store: Store): Promise<void>;
	/** Puts the last one in the place of the database. */
	restore(): void;
}

let files = 0;

/** A SQLite file in memory, a copy of another. One process has it. */
export class SqliteGround implements Ground {
	readonly processes = 1;
	readonly together = 0;
	readonly backups: Backups;
	readonly #folder: string;
	readonly #files: string[] = [];
	#path: string;

	constructor(folder: string, path: string) {
		this.#folder = folder;
		this.#path = this.#file();
		copyFileSync(path, this.#path);
		this.backups = this.#backups();
	}

	async connect(): Promise<Connections> {
		const writer = openSqlite(this.#path, 'write');
		const reader = openSqlite(this.#path, 'read');
		return {
			engine: 'sqlite',
			reader,
			writer,
			async close() {
				// What was never asked anything would stay open.
				await sql`select 1`.execute(reader);
				await reader.destroy();
				await writer.destroy();
			}
		};
	}

	bury(connections: Pick<Connections, 'close'>): Promise<void> {
		return connections.close();
	}

	wait<Answer>(answer: Promise<Answer>): Promise<Answer> {
		return answer;
	}

	async close(): Promise<void> {
		for (const file of this.#files)
			for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
	}

	#backups(): Backups {
		let copy: { readonly path: string; readonly contents: ReadonlySet<string> } | null = null;
		return {
			get contents() {
				return copy?.contents ?? null;
			},
			make: async (store) => {
				const path = this.#file();
				await sql.raw(`vacuum into '${path}'`).execute(store.writer);
				const inside = openSqlite(path, 'read');
				const epoch = await currentEpoch(inside);
				const marks = await marksOf(inside);
				copy = { path, contents: await contentsOf(inside) };
				await inside.destroy();
				await moveWatermark(store, epoch, marks);
			},
			restore: () => {
				if (!copy) throw new Error('There is no backup');
				this.#path = this.#file();
				copyFileSync(copy.path, this.#path);
			}
		};
	}

	#file(): string {
		const file = join(this.#folder, `${files++}.db`);
		this.#files.push(file);
		return file;
	}
}

/** A database on a PostgreSQL, which several processes have; others, with other centers, as well. */
export class PostgresGround implements Ground {
	readonly processes = 2;
	readonly together = 6;
	readonly backups = null;
	readonly #url: string;
	readonly #buried: Promise<void>[] = [];

	constructor(url: string) {
		this.#url = url;
	}

	async connect(): Promise<Connections> {
		const pool = await openPostgres(this.#url, silent, { ...SERVING, connections: 3 });
		return { engine: 'postgres', reader: pool, writer: pool, close: () => pool.destroy() };
	}

	async bury(connections: Pick<Connections, 'close'>): Promise<void> {
		this.#buried.push(connections.close());
	}

	wait<Answer>(answer: Promise<Answer>): Promise<Answer> {
		return outside.wait(answer);
	}

	async close(): Promise<void> {
		await Promise.all(this.#buried);
	}
}

async function contentsOf(reader: Store['reader']): Promise<ReadonlySet<string>> {
	const { rows } = await sql<{ id: string | null }>`
		select id from ledger
		union all select event_id from quarantine
		union all select event_id from late
	`.execute(reader);
	return new Set(rows.flatMap(({ id }) => id ?? []));
}
