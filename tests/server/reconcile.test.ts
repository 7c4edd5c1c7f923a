import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { closingIn } from '#domain/closing.ts';
import { digestOfRecords } from '#domain/records.ts';
import { verifySigned } from '#domain/signed.ts';
import { moveWatermark } from '#server/backup/watermark.ts';
import { found } from '#server/centers.ts';
import type { Engine } from '#server/database/schema.ts';
import { standingOf } from '#server/receipts.ts';
import { signingKeyOf } from '#server/signing.ts';
import { leaveAside } from '#server/sync/aside.ts';
import { leaveLate, takeLate } from '#server/sync/late.ts';
import { push } from '#server/sync/push.ts';
import { retireTablet } from '#server/tablet-changes.ts';
import { START } from '../domain/people.ts';
import { ENGINES, newIncarnation, pushOf, SOMEBODY } from './center.ts';
import { blocksOf, comparing, entriesOf, OVER } from './comparing.ts';
import type { Store } from '#server/database/store.ts';

/** As somebody does who has the database's password and a reason. */
async function behindOurBack(store: Store, engine: Engine, statement: string) {
	const guards =
		engine === 'sqlite'
			? ['drop trigger ledger_no_delete', 'drop trigger ledger_no_update']
			: ['drop trigger ledger_append_only on ledger'];
	for (const each of [...guards, statement]) await sql.raw(each).execute(store.writer);
}

describe.each(ENGINES)('comparing what arrived, on %s', (engine) => {
	const noted = (store: Store) =>
		store.reader
			.selectFrom('incarnation')
			.select(['compared', 'compared_held', 'compared_aside', 'compared_through'])
			.executeTakeFirstOrThrow();

	test('nothing differs where everything arrived, in whole blocks and in the one that goes on', async () => {
		const { arrivals, hand, compare, store } = await comparing(engine);
		const events = arrivals(1, 300);
		await hand(events.slice(0, 200));
		await hand(events.slice(200), { lastSeq: 300 });
		const answer = await compare({ blocks: blocksOf(events) });
		expect(answer).toMatchObject({ differing: [], lacking: [], aside: 0 });
		expect(await noted(store)).toEqual({
			compared: 300,
			compared_held: 300,
			compared_aside: 0,
			compared_through: 300
		});
	});

	test('rows that the server lost are found, though it once gave a receipt for them', async () => {
		const { arrivals, hand, compare, store } = await comparing(engine);
		const events = arrivals(1, 300);
		await hand(events.slice(0, 200));
		await hand(events.slice(200), { lastSeq: 300 });
		await behindOurBack(store, engine, 'delete from ledger where seq in (7, 8)');
		expect(await compare({ blocks: blocksOf(events) })).toMatchObject({ differing: [0] });
		// As long as it is not known what differs, nothing is said of it.
		expect((await noted(store)).compared).toBeNull();
		const [, last] = blocksOf(events);
		const again = {
			records: entriesOf(events.slice(0, 256)),
			blocks: last ? [last] : []
		};
		expect(await compare(again)).toMatchObject({ differing: [], lacking: [7, 8] });
		expect(await noted(store)).toMatchObject({ compared: 300, compared_held: 298 });
		await hand(events.slice(6, 8), { lastSeq: 300 });
		expect(await compare(again)).toMatchObject({ lacking: [] });
		expect(await noted(store)).toMatchObject({ compared: 300, compared_held: 300 });
	});

	test('a row that was altered behind our back is found, though its fingerprint was left', async () => {
		const { arrivals, hand, compare, store } = await comparing(engine);
		const events = arrivals(1, 3);
		await hand(events);
		await behindOurBack(
			store,
			engine,
			`update ledger set body = replace(body, '"arrival"', '"departure"') where seq = 2`
		);
		expect(await compare({ records: entriesOf(events) })).toMatchObject({ lacking: [2] });
	});

	test('what was set aside or came late has arrived, and is counted by itself', async () => {
		const { arrivals, arrival, hand, compare, store, device, epoch, center, incarnation } =
			await comparing(engine);
		const events = arrivals(1, 4);
		const [one, two, three, four] = events;
		if (!one || !two || !three || !four) throw new Error('Nothing there');
		// Of a kind that this build knows, with a field that it does not take: readable elsewhere, perhaps.
		const odd = { ...arrival(3), mono: -0.5, at: 'noon' } as never;
		await hand([one, two, odd], { lastSeq: 4 });
		await retireTablet(store, center, device.id, SOMEBODY, START);
		const late = pushOf(incarnation, [four], { lastSeq: 4, life: incarnation });
		await push(store, epoch, { ...device, revoked_at: START }, late, START);
		const records = entriesOf([one, two, odd, four]);
		expect(await compare({ records })).toMatchObject({ lacking: [], aside: 2 });
		// What staff have left out waits for nobody any more, and is here all the same.
		await leaveLate(store, center, device.id, '모름', SOMEBODY, START);
		expect(await compare({ records })).toMatchObject({ lacking: [], aside: 1 });
		await takeLate(store, center, device.id, '맞음', SOMEBODY, START);
		expect(await compare({ records })).toMatchObject({ lacking: [], aside: 1 });
		await leaveAside(store, center, device.id, '못 읽음', SOMEBODY, START);
		expect(await compare({ records })).toMatchObject({ lacking: [], aside: 0 });
	});

	test('another center’s records are nobody’s here', async () => {
		const one = await comparing(engine);
		const events = one.arrivals(1, 2);
		await one.hand(events);
		const elsewhere = await one.store.write((trx) =>
			found(trx, { name: '다른 센터', demo: false }, START)
		);
		const stranger = { ...one.device, center_id: elsewhere };
		const answer = await one.compare({ records: entriesOf(events) }, { by: stranger });
		expect(answer.lacking).toEqual([1, 2]);
	});
});

