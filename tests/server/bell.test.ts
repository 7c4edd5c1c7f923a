import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WHOLE_DUTY } from '#domain/duty.ts';
import type { SessionId, SiteId } from '#domain/id.ts';
import { drawPin } from '#domain/staff-lock.ts';
import { found } from '#server/centers.ts';
import { openStore } from '#server/database/store.ts';
import { Doorbell } from '#server/doorbell.ts';
import { CREDENTIAL_COOKIE } from '#server/entry.ts';
import { openKeys, randomBytes } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { changeSession, detailsOf } from '#server/planning.ts';
import { reissueFor } from '#server/reissue.ts';
import { unenrol } from '#server/roster.ts';
import { setPin } from '#server/staff-lock.ts';
import { bell } from '#server/sync/bell.ts';
import { push } from '#server/sync/push.ts';
import { changeTablet, retireTablet } from '#server/tablet-changes.ts';
import { event, START } from '../domain/people.ts';
import { startServer } from '../stage/server.ts';
import {
	emptyDatabase,
	ENGINES,
	newIncarnation,
	openCenter,
	pairDevice,
	prepare,
	pushOf,
	SOMEBODY,
	someKeys,
	uuid
} from './center.ts';

/** What students and staff would call at once. */
const SOON = { timeout: 5_000 };

/** Counts what rings on a stream, until it ends. */
function hear(stream: ReadableStream<string>) {
	const heard = { rings: 0, stills: 0, ended: false };
	const reading = async () => {
		for await (const said of stream) {
			if (said === 'data: news\n\n') heard.rings++;
			else if (said === 'event: still\ndata: here\n\n') heard.stills++;
			else throw new Error(`Not of the bell: ${said}`);
		}
		heard.ended = true;
	};
	void reading();
	return heard;
}

function firstOf<Item>(items: Iterable<Item>): Item {
	for (const item of items) return item;
	throw new Error('Nobody there');
}

describe.each(ENGINES)('the bell of the tablets, on %s', (engine) => {
	async function hung() {
		const made = await openCenter(engine);
		const { store, epoch, keys } = made;
		const doorbell = new Doorbell(store, silent);
		onTestFinished(() => doorbell.close());
		const other = await store.write((trx) => found(trx, { name: '', demo: false }, START));
		const place = async (center = made.center, site: SiteId = made.bakery) => {
			const { device } = await pairDevice(store, center, site);
			const life = newIncarnation();
			const bring = async (events: readonly unknown[]) => {
				await push(store, epoch, device, pushOf(life, events), START);
				doorbell.ring(center);
			};
			let seq = 0;
			return {
				id: device.id,
				arrive: (session: SessionId) =>
					bring([event(++seq, 'arrival', { id: uuid() as never, incarnation: life, session })]),
				giveSignOfLife: () => bring([]),
				heard: hear(bell({ doorbell, store, log: silent }, device, doorbell.closing))
			};
		};
		/** Until whoever listens has been rung for, and the doorbell knows how far its centers are. */
		const quiet = async (...tablets: readonly { readonly heard: { rings: number } }[]) => {
			await expect.poll(() => tablets.every(({ heard }) => heard.rings === 2), SOON).toBe(true);
		};
		const elsewhere = { center: other, ...(await prepare(store, keys, other)) };
		return { ...made, elsewhere, doorbell, place, quiet };
	}

	test('rings for what others brought to its site, and for nothing else', async () => {
		const { store, bakery, college, center, morning, lecture, elsewhere, ...made } = await hung();
		const door = await made.place();
		const garden = await made.place(center, bakery);
		const hall = await made.place(center, college);
		const foreign = await made.place(elsewhere.center, elsewhere.bakery);
		const rings = () => [door, garden, hall, foreign].map(({ heard }) => heard.rings);
		await made.quiet(door, garden, hall, foreign);

		await door.arrive(morning);
		await expect.poll(rings, SOON).toEqual([2, 3, 2, 2]);
		await hall.arrive(lecture);
		await garden.giveSignOfLife();
		// Brought late by a tablet that was moved: it is news where the session is.
		await hall.arrive(morning);
		await expect.poll(rings, SOON).toEqual([3, 4, 2, 2]);

		const student = firstOf(elsewhere.tokens.keys());
		await store.write((trx) => unenrol(trx, elsewhere.center, elsewhere.morning, student));
		await expect.poll(rings, SOON).toEqual([3, 4, 2, 3]);
	});

	test('rings for all that staff change, of which nothing stands in the ledger', async () => {
		const { store, keys, center, bakery, college, morning, tokens, ...made } = await hung();
		const door = await made.place();
		await made.quiet(door);
		const student = firstOf(tokens.keys());
		const details = await detailsOf(store.reader, center, morning);
		if (!details) throw new Error('No session');
		const duty = { passage: 'arrivals', keypad: false, asks: 'leaving' } as const;
		const changes = [
			() => reissueFor(store, keys, center, student, SOMEBODY, START),
			() => store.write((trx) => unenrol(trx, center, morning, student)),
			() => changeSession(store, center, SOMEBODY, morning, { ...details, site: college }, START),
			() => setPin(store, keys, center, SOMEBODY, bakery, drawPin(randomBytes), START),
			() => changeTablet(store, center, door.id, { name: '', site: bakery, duty }, SOMEBODY, START)
		];
		for (const [index, change] of changes.entries()) {
			await change();
			made.doorbell.ring(center);
			await expect.poll(() => door.heard.rings, SOON).toBe(3 + index);
		}
	});

	test('a tablet that was moved is called for what happens where it is now', async () => {
		const { store, center, college, morning, lecture, ...made } = await hung();
		const [moved, door] = [await made.place(), await made.place()];
		const hall = await made.place(center, college);
		await made.quiet(moved, door, hall);
		const to = { name: '', site: college, duty: WHOLE_DUTY };
		await changeTablet(store, center, moved.id, to, SOMEBODY, START);
		const rings = () => [moved, door, hall].map(({ heard }) => heard.rings);
		await expect.poll(rings, SOON).toEqual([3, 3, 3]);
		await hall.arrive(lecture);
		await expect.poll(rings, SOON).toEqual([4, 3, 3]);
		await door.arrive(morning);
		await hall.arrive(lecture);
		await expect.poll(rings, SOON).toEqual([5, 3, 3]);
	});

	test('rings a last time for a tablet taken out of service, and is over', async () => {
		const { store, center, ...made } = await hung();
		const [lost, door] = [await made.place(), await made.place()];
		await made.quiet(lost, door);
		await retireTablet(store, center, lost.id, SOMEBODY, START);
		await expect.poll(() => lost.heard, SOON).toEqual({ rings: 3, stills: 0, ended: true });
		expect(door.heard.ended).toBe(false);
	});
});

