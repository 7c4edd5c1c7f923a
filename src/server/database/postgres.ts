import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Schema } from '#server/database/schema.ts';
import type { Log } from '#server/log.ts';

const CONNECTIONS_MAX = 8;
const BIGINT = 20;

/** Opens a pool of connections to PostgreSQL. Throws if a commit would not be on disk when it is answered. */
export async function openPostgres(url: string, log: Log): Promise<Kysely<Schema>> {
	const types = new pg.TypeOverrides();
	// Counters and moments stay below 2^53; as texts they would compare wrongly.
	types.setTypeParser(BIGINT, Number);
	const pool = new pg.Pool({
		connectionString: url,
		max: CONNECTIONS_MAX,
		types,
		options:
			'-c synchronous_commit=on -c lock_timeout=5s -c idle_in_transaction_session_timeout=10s'
	});
	// A connection that dies while nobody uses it is replaced; unheard, it would end the process.
	pool.on('error', (err) => log.warn({ err }, 'a database connection was lost'));
	const database = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
	await assertDurable(database);
	return database;
}

async function assertDurable(database: Kysely<Schema>): Promise<void> {
	for (const setting of ['fsync', 'synchronous_commit']) {
		const { rows } = await sql<{ value: string }>`
			select current_setting(${setting}) as value
		`.execute(database);
		if (rows[0]?.value === 'off') throw new Error(`PostgreSQL runs with ${setting}=off`);
	}
}
