import { spawnSync } from 'node:child_process';
import { sql, type Kysely } from 'kysely';
import * as v from 'valibot';
import { describe, expect, onTestFinished, test } from 'vitest';
import { searchable } from '#domain/folded.ts';
import { CenterId, Incarnation, SessionId } from '#domain/id.ts';
import { SEOUL } from '#domain/zone.ts';
import { visits } from '#domain/visits.ts';
import { epochOf } from '#server/centers.ts';
import { openStore } from '#server/database/store.ts';
import { authenticate } from '#server/devices.ts';
import { recordsOf } from '#server/ledger.ts';
import { silent } from '#server/log.ts';
import { push } from '#server/sync/push.ts';
import { emptyDatabase, ENGINES, pushOf } from '../center.ts';
import { startServer } from '../../stage/server.ts';
import { contents, leaveAt, openBare, shape, statementsOf, STEPS } from './database.ts';
import { CENTER, DEVICE, EVENTS, INCARNATION, NAMES, SECRET, SESSION } from './rows.ts';

type Contents = Awaited<ReturnType<typeof contents>>;

const NOW = Date.parse('2026-11-24T09:30:00+09:00');
const [FIRST = '', ...LATER] = STEPS;

/** A process for each step. */
const KILLS_MS_MAX = 300_000;

/** What a version writes into these by itself when it starts, or alters where something was added to it. */
const OWN = new Set(['kysely_migration', 'kysely_migration_lock', 'durable']);

async function inspect<Answer>(
	url: string,
	look: (database: Kysely<unknown>) => Promise<Answer>
): Promise<Answer> {
	const database = await openBare(url);
	const answer = await look(database);
	await database.destroy();
	return answer;
}

/** Every line is there as it was; later steps may have said more about it. */
function expectKept(before: Contents, after: Contents): void {
	for (const [table, rows] of before) {
		if (OWN.has(table)) continue;
		const now = after.get(table) ?? [];
		expect(now, table).toHaveLength(rows.length);
		for (const row of rows) expect(now, table).toContainEqual(expect.objectContaining(row));
	}
}

describe.each(ENGINES)('a database that an earlier version left, on %s', (engine) => {
	async function opened(url: string) {
		const store = await openStore(url, silent);
		onTestFinished(() => store.close());
		return store;
	}

	test.each(STEPS)('after %s, keeps every line, visit, receipt and person', async (step) => {
		const url = await emptyDatabase(engine);
		await leaveAt(url, engine, step);
		const before = await inspect(url, contents);
		const store = await opened(url);
		const after = await inspect(url, contents);
		expectKept(before, after);
		expect(before.get('ledger')).toHaveLength(EVENTS.length);

		const center = v.parse(CenterId, CENTER);
		const records = await recordsOf(store.reader, center, v.parse(SessionId, SESSION));
		const states = [
			...visits(
				records.map(({ event }) => event),
				SEOUL
			).values()
		].map(({ state }) => state);
		expect(states.toSorted()).toEqual(['gone', 'here', 'here']);

		const known = await authenticate(store.reader, `${CENTER}.${DEVICE}.${SECRET}`);
		if (known.kind !== 'device') throw new Error(known.kind);
		const owed = EVENTS.map(({ body }): object => JSON.parse(body));
		const next = { ...owed[0], id: '0190a000-0000-7000-8000-0000000000e6', seq: 6 };
		const { ackedThrough, results } = await push(
			store,
			await epochOf(store),
			known.device,
			pushOf(v.parse(Incarnation, INCARNATION), [...owed, next], { lastSeq: 6 }),
			NOW
		);
		expect(results.map(({ status }) => status)).toEqual([...owed.map(() => 'duplicate'), 'stored']);
		expect(ackedThrough).toBe(6);

		const people = await store.reader
			.selectFrom('participant')
			.select(['name', 'folded', 'year'])
			.orderBy('number')
			.execute();
		expect(people).toEqual(NAMES.map((name) => ({ name, folded: searchable(name), year: 2026 })));
	});

	test(
		'killed in the middle of any step, is as it was, and is brought up to date by the next start',
		async () => {
			const fresh = await emptyDatabase(engine);
			const counts = await statementsOf(engine, fresh);
			const whole = await inspect(fresh, (database) => shape(database, engine));
			const url = await emptyDatabase(engine);
			await leaveAt(url, engine, FIRST);
			const before = await inspect(url, contents);
			const earlier = await inspect(url, (database) => shape(database, engine));
			expect(earlier).not.toEqual(whole);
			for (const step of LATER) {
				const middle = String(Math.ceil((counts.get(step) ?? 1) / 2));
				const half = spawnSync(
					process.execPath,
					['tests/server/released/half-way.ts', url, engine, step, middle],
					{ encoding: 'utf8' }
				);
				expect(half.signal, `${step}: ${half.stderr}`).toBe('SIGKILL');
				expect(await inspect(url, (database) => shape(database, engine)), step).toEqual(earlier);
				expect(await inspect(url, contents), step).toEqual(before);
			}
			await (await openStore(url, silent)).close();
			expect(await inspect(url, (database) => shape(database, engine))).toEqual(whole);
			expectKept(before, await inspect(url, contents));
		},
		KILLS_MS_MAX
	);

	test('killed while it was made, is made by the next start', async () => {
		const url = await emptyDatabase(engine);
		const half = spawnSync(process.execPath, [
			...['tests/server/released/half-way.ts', url, engine, FIRST, '5']
		]);
		expect(half.signal).toBe('SIGKILL');
		const store = await opened(url);
		expect(await epochOf(store)).toBeTruthy();
	});

	test('in which a step is missing that was released after a later one, gets it', async () => {
		const fresh = await emptyDatabase(engine);
		await (await openStore(fresh, silent)).close();
		const url = await emptyDatabase(engine);
		await leaveAt(url, engine, STEPS.at(-1) ?? '', '0010-duty-asks');
		const before = await inspect(url, contents);
		await (await openStore(url, silent)).close();
		const shapes = [fresh, url].map((each) => inspect(each, (database) => shape(database, engine)));
		expect(await shapes[1]).toEqual(await shapes[0]);
		expectKept(before, await inspect(url, contents));
	});

	test('that a later version used, is refused with a sentence, and is as it was', async () => {
		const url = await emptyDatabase(engine);
		await leaveAt(url, engine, STEPS.at(-1) ?? '');
		const before = await inspect(url, async (database) => {
			await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2027')`.execute(
				database
			);
			return contents(database);
		});
		await expect(openStore(url, silent)).rejects.toThrow(
			'The database has been used by a later version (9999-later)'
		);
		expect(await inspect(url, contents)).toEqual(before);
	});
});

test('an operator who starts an earlier version on it reads what to do, and no trace of the program', async () => {
	const url = await emptyDatabase('sqlite');
	await leaveAt(url, 'sqlite', STEPS.at(-1) ?? '');
	await inspect(url, (database) =>
		sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2027')`.execute(
			database
		)
	);
	const started = await startServer({ DATABASE_URL: url }).catch((error: Error) => error.message);
	expect(started).toContain('Start that version, or restore a backup from before it.');
	expect(started).not.toContain('.ts:');
	expect(started).not.toContain('    at ');
});