describe('a stream of the bell', () => {
	/** A doorbell that nobody rings, and streams of tablets that hang on it. */
	async function hanging() {
		const store = await openStore(await emptyDatabase('sqlite'), silent);
		const center = await store.write((trx) => found(trx, { name: '', demo: false }, START));
		const { bakery } = await prepare(store, someKeys(), center);
		const { device } = await pairDevice(store, center, bakery);
		const listening = new Set<symbol>();
		const doorbell = {
			listen() {
				const one = Symbol();
				listening.add(one);
				return () => listening.delete(one);
			}
		};
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
		onTestFinished(() => void vi.useRealTimers());
		const open = (over: AbortSignal) => bell({ doorbell, store, log: silent }, device, over);
		return { store, listening, open };
	}

	test('says that it is still there often enough to be believed', async () => {
		const { store, open } = await hanging();
		const heard = hear(open(new AbortController().signal));
		await expect.poll(() => heard.rings).toBe(1);
		vi.advanceTimersByTime(60_000);
		await expect.poll(() => heard).toEqual({ rings: 1, stills: 3, ended: false });
		await store.close();
	});

	test('a thousand tablets that go, whichever way, leave nothing behind', async () => {
		const { store, listening, open } = await hanging();
		const over = new AbortController();
		const streams = Array.from({ length: 1_000 }, () => open(over.signal));
		expect([listening.size, vi.getTimerCount()]).toEqual([1_000, 1_000]);
		await Promise.all(streams.slice(0, 500).map((stream) => stream.cancel()));
		expect([listening.size, vi.getTimerCount()]).toEqual([500, 500]);
		over.abort();
		expect([listening.size, vi.getTimerCount()]).toEqual([0, 0]);
		await Promise.all(streams.map((stream) => stream.cancel()));
		expect(hear(open(over.signal))).toMatchObject({ rings: 0 });
		expect([listening.size, vi.getTimerCount()]).toEqual([0, 0]);
		await store.close();
	});

	test('ends when it cannot find out where the tablet is, which then listens anew', async () => {
		const { store, listening, open } = await hanging();
		await store.close();
		const heard = hear(open(new AbortController().signal));
		await expect.poll(() => heard.ended).toBe(true);
		expect([heard.rings, listening.size, vi.getTimerCount()]).toEqual([0, 0, 0]);
	});
});

test('a tablet hears it over HTTP until it is out of service or the server stops', async () => {
	const server = await startServer();
	onTestFinished(() => server.remove());
	const store = await openStore(`sqlite:${server.dataDir}/haebom.db`, silent);
	onTestFinished(() => store.close());
	const center = await store.write((trx) => found(trx, { name: '', demo: false }, START));
	const { bakery } = await prepare(store, openKeys(server.dataDir), center);
	const call = async () => {
		const { device, credential } = await pairDevice(store, center, bakery);
		const headers = { cookie: `${CREDENTIAL_COOKIE}=${credential}` };
		return { device, answer: () => fetch(`${server.origin}/api/v1/sync/bell`, { headers }) };
	};
	const listen = ({ status, headers, body }: Response) => {
		expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream']);
		if (!body) throw new Error('Nothing to hear');
		return hear(body.pipeThrough(new TextDecoderStream()));
	};
	const [lost, door] = [await call(), await call()];
	const [losing, staying] = [listen(await lost.answer()), listen(await door.answer())];
	await expect.poll(() => [losing.rings, staying.rings], SOON).toEqual([2, 2]);

	await retireTablet(store, center, lost.device.id, SOMEBODY, START);
	await expect.poll(() => [losing.ended, staying.ended], SOON).toEqual([true, false]);
	const declined = await lost.answer();
	expect([declined.status, (await declined.json()).type]).toEqual([403, '/problems/revoked']);

	const asked = performance.now();
	expect(await server.stop()).toBe(0);
	expect(performance.now() - asked).toBeLessThan(SOON.timeout);
	expect(staying.ended).toBe(true);
});
