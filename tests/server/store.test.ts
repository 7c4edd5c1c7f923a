import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
	assertKeys,
	epochOf,
	found,
	foundFirst,
	isEmpty,
	isSetup,
	offerSetup
} from '#server/centers.ts';
import { configFrom } from '#server/config.ts';
import { silent } from '#server/log.ts';
import { openStore } from '#server/database/store.ts';
import { openKeys } from '#server/keys.ts';
import { Limiter } from '#server/limiter.ts';
import { openStaffDesk } from '#server/staff.ts';
import { Unusable } from '#server/unusable.ts';
import { START } from '../domain/people.ts';
import { emptyDatabase, ENGINES, openCenter, someKeys } from './center.ts';

describe.each(ENGINES)('the database, on %s', (engine) => {
	async function opened() {
		const url = await emptyDatabase(engine);
		const store = await openStore(url, silent);
		onTestFinished(() => store.close());
		return { url, store };
	}

	test('can be opened by several processes at once on the first start, and keeps one epoch', async () => {
		const url = await emptyDatabase(engine);
		const open = () => promisify(execFile)(process.execPath, ['tests/server/open-store.ts', url]);
		const epochs = (await Promise.all([open(), open(), open()])).map(({ stdout }) => stdout);
		expect(new Set(epochs).size).toBe(1);
		const again = await openStore(url, silent);
		expect(await epochOf(again)).toBe(epochs[0]);
		await again.close();
	});

	test('takes back all of a write that fails half-way', async () => {
		const { store } = await opened();
		const broken = store.write(async (trx) => {
			await found(trx, { name: 'half', demo: false }, START);
			throw new Error('power cut');
		});
		await expect(broken).rejects.toThrow('power cut');
		expect(await isEmpty(store.reader)).toBe(true);
	});

	test('a read does not wait for a write that is under way', async () => {
		const { store } = await opened();
		const begun = Promise.withResolvers<null>();
		const end = Promise.withResolvers<null>();
		const writing = store.write(async (trx) => {
			await found(trx, { name: 'slow', demo: false }, START);
			begun.resolve(null);
			await end.promise;
		});
		await begun.promise;
		expect(await isEmpty(store.reader)).toBe(true);
		end.resolve(null);
		await writing;
		expect(await isEmpty(store.reader)).toBe(false);
	});

	test('numbers are numbers on both', async () => {
		const { store } = await opened();
		await store.write((trx) => found(trx, { name: 'one', demo: false }, START));
		const row = await store.reader
			.selectFrom('center')
			.select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('created_at').as('at')])
			.executeTakeFirstOrThrow();
		expect(row).toMatchObject({ count: 1, at: START });
	});

	test('the set-up link works once, on an installation without a center, whichever process says it', async () => {
		const { store } = await opened();
		const [keys, epoch] = [someKeys(), await epochOf(store)];
		const token = await offerSetup(store, keys, epoch);
		expect(await offerSetup(store, keys, epoch)).toBe(token);
		const elsewhere = await offerSetup(store, someKeys(), epoch);
		expect(elsewhere).not.toBe(token);
		expect(await isSetup(store.reader, token)).toBe(false);
		await offerSetup(store, keys, epoch);
		expect(await isSetup(store.reader, '')).toBe(false);
		expect(await isSetup(store.reader, token)).toBe(true);
		const desk = openStaffDesk(store, keys, 'http://localhost');
		const staff = await desk.add({
			name: '담당자',
			email: 'a@haebom.example',
			password: 'long enough'
		});
		const first = { name: '해봄 센터', staff, demo: false };
		expect(await foundFirst(store, first, START)).not.toBeNull();
		expect(await foundFirst(store, first, START)).toBeNull();
		expect(await isSetup(store.reader, token)).toBe(false);
	});

	test('a process with other keys than the database was begun with does not start', async () => {
		const { store } = await opened();
		const keys = someKeys();
		await assertKeys(store, keys);
		await assertKeys(store, keys);
		await expect(assertKeys(store, someKeys())).rejects.toThrow(Unusable);
		await expect(assertKeys(store, someKeys())).rejects.toThrow('secret.key of the first one');
	});

	test('whoever guesses at one process waits at every other, until a day later or a new password', async () => {
		const { store, keys } = await openCenter(engine);
		const [here, there] = [keys, keys].map((own) => openStaffDesk(store, own, 'http://localhost'));
		if (!here || !there) throw new Error('No desk');
		const guess = (desk: typeof here, at = START) =>
			desk.signIn('a@haebom.example', 'wrong', new Headers(), at);
		for (let tries = 0; tries < 5; tries++) {
			expect((await guess(tries % 2 ? here : there)).kind).toBe('refused');
		}
		expect((await guess(here)).kind).toBe('wait');
		expect((await guess(there)).kind).toBe('wait');
		await here.forgive('A@haebom.example');
		expect((await guess(there)).kind).toBe('refused');
		const kept = () => store.reader.selectFrom('failure').selectAll().execute();
		expect(JSON.stringify(await kept())).not.toContain('haebom.example');
		for (let tries = 0; tries < 4; tries++) await guess(here);
		const nextDay = START + 25 * 60 * 60_000;
		await there.signIn('b@haebom.example', 'wrong', new Headers(), nextDay);
		expect(await kept()).toHaveLength(1);
		expect((await guess(here, nextDay)).kind).toBe('refused');
	});

	test('accounts: sign-in, who it is, sign-out, and slowing down whoever guesses', async () => {
		const { store, keys, center } = await openCenter(engine);
		const desk = openStaffDesk(store, keys, 'http://localhost');
		const password = 'a morning in spring';
		const staff = await desk.add({ name: '담당자', email: 'Staff@Haebom.example', password });
		await store.write((trx) =>
			trx
				.insertInto('membership')
				.values({ center_id: center, staff_id: staff, role: 'administrator', school_id: null })
				.execute()
		);
		const headers = new Headers();
		const signedIn = await desk.signIn('staff@haebom.example', password, headers, START);
		if (signedIn.kind !== 'signed-in') throw new Error(signedIn.kind);
		const [cookie] = signedIn.cookies;
		expect(cookie?.options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/' });
		const asked = new Headers({
			cookie: `${cookie?.name}=${encodeURIComponent(cookie?.value ?? '')}`
		});
		expect(await desk.whoIs(asked, START)).toMatchObject({
			staff: { name: '담당자', center: { id: center } }
		});
		expect(await desk.whoIs(headers, START)).toEqual({ kind: 'nobody' });

		const guess = () => desk.signIn('staff@haebom.example', 'wrong', headers, START);
		for (let tries = 0; tries < 5; tries++) expect((await guess()).kind).toBe('refused');
		expect((await guess()).kind).toBe('wait');
		// Even the right one has to wait, or guessing would cost nothing.
		expect((await desk.signIn('staff@haebom.example', password, headers, START)).kind).toBe('wait');
		const later = START + 10 * 60_000;
		expect((await desk.signIn('staff@haebom.example', password, headers, later)).kind).toBe(
			'signed-in'
		);

		await desk.signOut(asked);
		expect(await desk.whoIs(asked, START)).toEqual({ kind: 'ended' });
		const stored = await sql<{ password: string }>`select password from staff_credential`.execute(
			store.reader
		);
		expect(stored.rows[0]?.password).not.toContain(password);
	});
});