describe.each(ENGINES)('the receipt for a session, on %s', (engine) => {
	async function closed() {
		const all = await comparing(engine);
		const events = all.arrivals(1, 5);
		await all.hand(events);
		const closing = [{ session: all.morning, records: entriesOf(events) }];
		const key = signingKeyOf(all.keys, all.center);
		const read = async (signed: string | undefined) =>
			closingIn(await verifySigned(key, signed ?? ''));
		return { ...all, events, closing, read };
	}

	test('says under the center’s signature that everything is here', async () => {
		const { compare, closing, read, events, ...all } = await closed();
		const { receipts } = await compare({ closing });
		const receipt = await read(receipts[0]?.signed);
		expect(receipt).toEqual({
			center: all.center,
			session: all.morning,
			site: all.bakery,
			tablet: all.device.id,
			incarnation: all.incarnation,
			...{ taken: 5, received: 5, aside: 0, first: 1, last: 5, at: OVER },
			digest: digestOfRecords(entriesOf(events))
		});
		if (receipt)
			expect(await standingOf(all.store.reader, receipt)).toEqual({
				kind: 'held',
				aside: 0,
				left: 0
			});
	});

	test('asked for again, is the same, and not a second one', async () => {
		const { compare, closing } = await closed();
		const [one, two] = [await compare({ closing }), await compare({ closing }, { now: OVER + 1 })];
		expect(two.receipts).toEqual(one.receipts);
	});

	test('is not given before the session is over, nor while something of it is lacking', async () => {
		const { compare, closing, arrival, morning, events, college, lecture } = await closed();
		const soon = await compare({ closing }, { now: START });
		expect(soon.receipts).toEqual([]);
		const more = [{ session: morning, records: entriesOf([...events, arrival(6)]) }];
		expect((await compare({ closing: more })).receipts).toEqual([]);
		const elsewhere = [{ session: lecture, records: entriesOf(events) }];
		expect((await compare({ closing: elsewhere })).receipts).toEqual([]);
		const nowhere = [{ session: college as never, records: entriesOf(events) }];
		expect((await compare({ closing: nowhere })).receipts).toEqual([]);
		const [first] = entriesOf(events);
		const twice = [{ session: morning, records: first ? [first, first] : [] }];
		expect((await compare({ closing: twice })).receipts).toEqual([]);
	});

	test('shows later that a row was removed, or that one was added among them', async () => {
		const { compare, closing, read, store } = await closed();
		const receipt = await read((await compare({ closing })).receipts[0]?.signed);
		if (!receipt) throw new Error('No receipt');
		await behindOurBack(store, engine, 'delete from ledger where seq = 3');
		expect(await standingOf(store.reader, receipt)).toEqual({ kind: 'differs', found: 4 });
	});

	test('goes on holding when more is recorded of the session later', async () => {
		const { compare, closing, read, store, hand, arrival } = await closed();
		const receipt = await read((await compare({ closing })).receipts[0]?.signed);
		if (!receipt) throw new Error('No receipt');
		await hand([arrival(6)], { lastSeq: 6 });
		expect(await standingOf(store.reader, receipt)).toMatchObject({ kind: 'held' });
	});

	test('is given to each of two copies of a tablet, for what each has', async () => {
		const { compare, read, store, arrival, hand, events, morning } = await closed();
		const [six, copied] = [arrival(6), arrival(6)];
		await hand([six], { lastSeq: 6 });
		await hand([copied], { lastSeq: 6 });
		for (const own of [six, copied]) {
			const closing = [{ session: morning, records: entriesOf([...events, own]) }];
			const receipt = await read((await compare({ closing })).receipts[0]?.signed);
			expect(receipt).toMatchObject({ taken: 6, received: 6 });
			if (receipt) expect(await standingOf(store.reader, receipt)).toMatchObject({ kind: 'held' });
		}
	});
});

