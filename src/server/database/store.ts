import { sql, type Kysely, type Transaction } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import { MIGRATIONS } from '#server/database/migrations/all.ts';
import { MIGRATING, openPostgres, SERVING } from '#server/database/postgres.ts';
import type { Engine, Schema } from '#server/database/schema.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import type { Log } from '#server/log.ts';
import { Unusable } from '#server/unusable.ts';

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

/** How PostgreSQL is reached; SQLite asks for none of it. */
export interface Ways {
	/** How many connections this process may have. */
	readonly connections: number;
	/** Past a pooler, which has no lock to migrate under and tells no news. */
	readonly directUrl: string;
}

/** Opens `sqlite:…` or `postgres://…` and brings its tables up to date. Throws `Unusable` where it cannot. */
export async function openStore(url: string, log: Log, ways?: Ways): Promise<Store> {
	if (!url.startsWith('sqlite:')) {
		const direct = await openPostgres(ways?.directUrl ?? url, log, MIGRATING);
		await migrate(direct, 'postgres').finally(() => direct.destroy());
		const pool = await openPostgres(url, log, {
			...SERVING,
			...(ways && { connections: ways.connections })
		});
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

/**
 * Takes the steps that the database has not taken; of several processes one does, and the others wait. Throws
 * when a step fails, and `Unusable` for a database that a later version has used.
 */
async function migrate(database: Kysely<Schema>, engine: Engine): Promise<void> {
	const later = (await appliedTo(database)).filter((name) => !(name in MIGRATIONS));
	if (later.length > 0) {
		throw new Unusable(
			`The database has been used by a later version (${later.join(', ')}). ` +
				'Nothing was changed. Start that version, or restore a backup from before it.'
		);
	}
	const migrator = new Migrator({
		db: database,
		// Steps that were made beside each other may be released in either order: none builds on the other.
		allowUnorderedMigrations: true,
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

/** The names of the steps that a database has behind it; none for an empty one. */
async function appliedTo(database: Kysely<Schema>): Promise<string[]> {
	const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
	if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
	const { rows } = await sql<{ name: string }>`
		select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}
	`.execute(database);
	return rows.map(({ name }) => name);
}
