import { describe, expect, test } from 'vitest';
import { closingIn } from '#domain/closing.ts';
import { WHOLE_DUTY } from '#domain/duty.ts';
import { verifySigned } from '#domain/signed.ts';
import { Desk } from '#kiosk/desk.ts';
import { drain } from '#kiosk/drain.ts';
import type { EventRow } from '#kiosk/kept.ts';
import { pair } from '#kiosk/pair.ts';
import { reconcile } from '#kiosk/reconcile.ts';
import type { Uplink } from '#kiosk/uplink.ts';
import { found } from '#server/centers.ts';
import { offerPairing } from '#server/pairings.ts';
import { standingOf } from '#server/receipts.ts';
import { takeLate } from '#server/sync/late.ts';
import { retireTablet } from '#server/tablet-changes.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
import { prepare, SOMEBODY } from '../server/center.ts';
import { CALM } from './network.ts';
import { attempt, openStage, recorded, STORM } from './stage.ts';
import { tablet, type Tablet } from './tablet.ts';

const DAY = 24 * HOUR;
const ON_DISK = ['identity', 'counter', 'contact', 'events', 'sessions', 'roster'] as const;

/** A stage with one tablet, of which copies can be made. */
async function alone(seed: number) {
	const stage = await openStage(seed, 1);
	const [kiosk] = stage.tablets;
	if (!kiosk) throw new Error('No tablet');
	const everybody = [...stage.tokens.values()];
	let copies = 0;
	/** As an image of its disk, its cookies included. */
	const copyOf = async (original: Tablet): Promise<Tablet> => {
		const copy = tablet(original.uplink, stage.clock, seed * 100 + 50 + copies++);
		for (const name of ON_DISK) {
			const rows = (await original.shelf.tables[name].toArray()) as never[];
			await copy.shelf.tables[name].bulkPut(rows);
		}
		return copy;
	};
	const ledger = () =>
		stage.network.store.reader.selectFrom('ledger').select(['id', 'seq', 'incarnation']).execute();
	const lifeOf = async (each: Tablet) => (await each.journal.identity())?.incarnation;
	return { ...stage, kiosk, everybody, copyOf, ledger, lifeOf };
}

describe('a tablet that was copied', () => {
	test('loses nobody: what both copies saw is counted, and each lives a life of its own', async () => {
		const { kiosk, everybody, copyOf, ledger, lifeOf } = await alone(1);
		await kiosk.scan(everybody[0] ?? '');
		await kiosk.drain();
		const copy = await copyOf(kiosk);
		await kiosk.scan(everybody[1] ?? '');
		await copy.scan(everybody[2] ?? '');
		await kiosk.drain();
		await copy.drain();
		await kiosk.drain();
		expect(await ledger()).toHaveLength(3);
		expect(new Set([await lifeOf(kiosk), await lifeOf(copy)]).size).toBe(2);
		await kiosk.scan(everybody[3] ?? '');
		await copy.scan(everybody[4] ?? '');
		await kiosk.drain();
		await copy.drain();
		const rows = await ledger();
		expect(rows).toHaveLength(5);
		expect(recorded([kiosk, copy])).toBe(5);
		for (const each of [kiosk, copy]) {
			expect(await each.reconcile()).toEqual({ kind: 'compared', records: 3, held: 3 });
		}
	});

	test.each([1, 2, 3, 4, 5, 6, 7, 8])('in a storm, from seed %i, neither', async (seed) => {
		const { kiosk, everybody, copyOf, ledger, pick, chance, network, clock } = await alone(seed);
		await kiosk.scan(everybody[0] ?? '');
		await kiosk.drain();
		const all = [kiosk, await copyOf(kiosk)];
		network.weather = STORM;
		for (let step = 0; step < 60; step++) {
			clock.pass(Math.floor((chance() * HOUR) / 20));
			const each = pick(all);
			if (!each) continue;
			const action = chance();
			if (action < 0.5) await each.scan(pick(everybody) ?? '');
			else if (action < 0.6) await each.admit();
			else if (action < 0.9) await attempt(each.drain);
			else if (action < 0.95) await attempt(each.reconcile);
			else await network.deliverAstray();
		}
		network.weather = CALM;
		await network.deliverAstray();
		for (const each of all) await each.drain();
		for (const each of all) {
			expect(await each.journal.unsent()).toBe(0);
			const { kind, ...counts } = await each.reconcile();
			expect(kind).toBe('compared');
			if (!('records' in counts)) throw new Error('declined');
			expect(counts.held).toBe(counts.records);
		}
		const rows = await ledger();
		expect(rows).toHaveLength(recorded(all));
		expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
		const aside = await network.store.reader.selectFrom('quarantine').select('digest').execute();
		expect(aside).toEqual([]);
	});

	test('put back to an old copy, it begins a new life, and what it had sent is still there', async () => {
		const { kiosk, everybody, copyOf, ledger, lifeOf, clock } = await alone(2);
		await kiosk.scan(everybody[0] ?? '');
		await kiosk.drain();
		const old = await copyOf(kiosk);
		const before = await lifeOf(kiosk);
		await kiosk.scan(everybody[1] ?? '');
		await kiosk.drain();
		// The tablet breaks, and its copy of yesterday goes on.
		clock.pass(HOUR);
		await old.drain();
		expect(await lifeOf(old)).not.toBe(before);
		await old.scan(everybody[2] ?? '');
		await old.drain();
		const rows = await ledger();
		expect(rows).toHaveLength(3);
		expect(rows.map(({ seq }) => seq).sort()).toEqual([1, 1, 2]);
	});
});