describe.each(ENGINES)('a life that two tablets live, on %s', (engine) => {
	test('is noticed by a number that two events have, and each is told to begin a new one', async () => {
		const { arrival, hand } = await comparing(engine);
		expect((await hand([arrival(1)])).directives).toEqual([]);
		expect((await hand([arrival(1)])).directives).toEqual(['new-life']);
		expect((await hand([], { lastSeq: 1, unsent: 0 })).directives).toEqual(['new-life']);
		const moved = newIncarnation();
		expect((await hand([], { lastSeq: 1, unsent: 0, life: moved })).directives).toEqual([]);
	});

	test('is noticed when it claims less than it did, unless that was only held up on its way', async () => {
		const { arrivals, hand } = await comparing(engine);
		await hand(arrivals(1, 5), { sentAt: START + 5 });
		const held = { lastSeq: 4, unsent: 0, sentAt: START + 4 };
		expect((await hand([], held)).directives).toEqual([]);
		const restored = { lastSeq: 4, unsent: 0, sentAt: START + 6 };
		expect((await hand([], restored)).directives).toEqual(['new-life']);
	});

	test('what a build does not say is not held against it', async () => {
		const { arrivals, hand } = await comparing(engine);
		await hand(arrivals(1, 5));
		const older = { lastSeq: 4, unsent: 0, sentAt: START + 6, life: undefined };
		expect((await hand([], older)).directives).toEqual([]);
	});

	test('is never said to be in a backup, which may hold the record of the other', async () => {
		const { arrival, arrivals, hand, store, epoch, center, incarnation } = await comparing(engine);
		await hand(arrivals(1, 3));
		const backedUp = async () =>
			moveWatermark(store, epoch, [{ center_id: center, incarnation, acked_through: 3 }]);
		await backedUp();
		expect((await hand([], { lastSeq: 3 })).backedUpThrough).toBe(3);
		expect((await hand([arrival(3)])).backedUpThrough).toBe(0);
		await backedUp();
		expect((await hand([], { lastSeq: 3 })).backedUpThrough).toBe(0);
	});

	test('is told to one that is out of service, too', async () => {
		const { arrival, hand, store, center, device, epoch, incarnation } = await comparing(engine);
		await hand([arrival(1)]);
		await hand([arrival(1)]);
		await retireTablet(store, center, device.id, SOMEBODY, START);
		const gone = { ...device, revoked_at: START };
		const answer = await push(
			store,
			epoch,
			gone,
			pushOf(incarnation, [], { lastSeq: 1, life: incarnation }),
			START
		);
		expect(answer.directives).toEqual(['erase-roster', 'new-life']);
	});
});
