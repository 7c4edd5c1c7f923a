import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { CenterId } from '#domain/id.ts';
import { found } from '#server/centers.ts';
import { Ear } from '#server/database/ear.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { Doorbell, type News } from '#server/doorbell.ts';
import { announce, lockHead } from '#server/ledger.ts';
import { silent } from '#server/log.ts';
import { START } from '../domain/people.ts';
import { openRelay } from '../stage/relay.ts';
import { emptyDatabase } from './center.ts';

/** Longer than it may take to be connected again. */
const AGAIN = { timeout: 10_000 };
const NEVER_SWEEPS_MS = 60 * 60_000;

async function twoProcesses() {
	const url = await emptyDatabase('postgres');
	const open = async () => {
		const store = await openStore(url, silent);
		onTestFinished(() => store.close());
		return store;
	};
	const [here, there] = [await open(), await open()];
	const center = await here.write((trx) => found(trx, { name: '', demo: false }, START));
	return { url, here, there, center };
}

/** What is heard at an address; «missed» once for each time that it was connected. */
function listenAt(url: string) {
	const heard: (CenterId | 'missed')[] = [];
	const ear = new Ear(url, silent, {
		moved: (center) => heard.push(center),
		missed: () => heard.push('missed')
	});
	onTestFinished(() => ear.close());
	return heard;
}

const move = (store: Store, center: CenterId) => store.write((trx) => announce(trx, center));

test('what one process has written, who watches at another hears without looking', async () => {
	const { url, here, there, center } = await twoProcesses();
	const bell = new Doorbell(there, silent, NEVER_SWEEPS_MS);
	onTestFinished(() => bell.close());
	const ear = new Ear(url, silent, bell);
	onTestFinished(() => ear.close());
	const heard: News[] = [];
	bell.listen(center, (news) => heard.push(news));
	await expect
		.poll(async () => {
			await move(here, center);
			return heard;
		}, AGAIN)
		.not.toEqual([]);
	expect(heard[0]).toBe('everything');
});

test('only what was committed and moved the head is told of, each center by itself', async () => {
	const { url, here, center } = await twoProcesses();
	const heard = listenAt(url);
	await expect.poll(() => heard, AGAIN).toEqual(['missed']);
	await here.write((trx) => lockHead(trx, center));
	const broken = here.write(async (trx) => {
		await announce(trx, center);
		throw new Error('power cut');
	});
	await expect(broken).rejects.toThrow('power cut');
	const other = await here.write((trx) => found(trx, { name: '', demo: false }, START));
	await here.write(async (trx) => {
		await announce(trx, other);
		await announce(trx, other);
	});
	await expect.poll(() => heard).toEqual(['missed', other]);
});

test('a line that is cut is made anew, and what was said meanwhile is looked for', async () => {
	const { url, here, center } = await twoProcesses();
	const heard = listenAt(url);
	await expect.poll(() => heard, AGAIN).toEqual(['missed']);
	await sql`select pg_terminate_backend(pid) from pg_stat_activity
		where application_name = 'haebom listener' and datname = current_database()`.execute(here.reader);
	await expect.poll(() => heard, AGAIN).toEqual(['missed', 'missed']);
	await move(here, center);
	await expect.poll(() => heard).toEqual(['missed', 'missed', center]);
});

test('while the database is away it is asked for again and again, and nothing else stops', async () => {
	const { url, here, center } = await twoProcesses();
	const { port } = new URL(url);
	const first = await openRelay([Number(port)]);
	const by = new URL(url);
	by.port = String(first.port);
	const heard = listenAt(by.href);
	await expect.poll(() => heard, AGAIN).toEqual(['missed']);
	await first.close();
	await move(here, center);
	const second = await openRelay([Number(port)], { port: first.port });
	onTestFinished(() => second.close());
	await expect.poll(() => heard, AGAIN).toEqual(['missed', 'missed']);
	await move(here, center);
	await expect.poll(() => heard).toEqual(['missed', 'missed', center]);
});