describe('comparing', () => {
	test('a tablet whose owed flags were wrongly cleared hands in what never arrived', async () => {
		const { kiosk, everybody, ledger } = await alone(3);
		for (const token of everybody) await kiosk.scan(token);
		const cleared: Partial<EventRow> = { owed: 0 };
		await kiosk.shelf.tables.events.where('own').equals(1).modify(cleared);
		expect(await kiosk.journal.unsent()).toBe(0);
		expect(await ledger()).toHaveLength(0);
		expect(await kiosk.reconcile()).toEqual({ kind: 'compared', records: 5, held: 5 });
		expect(await ledger()).toHaveLength(5);
		expect(await kiosk.journal.proof()).toMatchObject({ records: 5, held: 5, aside: 0 });
	});

	test('blocks of which the tablet has let some go are compared record by record', async () => {
		const { kiosk, clock } = await alone(4);
		for (let round = 0; round < 300; round++) {
			clock.pass(MINUTE / 10);
			await kiosk.admit();
		}
		await kiosk.drain();
		const own = await kiosk.journal.recorded();
		expect(own).toBe(300);
		await kiosk.shelf.tables.events
			.where('own')
			.equals(1)
			.filter(({ seq }) => seq <= 100)
			.delete();
		const compared = await kiosk.reconcile();
		expect(compared).toEqual({ kind: 'compared', records: own - 100, held: own - 100 });
	});

	test('in a storm says nothing that is not so', async () => {
		const { kiosk, everybody, network, ledger } = await alone(5);
		network.weather = STORM;
		for (let round = 0; round < 20; round++) {
			await kiosk.scan(everybody[round % 5] ?? '');
			await attempt(kiosk.reconcile);
			const proof = await kiosk.journal.proof();
			if (proof) expect((await ledger()).length).toBeGreaterThanOrEqual(proof.held);
		}
		network.weather = CALM;
		const { records } = { records: await kiosk.journal.recorded() };
		expect(await kiosk.reconcile()).toEqual({ kind: 'compared', records, held: records });
	});
});

describe('the receipt for a session', () => {
	test('comes when it is over, holds without a network, and is what the center has', async () => {
		const { kiosk, everybody, clock, network } = await alone(6);
		await kiosk.refresh();
		for (const token of everybody) await kiosk.scan(token);
		await kiosk.drain();
		await kiosk.reconcile();
		expect(await kiosk.journal.receipts()).toEqual([]);
		clock.pass(3 * HOUR);
		await kiosk.reconcile();
		const [receipt] = await kiosk.journal.receipts();
		const key = (await kiosk.journal.identity())?.receiptKey;
		if (!receipt || !key) throw new Error('No receipt');
		const closing = closingIn(await verifySigned(key, receipt.signed));
		if (!closing) throw new Error('Not genuine');
		expect(closing).toMatchObject({ taken: 5, received: 5, aside: 0, first: 1, last: 5 });
		expect(await standingOf(network.store.reader, closing)).toMatchObject({ kind: 'held' });
	});

	test('comes days later, too, when the tablet has forgotten the session, and outlives the records', async () => {
		const { kiosk, everybody, clock } = await alone(8);
		await kiosk.refresh();
		for (const token of everybody) await kiosk.scan(token);
		clock.pass(2 * DAY);
		await kiosk.journal.erase(clock.now());
		expect(await kiosk.journal.today(START)).toEqual([]);
		await kiosk.drain();
		await kiosk.reconcile();
		const [receipt] = await kiosk.journal.receipts();
		expect(receipt).toMatchObject({ program: '청진기', startsAt: START });
		clock.pass(88 * DAY - HOUR);
		await kiosk.shelf.tables.events.clear();
		await kiosk.drain();
		await kiosk.reconcile();
		expect(await kiosk.journal.receipts()).toEqual([receipt]);
		clock.pass(2 * HOUR);
		await kiosk.drain();
		await kiosk.reconcile();
		expect(await kiosk.journal.receipts()).toEqual([]);
	});

	test('that the center declines to give keeps back neither the others nor what was compared', async () => {
		const { kiosk, everybody, clock, morning, lecture } = await alone(11);
		await kiosk.refresh();
		const desk = new Desk(kiosk.journal, kiosk.environment);
		await kiosk.scan(everybody[0] ?? '');
		await desk.walkIn({ id: lecture }, '');
		await kiosk.drain();
		clock.pass(2 * DAY);
		const declines: Uplink = {
			...kiosk.uplink,
			reconcile: (asked) =>
				asked.closing.some(({ session }) => session === morning)
					? Promise.resolve({ kind: 'declined', code: 'unreadable', retryAfterMs: null })
					: kiosk.uplink.reconcile(asked)
		};
		const said = await reconcile(kiosk.journal, declines, kiosk.environment);
		expect(said).toEqual({ kind: 'declined', code: 'unreadable' });
		expect(await kiosk.journal.receipts()).toMatchObject([{ session: lecture }]);
		expect(await kiosk.journal.proof()).toMatchObject({ records: 2, held: 2 });
		expect(await kiosk.reconcile()).toEqual({ kind: 'compared', records: 2, held: 2 });
		expect(await kiosk.journal.receipts()).toHaveLength(2);
	});

	test('comes to a tablet that was taken out of service with something to hand in, too', async () => {
		const { kiosk, everybody, clock, network, center } = await alone(7);
		await kiosk.refresh();
		for (const token of everybody) await kiosk.scan(token);
		const id = (await kiosk.journal.identity())?.device.id;
		if (!id) throw new Error('Nobody');
		await retireTablet(network.store, center, id, SOMEBODY, clock.now());
		await kiosk.drain();
		expect(await kiosk.reconcile()).toEqual({ kind: 'compared', records: 5, held: 5 });
		expect(await kiosk.journal.proof()).toMatchObject({ held: 5, aside: 5 });
		await takeLate(network.store, center, id, '맞음', SOMEBODY, clock.now());
		await kiosk.reconcile();
		expect(await kiosk.journal.proof()).toMatchObject({ held: 5, aside: 0 });
		clock.pass(3 * HOUR);
		await kiosk.reconcile();
		expect(await kiosk.journal.receipts()).toHaveLength(1);
	});
});