test('the key may be given instead, and what is none is refused in a sentence', () => {
	const key = 'a1'.repeat(32);
	const given = openKeys('/nowhere', key);
	expect(given.session).toBe(openKeys('/nowhere', ` ${key.toUpperCase()}\n`).session);
	expect(given.session).not.toBe(someKeys().session);
	for (const text of ['', key.slice(1), `${key}00`, key.replace('a', 'x')]) {
		expect(() => openKeys('/nowhere', text)).toThrow(Unusable);
	}
});

test('SQLite flushes every commit: synchronous is FULL after a write, and the journal is WAL', async () => {
	const store = await openStore(await emptyDatabase('sqlite'), silent);
	await store.write((trx) => found(trx, { name: 'one', demo: false }, START));
	const pragma = async (name: string) =>
		Object.values(
			(await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(store.writer)).rows[0] ?? {}
		);
	expect(await pragma('synchronous')).toEqual([2]);
	expect(await pragma('journal_mode')).toEqual(['wal']);
	expect(await pragma('foreign_keys')).toEqual([1]);
	await store.close();
});

test('PostgreSQL that is set to lose commits flushes ours all the same', async () => {
	const url = await emptyDatabase('postgres');
	const name = new URL(url).pathname.slice(1);
	const setting = async () => {
		const store = await openStore(url, silent);
		await sql.raw(`alter database ${name} set synchronous_commit = off`).execute(store.writer);
		const { rows } = await sql<{ value: string }>`
			select current_setting('synchronous_commit') as value
		`.execute(store.writer);
		await store.close();
		return rows;
	};
	await setting();
	expect(await setting()).toEqual([{ value: 'on' }]);
});

