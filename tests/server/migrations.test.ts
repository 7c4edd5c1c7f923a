import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { sql, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BEGINNING, linked } from '#server/chain.ts';
import { MIGRATIONS } from '#server/database/migrations/all.ts';
import { openPostgres } from '#server/database/postgres.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { openStore } from '#server/database/store.ts';
import { silent } from '#server/log.ts';
import { emptyDatabase, ENGINES } from './center.ts';

describe.each(ENGINES)('a database of an earlier version, on %s', (engine) => {
	const connect = async (url: string) =>
		engine === 'sqlite'
			? openSqlite(url.slice('sqlite:'.length), 'write')
			: openPostgres(url, silent);

	test('has the names of its students folded, so that they are found', async () => {
		const database = await connect(await emptyDatabase(engine));
		onTestFinished(() => database.destroy());
		const untyped = database as unknown as Kysely<unknown>;
		const to = (name: string) => MIGRATIONS[name]?.up(untyped, engine);
		await to('0001-first');
		await to('0002-rights');
		await sql`insert into center (id, name, created_at, demo) values ('c', '센터', 0, 0)`.execute(
			database
		);
		await sql`insert into participant (center_id, id, name) values ('c', 'p', '김새봄')`.execute(
			database
		);
		await to('0003-plan');
		const { rows } = await sql<{ folded: string; zone: string }>`
			select folded, zone from participant join center on center.id = center_id
		`.execute(database);
		expect(rows).toEqual([{ folded: '김새봄 ㄱㅅㅂ', zone: 'Asia/Seoul' }]);
	});

	test('has its ledger chained, as if it had always been, and refuses changes again', async () => {
		const database = await connect(await emptyDatabase(engine));
		onTestFinished(() => database.destroy());
		const untyped = database as unknown as Kysely<unknown>;
		for (const [name, { up }] of Object.entries(MIGRATIONS)) {
			if (name < '0012') await up(untyped, engine);
		}
		await sql`insert into center (id, name, created_at, demo) values ('c', '', 0, 0)`.execute(
			database
		);
		await sql`insert into center_head (center_id, position, revision) values ('c', 1001, 0)`.execute(
			database
		);
		await sql`
			insert into ledger
				(center_id, position, id, device_id, incarnation, seq, body, fingerprint, received_at)
			with recursive counting (n) as (select 1 union all select n + 1 from counting where n < 1001)
			select 'c', n, 'e' || n, 'd', 'i', n, '{}', 'f' || n, 1764000000000 + n from counting
		`.execute(database);
		await MIGRATIONS['0012-chain']?.up(untyped, engine);
		let chain = BEGINNING;
		const rows = await database.selectFrom('ledger').selectAll().orderBy('position').execute();
		for (const row of rows) expect(row.chain).toBe((chain = linked(chain, row)));
		const head = await database.selectFrom('center_head').select('chain').executeTakeFirstOrThrow();
		expect(head.chain).toBe(chain);
		await expect(database.updateTable('ledger').set({ body: '' }).execute()).rejects.toThrow(
			'append-only'
		);
	});

	test('is brought up to date once by several processes that start together', async () => {
		const url = await emptyDatabase(engine);
		const database = await connect(url);
		const steps = Object.entries(MIGRATIONS).map(([name, { up }]) => [
			name,
			{ up: (db: Kysely<unknown>) => up(db, engine) }
		]);
		const provider = { getMigrations: async () => Object.fromEntries(steps) };
		const { error } = await new Migrator({ db: database, provider }).migrateTo('0006-accounts');
		expect(error).toBeUndefined();
		await database.destroy();
		const open = () => promisify(execFile)(process.execPath, ['tests/server/open-store.ts', url]);
		const epochs = (await Promise.all([open(), open(), open(), open()])).map((it) => it.stdout);
		expect(new Set(epochs).size).toBe(1);
		const store = await openStore(url, silent);
		onTestFinished(() => store.close());
		const { rows } = await sql<{ name: string }>`
			select name from kysely_migration order by name
		`.execute(store.reader);
		expect(rows.map(({ name }) => name)).toEqual(Object.keys(MIGRATIONS));
	});
});
