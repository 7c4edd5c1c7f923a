import { sql, type Kysely } from 'kysely';
import type { Engine } from '#server/database/schema.ts';

/** The few words in which the two databases' schemas differ. */
export function wordsOf(engine: Engine) {
	return engine === 'sqlite'
		? // What the accounts library writes: it has its own mind about dates and booleans.
			{ whole: 'integer', end: ') strict', date: 'text', flag: 'integer' }
		: { whole: 'bigint', end: ')', date: 'timestamptz', flag: 'boolean' };
}

/** Statements after which the database itself refuses to alter or delete what is in some tables. */
export function appendOnly(engine: Engine, tables: readonly string[]): string[] {
	if (engine === 'sqlite') {
		return tables.flatMap((table) =>
			['update', 'delete'].map(
				(verb) => `create trigger ${table}_no_${verb} before ${verb} on ${table}
					begin select raise(abort, '${table} is append-only'); end`
			)
		);
	}
	return [
		`create or replace function refuse_change() returns trigger language plpgsql as $$
			begin raise exception '% is append-only', tg_table_name; end $$`,
		...tables.map(
			(table) =>
				`create trigger ${table}_append_only before update or delete or truncate on ${table}
				for each statement execute function refuse_change()`
		)
	];
}

/** Statements after which the database refuses to delete a table's rows, or to alter what is in some columns. */
export function appendOnlyExcept(engine: Engine, table: string, kept: readonly string[]): string[] {
	if (engine === 'sqlite') {
		return [`update of ${kept.join(', ')}`, 'delete'].map(
			(verb) => `create trigger ${table}_no_${verb.slice(0, 6)} before ${verb} on ${table}
				begin select raise(abort, '${table} is append-only'); end`
		);
	}
	return [
		`create trigger ${table}_append_only before update of ${kept.join(', ')} or delete or truncate
			on ${table} for each statement execute function refuse_change()`
	];
}

export async function execute(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}