test('the key is made once, and only its owner may read it', () => {
	const keys = someKeys();
	const sealed = keys.seal('1234', 'center/one');
	expect(sealed).not.toContain('1234');
	expect(keys.open(sealed, 'center/one')).toBe('1234');
	expect(() => keys.open(sealed, 'center/two')).toThrow();
	expect(() => someKeys().open(sealed, 'center/one')).toThrow();
});

test('the environment says where everything is, and nonsense is refused', () => {
	expect(configFrom({})).toMatchObject({
		databaseUrl: expect.stringMatching(/^sqlite:.*\/data\/haebom\.db$/),
		origin: 'http://localhost:3000'
	});
	expect(configFrom({ PORT: '8080', DATA_DIR: '/srv/haebom' })).toMatchObject({
		dataDir: '/srv/haebom',
		databaseUrl: 'sqlite:/srv/haebom/haebom.db',
		origin: 'http://localhost:8080'
	});
	expect(configFrom({ ORIGIN: 'https://checkin.example' }).origin).toBe('https://checkin.example');
	expect(configFrom({ DATABASE_URL: 'postgres://a@b/c' })).toMatchObject({
		databaseWays: { connections: 8, directUrl: 'postgres://a@b/c' }
	});
	const pooled = { DATABASE_LISTEN_URL: 'postgres://a@d/c', DATABASE_CONNECTIONS: '20' };
	expect(configFrom(pooled).databaseWays).toEqual({
		connections: 20,
		directUrl: 'postgres://a@d/c'
	});
	expect(() => configFrom({ DATABASE_URL: 'mysql://x' })).toThrow('DATABASE_URL');
	for (const connections of ['0', '-1', '1.5', 'many']) {
		expect(() => configFrom({ DATABASE_CONNECTIONS: connections })).toThrow(Unusable);
	}
});

test('a limiter forgives a few, then makes each further try wait twice as long, up to a quarter of an hour', () => {
	const limiter = new Limiter();
	const waits = Array.from({ length: 20 }, () => {
		limiter.failed('a', START);
		return limiter.wait('a', START) / 1000;
	});
	expect(waits.slice(0, 8)).toEqual([0, 0, 0, 0, 5, 10, 20, 40]);
	expect(waits.at(-1)).toBe(15 * 60);
	expect(limiter.wait('b', START)).toBe(0);
	expect(limiter.wait('a', START + 15 * 60_000)).toBe(0);
	limiter.succeeded('a');
	expect(limiter.wait('a', START)).toBe(0);
	for (let n = 0; n < 20_000; n++) limiter.failed(`guess ${n}`, START);
	for (let n = 0; n < 6; n++) limiter.failed('a', START);
	expect(limiter.wait('a', START)).toBeGreaterThan(0);
});

test('the server’s modules load in plain Node, as the scripts need them', () => {
	const loaded = execFileSync(process.execPath, [
		'-e',
		"import('#server/app.ts').then(() => console.log('ok'))"
	]);
	expect(String(loaded).trim()).toBe('ok');
});
