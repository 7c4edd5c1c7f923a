import { sql } from 'kysely';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openPostgres, SERVING } from '#server/database/postgres.ts';
import { silent } from '#server/log.ts';
import { Unusable } from '#server/unusable.ts';
import { openRelay } from '../stage/relay.ts';
import { freePort } from '../stage/server.ts';
import { emptyDatabase } from './center.ts';

const AT_ONCE = { ...SERVING, patienceMs: 0 };

/** The address of a database, reached by another port. */
function through(url: string, port: number): string {
	const other = new URL(url);
	other.port = String(port);
	return other.href;
}

async function connected(url: string) {
	const database = await openPostgres(url, silent);
	onTestFinished(() => database.destroy());
	const setting = async (name: string) => {
		const { rows } = await sql<{ value: string }>`
			select current_setting(${name}) as value
		`.execute(database);
		return rows[0]?.value;
	};
	return { database, setting };
}

/** A pooler that keeps to itself what we wish for our sessions; the length of what is left is said anew. */
function withoutOptions(first: Buffer): Buffer {
	const fields = first.subarray(8).toString('latin1').split('\0');
	const at = fields.indexOf('options');
	if (at < 0) return first;
	fields.splice(at, 2);
	const rest = Buffer.from(fields.join('\0'), 'latin1');
	const head = Buffer.from(first.subarray(0, 8));
	head.writeInt32BE(rest.length + head.length);
	return Buffer.concat([head, rest]);
}

test('a database that is still starting is waited for', async () => {
	const port = await freePort();
	const url = await emptyDatabase('postgres');
	const opening = connected(through(url, port));
	const early = await Promise.race([opening, new Promise((resolve) => setTimeout(resolve, 700))]);
	expect(early).toBeUndefined();
	const relay = await openRelay([Number(new URL(url).port)], { port });
	onTestFinished(() => relay.close());
	expect(await (await opening).setting('synchronous_commit')).toBe('on');
});

test('one that cannot be reached is named, with what to do, and without its password', async () => {
	const url = `postgres://haebom:geheim@127.0.0.1:${await freePort()}/center`;
	const opening = openPostgres(url, silent, AT_ONCE);
	await expect(opening).rejects.toThrow(Unusable);
	await expect(opening).rejects.toThrow(
		/127\.0\.0\.1:\d+\/center cannot be reached: .*DATABASE_URL/
	);
	await expect(opening).rejects.not.toThrow('geheim');
});

test('one that does not know us is not asked again and again', async () => {
	const url = new URL(inject('postgres'));
	url.pathname = '/nowhere';
	const opening = openPostgres(url.href, silent);
	await expect(opening).rejects.toThrow(Unusable);
	await expect(opening).rejects.toThrow('does not let us in: database "nowhere" does not exist');
});

test('no role and no database brings it about that a commit is confirmed before it is on the disk', async () => {
	const url = await emptyDatabase('postgres');
	const name = new URL(url).pathname.slice(1);
	const { database } = await connected(url);
	await sql.raw(`alter database ${name} set synchronous_commit = off`).execute(database);
	await sql
		.raw(`alter role current_user in database ${name} set synchronous_commit = off`)
		.execute(database);
	const { setting } = await connected(url);
	expect(await setting('synchronous_commit')).toBe('on');

	const relay = await openRelay([Number(new URL(url).port)], { begin: withoutOptions });
	onTestFinished(() => relay.close());
	const opening = openPostgres(through(url, relay.port), silent);
	await expect(opening).rejects.toThrow(Unusable);
	await expect(opening).rejects.toThrow('synchronous_commit=off');
});

test('nothing waits for ever: neither a statement, nor for a lock, nor in a transaction', async () => {
	const { setting } = await connected(await emptyDatabase('postgres'));
	expect(await setting('statement_timeout')).toBe('30s');
	expect(await setting('lock_timeout')).toBe('5s');
	expect(await setting('idle_in_transaction_session_timeout')).toBe('10s');
});

test('a database that was started anew under us is there again with the next question', async () => {
	const { database, setting } = await connected(await emptyDatabase('postgres'));
	await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()`
		.execute(database)
		.catch(() => {});
	await expect.poll(() => setting('server_version').catch(() => null)).toMatch(/^\d+/);
});
