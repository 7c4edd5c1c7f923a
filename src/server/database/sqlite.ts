import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
	CompiledQuery,
	Kysely,
	SqliteAdapter,
	SqliteDialect,
	SqliteDriver,
	type DatabaseConnection,
	type SqliteDatabase,
	type SqliteStatement,
	type TransactionSettings
} from 'kysely';
import type { Schema } from '#server/database/schema.ts';

/** Older ones can corrupt a database that two connections check-point at once. */
const OLDEST_SQLITE = [3, 51, 3];
const BUSY_TIMEOUT_MS = 5_000;
/** For each connection; SQLite's own two megabytes hold not even the indexes of a busy day. */
const CACHE_KIB = 32 * 1024;
/** Pages that gather in the log before they are brought home: a flood of events brings each home once. */
const CHECKPOINT_PAGES = 4_000;
const STATEMENTS_CACHED = 500;
const FULL = 2;

/** Opens one connection to a SQLite file. Reading ones wait for no transaction of the writing one. */
export function openSqlite(path: string, mode: 'write' | 'read'): Kysely<Schema> {
	mkdirSync(dirname(path), { recursive: true });
	const database = new DatabaseSync(path, {
		timeout: BUSY_TIMEOUT_MS,
		readOnly: mode === 'read'
	});
	database.exec(`pragma cache_size = -${CACHE_KIB}`);
	if (mode === 'write') {
		database.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
		database.exec('pragma journal_mode = wal');
		database.exec('pragma synchronous = full');
		database.exec('pragma foreign_keys = on');
		assertDurable(database);
	}
	return new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) });
}

/** Some builds fall back to NORMAL with the first write in WAL mode: hence asserted after one. */
function assertDurable(database: DatabaseSync): void {
	database.exec('create table if not exists durable (n integer) strict');
	database.exec('insert into durable values (1)');
	database.exec('delete from durable');
	const { synchronous } = database.prepare('pragma synchronous').get() ?? {};
	if (synchronous !== FULL) throw new Error('SQLite does not keep synchronous=FULL');
	const { version } = database.prepare('select sqlite_version() as version').get() ?? {};
	const parts = String(version).split('.').map(Number);
	const difference = OLDEST_SQLITE.map((least, index) => (parts[index] ?? 0) - least).find(Boolean);
	if (difference !== undefined && difference < 0) throw new Error(`SQLite ${version} is too old`);
}

class NodeSqliteDialect extends SqliteDialect {
	readonly #database: SqliteDatabase;

	constructor(database: DatabaseSync) {
		const statements = new StatementCache(database);
		super({ database: statements });
		this.#database = statements;
	}

	override createDriver() {
		return new ImmediateDriver({ database: this.#database });
	}

	override createAdapter() {
		return new TransactionalAdapter();
	}
}

/** A transaction that reads and then writes would fail at once when another process wrote in between. */
class ImmediateDriver extends SqliteDriver {
	override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings) {
		const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate';
		await connection.executeQuery(CompiledQuery.raw(begin));
	}
}

/** SQLite can roll back a half-done migration; Kysely's own adapter does not rely on it. */
class TransactionalAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl() {
		return true;
	}
}

class StatementCache implements SqliteDatabase {
	readonly #database: DatabaseSync;
	readonly #statements = new Map<string, SqliteStatement>();

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	prepare(text: string): SqliteStatement {
		const known = this.#statements.get(text);
		if (known) return known;
		const statement = asKysely(this.#database.prepare(text));
		const [oldest] = this.#statements.keys();
		if (this.#statements.size >= STATEMENTS_CACHED && oldest) this.#statements.delete(oldest);
		this.#statements.set(text, statement);
		return statement;
	}

	close(): void {
		this.#statements.clear();
		this.#database.close();
	}
}

function asKysely(statement: StatementSync): SqliteStatement {
	return {
		reader: statement.columns().length > 0,
		all: (parameters) => statement.all(...parameters.map(bound)),
		run: (parameters) => statement.run(...parameters.map(bound)),
		iterate: (parameters) => statement.iterate(...parameters.map(bound))
	};
}

/** SQLite would bind some of these silently as something else. */
function bound(value: unknown): SQLInputValue {
	if (value === null || typeof value === 'string' || typeof value === 'number') return value;
	if (typeof value === 'boolean') return value ? 1 : 0;
	if (typeof value === 'bigint' || value instanceof Uint8Array) return value;
	throw new TypeError(`Not a value for SQLite: ${typeof value}`);
}
