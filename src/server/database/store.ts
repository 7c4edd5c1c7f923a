import { sql, type Kysely, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS } from '#server/database/migrations/all.ts';
import { openPostgres } from '#server/database/postgres.ts';
import type { Engine, Schema } from '#server/database/schema.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import type { Log } from '#server/log.ts';

export type Reader = Kysely<Schema> | Transaction<Schema>;
export type Writing = Transaction<Schema>;

/** The database, whichever it is. Reads never wait for a write that is under way. */
export interface Store {
	readonly engine: Engine;
	readonly reader: Kysely<Schema>;
	/** Also for what the accounts library writes by itself. */
	readonly writer: Kysely<Schema>;
	/** All or nothing; await nothing but the database inside, for every other write waits meanwhile. */
	write<T>(work: (trx: Writing) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}

/** Opens `sqlite:…` or `postgres://…` and brings its tables up to date. */
export async function openStore(url: string, log: Log): Promise<Store> {
	if (!url.startsWith('sqlite:')) {
		const pool = await openPostgres(url, log);
		await migrate(pool, 'postgres');
		return store('postgres', pool, pool);
	}
	const path = url.slice('sqlite:'.length);
	const writer = openSqlite(path, 'write');
	await migrate(writer, 'sqlite');
	return store('sqlite', writer, openSqlite(path, 'read'));
}

/** Whether the database answers a question. */
export async function answers({ reader }: Store): Promise<boolean> {
	try {
		await sql`select 1`.execute(reader);
		return true;
	} catch {
		return false;
	}
}

function store(engine: Engine, writer: Kysely<Schema>, reader: Kysely<Schema>): Store {
	return {
		engine,
		reader,
		writer,
		write: (work) => writer.transaction().execute(work),
		async close() {
			if (reader !== writer) await reader.destroy();
			await writer.destroy();
		}
	};
}

/** Throws when a migration fails, or when the database was already used by a later version. */
async function migrate(database: Kysely<Schema>, engine: Engine): Promise<void> {
	const migrator = new Migrator({
		db: database,
		provider: {
			getMigrations: async () =>
				Object.fromEntries(
					Object.entries(MIGRATIONS).map(([name, { up }]) => [
						name,
						{ up: (db: Kysely<unknown>) => up(db, engine) }
					])
				)
		}
	});
	const { error } = await migrator.migrateToLatest();
	if (error) throw new Error('The database cannot be brought up to date', { cause: error });
}
