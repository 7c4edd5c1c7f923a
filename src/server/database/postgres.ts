import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Schema } from '#server/database/schema.ts';
import type { Log } from '#server/log.ts';
import { Unusable } from '#server/unusable.ts';

const BIGINT = 20;
/** So long a database is waited for when we start: it may be starting itself. */
const PATIENCE_MS = 60_000;
const ASK_AGAIN_MS = 500;
const CONNECT_MS_MAX = 5_000;
/** An idle connection is asked for a sign of life after this. */
const KEEP_ALIVE_MS = 10_000;
/** So that one of which only we believe that it is there does not stay for ever. */
const LIFETIME_S = 10 * 60;

/** Without one of these a commit can be lost that was confirmed. */
const DURABLE = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** What a connection is there for, and how long it may take for it. */
export interface Purpose {
	readonly connections: number;
	/** For one statement, in ms. */
	readonly statementMs: number;
	/** Who waits longer for a lock gives way: a tablet comes again. */
	readonly lockMs: number;
	/** How long a database that cannot be reached is waited for; a minute unless said otherwise. */
	readonly patienceMs?: number;
}

/** Serving requests: nothing that people wait for may take longer. */
export const SERVING: Purpose = { connections: 8, statementMs: 30_000, lockMs: 5_000 };
/** Bringing tables up to date: for a while nobody else can be served anyhow. */
export const MIGRATING: Purpose = {
	connections: 1,
	statementMs: 60 * 60_000,
	lockMs: 10 * 60_000
};

/**
 * Opens a pool of connections to PostgreSQL. Throws `Unusable` if it cannot be reached, or if a commit would
 * not be on disk when it is answered.
 */
export async function openPostgres(
	url: string,
	log: Log,
	purpose: Purpose = SERVING
): Promise<Kysely<Schema>> {
	const pool = new pg.Pool({
		...connectionTo(url, purpose),
		max: purpose.connections,
		maxLifetimeSeconds: LIFETIME_S,
		async onConnect(client) {
			// Whoever uses a connection that dies hears of it; unheard by us as well, it would end the process.
			client.on('error', (err) => log.warn({ err }, 'a database connection was lost'));
			await assertDurable(client);
		}
	});
	// The pool says it once more of one that nobody used, and replaces it.
	pool.on('error', () => {});
	try {
		await reach(pool, url, log, purpose.patienceMs ?? PATIENCE_MS);
	} catch (error) {
		await pool.end();
		throw error;
	}
	return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

/** One connection of its own, past the pool, for whoever only listens. Not yet connected. */
export function dial(url: string) {
	return new pg.Client({ ...lineTo(url), application_name: 'haebom listener' });
}

function connectionTo(url: string, { statementMs, lockMs }: Purpose): pg.ClientConfig {
	const types = new pg.TypeOverrides();
	// Counters and moments stay below 2^53; as texts they would compare wrongly.
	types.setTypeParser(BIGINT, Number);
	// Said with the connection: what a role or a database has as its default gives way to it.
	const settings = {
		synchronous_commit: 'on',
		statement_timeout: statementMs,
		lock_timeout: lockMs,
		idle_in_transaction_session_timeout: 10_000
	};
	return {
		...lineTo(url),
		types,
		application_name: 'haebom',
		options: Object.entries(settings)
			.map(([name, value]) => `-c ${name}=${value}`)
			.join(' '),
		// The network may be gone, and with it whoever would have told us that the time is over.
		query_timeout: statementMs + CONNECT_MS_MAX
	};
}

function lineTo(url: string): pg.ClientConfig {
	return {
		connectionString: url,
		connectionTimeoutMillis: CONNECT_MS_MAX,
		keepAlive: true,
		keepAliveInitialDelayMillis: KEEP_ALIVE_MS
	};
}

/** Every connection is asked, for what is between us and the database may have kept our wishes from it. */
async function assertDurable(client: pg.ClientBase): Promise<void> {
	const { rows } = await client.query<Record<string, string>>(
		`select ${DURABLE.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`
	);
	const off = DURABLE.find((name) => rows[0]?.[name] === 'off');
	if (!off) return;
	throw new Unusable(
		`PostgreSQL runs with ${off}=off: what it confirms could be lost with its power. Set it to on; a pooler in between must let «options» through.`
	);
}

async function reach(pool: pg.Pool, url: string, log: Log, patienceMs: number): Promise<void> {
	const { hostname, port, pathname } = new URL(url);
	const where = `${hostname}:${port || 5432}${pathname}`;
	for (const until = Date.now() + patienceMs; ; await sleep(ASK_AGAIN_MS)) {
		try {
			return (await pool.connect()).release();
		} catch (error) {
			if (error instanceof Unusable) throw error;
			const cause = error instanceof Error ? error : new Error(String(error));
			if (!passes(cause)) {
				throw new Unusable(
					`PostgreSQL at ${where} does not let us in: ${cause.message}. Check DATABASE_URL.`,
					{ cause }
				);
			}
			if (Date.now() > until) {
				throw new Unusable(
					`PostgreSQL at ${where} cannot be reached: ${reasonOf(cause)}. Check that it runs, and DATABASE_URL.`,
					{ cause }
				);
			}
			log.warn({ reason: reasonOf(cause) }, `waiting for PostgreSQL at ${where}`);
		}
	}
}

/** Whether it may be better in a moment: the network, a server that starts or stops, or has no room just now. */
function passes(error: Error): boolean {
	const code = 'code' in error ? String(error.code) : '';
	const said = /^[0-9A-Z]{5}$/.test(code);
	return !said || /^(08|53|57P)/.test(code);
}

/** A name that stands for several addresses fails with a message of no words. */
function reasonOf(error: Error): string {
	return error.message || ('code' in error ? String(error.code) : error.name);
}
