import { sql, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS } from '#server/database/migrations/all.ts';
import { openPostgres } from '#server/database/postgres.ts';
import type { Engine } from '#server/database/schema.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { silent } from '#server/log.ts';
import { rowsOf } from './rows.ts';

/** All steps that were released, in their order. */
export const STEPS = Object.keys(MIGRATIONS).sort();

type Untyped = Kysely<unknown>;
type Row = Readonly<Record<string, unknown>>;

/** The database itself, as no version knows it. */
export async function openBare(url: string): Promise<Untyped> {
	const database = url.startsWith('sqlite:')
		? openSqlite(url.slice('sqlite:'.length), 'write')
		: await openPostgres(url, silent);
	return database as unknown as Untyped;
}

/**
 * Makes a database as a version left it whose last step was `last`, with what had been written by then. One
 * step may be left out: it was made beside others, and released after them.
 */
export async function leaveAt(
	url: string,
	engine: Engine,
	last: string,
	except?: string
): Promise<void> {
	const database = await openBare(url);
	const taken = STEPS.filter((step) => step <= last && step !== except);
	await migrate(database, engine, taken);
	const rows = rowsOf(engine);
	for (const step of taken) {
		for (const statement of rows[step] ?? []) await sql.raw(statement).execute(database);
	}
	await database.destroy();
}

/** Takes some steps as the product does; `during` is what each of them gets in place of the database. */
export async function migrate(
	database: Untyped,
	engine: Engine,
	taken: readonly string[],
	during: (transaction: Untyped, step: string) => Untyped = (transaction) => transaction
): Promise<void> {
	const steps = Object.entries(MIGRATIONS).filter(([name]) => taken.includes(name));
	const migrator = new Migrator({
		db: database,
		provider: {
			getMigrations: async () =>
				Object.fromEntries(
					steps.map(([name, { up }]) => [
						name,
						{ up: (transaction: Untyped) => up(during(transaction, name), engine) }
					])
				)
		}
	});
	const { error } = await migrator.migrateToLatest();
	if (error) throw error;
}

/** The same database, which tells after each statement the how manieth it was. */
export function counted(database: Untyped, tell: (statement: number) => void): Untyped {
	let statements = 0;
	return database.withPlugin({
		transformQuery: ({ node }) => node,
		async transformResult({ result }) {
			tell(++statements);
			return result;
		}
	});
}

/** How many statements each step makes where there is nothing yet to alter. */
export async function statementsOf(engine: Engine, url: string): Promise<Map<string, number>> {
	const counts = new Map<string, number>();
	const database = await openBare(url);
	await migrate(database, engine, STEPS, (transaction, step) =>
		counted(transaction, (statement) => counts.set(step, statement))
	);
	await database.destroy();
	return counts;
}

/** Everything that stands in the tables, each table's lines in no order. */
export async function contents(database: Untyped): Promise<Map<string, Row[]>> {
	const all = new Map<string, Row[]>();
	for (const { name } of await database.introspection.getTables()) {
		const { rows } = await sql<Row>`select * from ${sql.table(name)}`.execute(database);
		all.set(name, rows);
	}
	return all;
}

/** Columns, indexes and triggers, as the database itself describes them, whichever came first. */
export async function shape(database: Untyped, engine: Engine): Promise<unknown[]> {
	const { rows } =
		engine === 'sqlite'
			? await sql`
				select 'column' as type, tables.name, columns.name as detail,
					columns.type || columns."notnull" || coalesce(columns.dflt_value, '') || columns.pk as sql
				from sqlite_schema as tables, pragma_table_info(tables.name) as columns
				where tables.type = 'table'
				union all select type, tbl_name, name, sql from sqlite_schema where type <> 'table'
				order by 1, 2, 3
			`.execute(database)
			: await sql`
				select 'column' as type, table_name as name, column_name as detail, data_type as sql
				from information_schema.columns where table_schema = 'public'
				union all select 'index', tablename, indexname, indexdef from pg_indexes where schemaname = 'public'
				union all select 'trigger', event_object_table, trigger_name, event_manipulation
				from information_schema.triggers order by 1, 2, 3, 4
			`.execute(database);
	return rows;
}
