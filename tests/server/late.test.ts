import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { ERASE_ROSTER } from '#domain/protocol.ts';
import { authenticate } from '#server/devices.ts';
import { lateInboxOf, waitingLate } from '#server/late-inbox.ts';
import { leaveLate, takeLate } from '#server/sync/late.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { retireTablet } from '#server/tablet-changes.ts';
import { tabletOf } from '#server/tablets.ts';
import { MINUTE, START } from '../domain/people.ts';
import {
	arriving,
	ENGINES,
	newIncarnation,
	openCenter,
	pairDevice,
	pushOf,
	SOMEBODY
} from './center.ts';

const LATER = START + 5 * MINUTE;

describe.each(ENGINES)('a tablet that was taken out of service, on %s', (engine) => {
	async function retired() {
		const center = await openCenter(engine);
		const { store, epoch } = center;
		const { device: paired, credential } = await pairDevice(store, center.center, center.bakery);
		const incarnation = newIncarnation();
		const arrival = arriving(incarnation, center.morning);
		const known = [arrival(1), arrival(2)];
		await push(store, epoch, paired, pushOf(incarnation, known), START);
		await retireTablet(store, center.center, paired.id, SOMEBODY, START + MINUTE);
		const authentication = await authenticate(store.reader, credential);
		if (authentication.kind !== 'revoked') throw new Error(authentication.kind);
		const { device } = authentication;
		const hand = (events: unknown[], changes = {}) =>
			push(store, epoch, device, pushOf(incarnation, events, changes), LATER);
		const seqs = async () => {
			const rows = await store.reader
				.selectFrom('ledger')
				.select(['position', 'seq'])
				.orderBy('position')
				.execute();
			expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
			return rows.map(({ seq }) => seq);
		};
		const inbox = () => lateInboxOf(store.reader, center.center, device.id);
		const take = (reason = '센터에서 쓰던 태블릿') =>
			takeLate(store, center.center, device.id, reason, SOMEBODY, LATER);
		const leave = (reason = '분실 뒤의 기록') =>
			leaveLate(store, center.center, device.id, reason, SOMEBODY, LATER);
		return { ...center, device, incarnation, arrival, known, hand, seqs, inbox, take, leave };
	}

	test('is told to erase its roster, by whatever it asks, and gets nothing else', async () => {
		const { hand, store, keys, epoch, device } = await retired();
		expect(await hand([])).toMatchObject({ directives: [ERASE_ROSTER], results: [] });
		expect(await pull({ store, keys }, epoch, device, null, LATER)).toMatchObject({
			directives: [ERASE_ROSTER],
			// A build that does not know the directive forgets as well.
			fresh: true,
			more: false,
			sessions: [],
			roster: [],
			events: []
		});
	});

	test('hands in what it owes, with receipts, and none of it gets into the ledger by itself', async () => {
		const { arrival, hand, seqs, inbox, store, center } = await retired();
		const answer = await hand([arrival(3), arrival(4), 'poison'], { lastSeq: 5 });
		expect(answer.results.map(({ status }) => status)).toEqual(new Array(3).fill('quarantined'));
		// What is received is received: only the number that nobody has seen is missing.
		expect(answer).toMatchObject({ ackedThrough: 4, missing: [[5, 5]] });
		expect(await seqs()).toEqual([1, 2]);
		expect(await waitingLate(store.reader, center)).toEqual(new Map([[expect.any(String), 3]]));
		expect(await inbox()).toEqual({
			waiting: {
				count: 3,
				arrivals: 2,
				departures: 0,
				others: 0,
				unreadable: 1,
				happened: { from: START, to: START },
				received: { from: LATER, to: LATER }
			},
			left: null,
			taken: 0,
			decided: null
		});
	});

	test('the same again changes nothing, and what the ledger has is recognised', async () => {
		const { arrival, known, hand, inbox } = await retired();
		const batch = [...known, arrival(3), 'poison'];
		for (let times = 0; times < 2; times++) {
			const { results } = await hand(batch, { lastSeq: 3 });
			expect(results.map(({ status }) => status)).toEqual([
				'duplicate',
				'duplicate',
				'quarantined',
				'quarantined'
			]);
		}
		expect((await inbox()).waiting?.count).toBe(2);
	});

	test('staff take it all into the ledger, once, at positions of its own', async () => {
		const { arrival, known, hand, seqs, inbox, take, store } = await retired();
		const forged = { ...known[0], at: START + 1 };
		await hand([arrival(4), arrival(3), forged, 'poison'], { lastSeq: 4 });
		expect(await take()).toEqual({ stored: 2, duplicate: 0, aside: 2 });
		expect(await seqs()).toEqual([1, 2, 3, 4]);
		expect(await take()).toBeNull();
		expect(await seqs()).toEqual([1, 2, 3, 4]);
		expect(await inbox()).toMatchObject({
			waiting: null,
			taken: 4,
			decided: { decision: 'taken' }
		});
		const aside = await store.reader.selectFrom('quarantine').select('status').execute();
		expect(aside.map(({ status }) => status).sort()).toEqual(['conflict', 'quarantined']);
	});

	test('two who decide at the same time take it once', async () => {
		const { arrival, hand, seqs, take } = await retired();
		await hand([arrival(3)], { lastSeq: 3 });
		const taken = await Promise.all([take(), take(), take()]);
		expect(taken.filter((each) => each !== null)).toEqual([{ stored: 1, duplicate: 0, aside: 0 }]);
		expect(await seqs()).toEqual([1, 2, 3]);
	});

	test('or leave it aside, with a reason; it stays, and can still be taken', async () => {
		const { arrival, hand, seqs, inbox, leave, take } = await retired();
		const third = arrival(3);
		await hand([third], { lastSeq: 3 });
		expect(await leave('분실 뒤의 기록')).toBe(true);
		expect(await leave()).toBe(false);
		expect(await seqs()).toEqual([1, 2]);
		expect(await inbox()).toMatchObject({
			waiting: null,
			left: { count: 1 },
			decided: { decision: 'left', at: LATER, reason: '분실 뒤의 기록' }
		});
		// What comes after a decision waits for the next one.
		await hand([third, arrival(4)], { lastSeq: 4 });
		expect(await inbox()).toMatchObject({ waiting: { count: 1 }, left: { count: 1 } });
		expect(await take()).toEqual({ stored: 2, duplicate: 0, aside: 0 });
		expect(await seqs()).toEqual([1, 2, 3, 4]);
	});

	test('paired anew, it hands in to the ledger, but what waits there waits for staff', async () => {
		const { arrival, hand, seqs, leave, take, ...center } = await retired();
		const waits = arrival(3);
		await hand([waits], { lastSeq: 3 });
		const { device: anew } = await pairDevice(center.store, center.center, center.bakery, '다시');
		const handAnew = (events: unknown[]) =>
			push(center.store, center.epoch, anew, pushOf(center.incarnation, events), LATER);
		const answer = await handAnew([waits, arrival(4)]);
		expect(answer).toMatchObject({ ackedThrough: 4, missing: [], directives: [] });
		expect(answer.results.map(({ status }) => status)).toEqual(['quarantined', 'stored']);
		expect(await seqs()).toEqual([1, 2, 4]);
		await leave();
		await handAnew([waits]);
		expect(await seqs()).toEqual([1, 2, 4]);
		await take();
		expect(await seqs()).toEqual([1, 2, 4, 3]);
		expect((await handAnew([waits])).results.map(({ status }) => status)).toEqual(['duplicate']);
	});

	test('what it said of itself is kept: that its roster is erased, and since when', async () => {
		const { hand, store, center, device } = await retired();
		const within = { center, reach: { kind: 'center' } } as const;
		const look = () => tabletOf(store.reader, within, device.id, { now: LATER, build: 'test' });
		await hand([], { lastSeq: 2 });
		expect(await look()).toMatchObject({ retired: true, erasedAt: null, sign: 'look' });
		await hand([], { lastSeq: 2, erased: true });
		expect(await look()).toMatchObject({ erasedAt: LATER, sign: 'well', rest: 'retired' });
	});

	test('the trail says who decided and why, how much, and nobody’s name', async () => {
		const { arrival, hand, take, leave, store, device } = await retired();
		await hand([arrival(3), arrival(4)], { lastSeq: 4 });
		await leave('분실 뒤의 기록');
		await take('알고 보니 우리 것');
		const rows = await store.reader
			.selectFrom('trail')
			.select(['action', 'subject', 'people', 'reason', 'detail'])
			.orderBy('position')
			.execute();
		const subject = `device:${device.id}`;
		expect(rows.slice(1)).toEqual([
			{ action: 'tablets.retire', subject, people: 0, reason: null, detail: expect.any(String) },
			{ action: 'late.leave', subject, people: 1, reason: '분실 뒤의 기록', detail: '{"left":2}' },
			{
				action: 'late.take',
				subject,
				people: 1,
				reason: '알고 보니 우리 것',
				detail: '{"aside":0,"duplicate":0,"stored":2}'
			}
		]);
		expect(JSON.parse(rows[1]?.detail ?? '')).toEqual({
			asOf: START,
			entries: 5,
			sessions: 1,
			unsent: 0
		});
	});

	test('the database itself lets nobody alter or remove what came late, but for the decision', async () => {
		const { arrival, hand, store } = await retired();
		await hand([arrival(3)], { lastSeq: 3 });
		for (const statement of ['delete from late', `update late set raw = ''`]) {
			await expect(sql.raw(statement).execute(store.writer)).rejects.toThrow(/append-only/);
		}
		await sql.raw(`update late set decision = 'left'`).execute(store.writer);
	});
});