describe('a tablet that goes over to another center', () => {
	/** One that has handed in all that it saw at the first, and how it goes over. */
	async function leaving(seed: number) {
		const stage = await alone(seed);
		const { kiosk, everybody, keys, network, clock } = stage;
		await kiosk.refresh();
		for (const token of everybody) await kiosk.scan(token);
		await kiosk.drain();
		const center = await network.store.write((trx) => found(trx, { name: '', demo: false }, START));
		const { bakery } = await prepare(network.store, keys, center);
		const goOver = async (uplink = kiosk.uplink) => {
			const offer = { center, site: bakery, deviceName: '', duty: WHOLE_DUTY };
			const { code } = await offerPairing(network.store, offer, SOMEBODY, clock.now());
			await pair(code, kiosk.journal, uplink, kiosk.environment);
		};
		const held = async (whose: string) =>
			(await network.store.reader.selectFrom('ledger').select('center_id').execute()).filter(
				({ center_id }) => center_id === whose
			).length;
		return { ...stage, other: center, goOver, held };
	}

	test('compares with it what is its own, and shows it nothing else', async () => {
		const { kiosk, everybody, center, other, goOver, held } = await leaving(9);
		await goOver();
		await kiosk.admit();
		expect(await kiosk.journal.recorded()).toBe(1);
		expect(await kiosk.reconcile()).toEqual({ kind: 'compared', records: 1, held: 1 });
		expect([await held(center), await held(other)]).toEqual([everybody.length, 1]);
	});

	test('does so also with records of a build that did not write down whose they are', async () => {
		const { kiosk, goOver } = await leaving(10);
		const told = await kiosk.shelf.tables.told.toArray();
		for (const { center: _, ...row } of told) await kiosk.shelf.tables.told.put(row);
		await goOver();
		expect(await kiosk.journal.recorded()).toBe(0);
	});

	test('gives the first one nothing, and takes nothing from it, while it is known by that one’s cookie', async () => {
		const { kiosk, network, everybody, center, other, goOver, held } = await leaving(11);
		const line = network.line();
		await goOver(line);
		await kiosk.admit();
		expect(await kiosk.drain()).toMatchObject({ kind: 'declined', code: 'not-paired' });
		await kiosk.refresh();
		expect((await kiosk.journal.identity())?.center.id).toBe(other);
		expect([await held(center), await held(other)]).toEqual([everybody.length, 0]);
		await drain(kiosk.journal, line, kiosk.environment, null);
		expect([await held(center), await held(other)]).toEqual([everybody.length, 1]);
	});

	test('hears an answer of the first one that was under way as nothing of its own', async () => {
		const { kiosk, everybody, center, goOver } = await leaving(12);
		const slow: Uplink = {
			...kiosk.uplink,
			async push(request) {
				const reply = await kiosk.uplink.push(request);
				await goOver();
				return reply;
			}
		};
		await drain(kiosk.journal, slow, kiosk.environment, null);
		const told = await kiosk.shelf.tables.told.toArray();
		expect(told.filter((life) => life.center === center)).toHaveLength(1);
		expect(told.some((life) => life.center !== center && life.ackedThrough > 0)).toBe(false);
		expect(await kiosk.reconcile()).toMatchObject({ records: 0 });
		expect(everybody.length).toBeGreaterThan(0);
	});
});
