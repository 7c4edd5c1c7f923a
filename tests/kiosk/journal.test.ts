import Dexie from 'dexie';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ERASE_ROSTER, PROTOCOL, type PushAnswer } from '#domain/protocol.ts';
import { SEOUL, Zone } from '#domain/zone.ts';
import {
	entry,
	event,
	eventId,
	HOUR,
	incarnation,
	MINUTE,
	participantId,
	session,
	sessionId,
	START,
	token
} from '../domain/people.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

async function withEvents(count: number) {
	const kiosk = await tablet();
	await kiosk.journal.adopt(IDENTITY);
	await kiosk.journal.apply(news(count), HEARD);
	for (let n = 1; n <= count; n++) await kiosk.scan(token(n));
	const batch = await kiosk.journal.owed(200, 1e6);
	if (!batch) throw new Error('Nothing is owed');
	return { ...kiosk, batch };
}

function receipt(ids: readonly (string | null)[], changes: Partial<PushAnswer> = {}): PushAnswer {
	return {
		protocol: PROTOCOL,
		epoch: IDENTITY.epoch,
		serverTime: START,
		ackedThrough: ids.length,
		backedUpThrough: 0,
		results: ids.map((id) => ({ id, status: 'stored' })),
		missing: [],
		directives: [],
		...changes
	};
}

const CONTACT = { skew: 0, heardAt: START };

describe('out of service', () => {
	const ERASE = { directives: [ERASE_ROSTER] };

	async function toldSo() {
		const kiosk = await withEvents(3);
		const others = event(9, 'arrival', { incarnation: incarnation(9), id: eventId(9) });
		await kiosk.journal.apply({ ...news(3), fresh: false, events: [others] }, HEARD);
		const [first] = kiosk.batch.events;
		await kiosk.journal.settle(kiosk.batch, receipt([first?.id ?? null], ERASE), CONTACT);
		return { ...kiosk, first, others };
	}

	test('the roster, the sessions and what others saw are erased at once; what is owed is kept', async () => {
		const { journal, first, others } = await toldSo();
		expect(await journal.today(START)).toEqual([]);
		expect(await journal.counts(session().id, START)).toMatchObject({ expected: 0 });
		expect(await journal.event(others.id)).toBeNull();
		expect(await journal.unsent()).toBe(2);
		expect(first && (await journal.event(first.id))).toEqual(first);
		expect(await journal.identity()).toMatchObject({ retired: true });
		expect(await journal.contact()).toMatchObject({ cursor: null });
	});

	test('the rest is handed in, and says that the roster is erased', async () => {
		const { journal } = await toldSo();
		const batch = await journal.owed(200, 1e6);
		expect(batch).toMatchObject({ retired: true, unsent: 2, lastSeq: 3 });
		if (!batch) throw new Error('Nothing is owed');
		const ids = batch.events.map(({ id }) => id);
		expect(await journal.settle(batch, receipt(ids, ERASE), CONTACT)).toBe(2);
	});

	test('an answer to a pull says it as well, whatever else it brings', async () => {
		const { journal } = await withEvents(2);
		const empty = { ...news(0), sessions: [], fresh: false };
		await journal.apply({ ...empty, ...ERASE }, HEARD);
		expect(await journal.counts(session().id, START)).toMatchObject({ expected: 0 });
		expect(await journal.unsent()).toBe(2);
		expect(await journal.identity()).toMatchObject({ retired: true });
	});

	test('a center that says it no longer has taken the tablet back, and so has a new pairing', async () => {
		const { journal, batch } = await toldSo();
		await journal.settle(batch, receipt([]), CONTACT);
		expect(await journal.identity()).toMatchObject({ retired: false });
		await journal.settle(batch, receipt([], ERASE), CONTACT);
		await journal.adopt({ ...IDENTITY, incarnation: incarnation(2) });
		expect((await journal.identity())?.retired).toBeUndefined();
		expect(await journal.unsent()).toBe(2);
	});
});

test('today is the day it is where the center lies', async () => {
	const { journal } = await tablet();
	await journal.adopt(IDENTITY);
	const late = session({ startsAt: START + 15 * HOUR, endsAt: START + 16 * HOUR });
	await journal.apply({ ...news(0), sessions: [late] }, HEARD);
	expect(await journal.today(START)).toEqual([]);
	const hanoi = v.parse(Zone, 'Asia/Ho_Chi_Minh');
	await journal.apply({ ...news(0), sessions: [late], zone: hanoi }, HEARD);
	expect((await journal.today(START)).map(({ id }) => id)).toEqual([late.id]);
});

/** How the journal lay on the disk before sessions had a capacity. */
const BEFORE_CAPACITY = {
	identity: '&key',
	counter: '&key',
	contact: '&key',
	events: '&id, about, session, own, [incarnation+seq], [owed+incarnation+seq]',
	sessions: '&id, endsAt',
	roster: '&[session+participant], badge, session, *replaced',
	lock: '&key',
	tries: '&key'
};

test('a tablet from before sessions had a capacity asks for them anew, and forgets nothing meanwhile', async () => {
	const { name, journal } = await tablet();
	const before = new Dexie(name);
	before.version(2).stores(BEFORE_CAPACITY);
	await before.open();
	const contact = { cursor: 'here', skew: 5, heardAt: START, pulledAt: START };
	await before.table('contact').put({ ...contact, key: 'this' });
	await before.table('identity').put({ ...IDENTITY, key: 'this' });
	await before.table('sessions').put(session());
	await before.table('roster').put(entry(1));
	before.close();

	expect(await journal.contact()).toMatchObject({ ...contact, cursor: null });
	expect(await journal.identity()).toMatchObject(IDENTITY);
	expect(await journal.today(START)).toEqual([session()]);
	expect(await journal.rosterOf(session().id)).toEqual([entry(1)]);
});

test('a tablet that was paired before there were zones is in Seoul', async () => {
	const { journal } = await tablet();
	const { zone: _, ...before } = IDENTITY;
	await journal.adopt(before as typeof IDENTITY);
	expect((await journal.identity())?.zone).toBe(SEOUL);
});

describe('what is owed', () => {
	test('is handed out in the order of its numbers, so many events and bytes at a time', async () => {
		const { journal } = await withEvents(5);
		const few = await journal.owed(2, 1e6);
		expect(few?.events.map(({ seq }) => seq)).toEqual([1, 2]);
		expect(few).toMatchObject({ lastSeq: 5, unsent: 5 });
		const small = await journal.owed(200, 10);
		expect(small?.events).toHaveLength(1);
	});

	test('is settled by receipts, event by event, and by nothing else', async () => {
		const { journal, batch } = await withEvents(3);
		const [one, two, three] = batch.events.map(({ id }) => id);
		expect(await journal.settle(batch, receipt([one ?? null, null]), CONTACT)).toBe(1);
		expect(await journal.unsent()).toBe(2);
		expect(
			await journal.settle(batch, receipt([two ?? null, three ?? null, 'nobody’s']), CONTACT)
		).toBe(2);
		expect(await journal.unsent()).toBe(0);
	});

	test.each(['stored', 'duplicate', 'conflict', 'quarantined'] as const)(
		'«%s» settles it: the server holds it',
		async (status) => {
			const { journal, batch } = await withEvents(1);
			const results = batch.events.map(({ id }) => ({ id, status }));
			await journal.settle(batch, receipt([], { results }), CONTACT);
			expect(await journal.unsent()).toBe(0);
		}
	);

	test('is everything again when the server lives a new life', async () => {
		const { journal, batch } = await withEvents(3);
		await journal.settle(batch, receipt(batch.events.map(({ id }) => id)), CONTACT);
		const restored = '00000000-0000-4000-8000-00000000000f' as never;
		const empty = { ...batch, events: [] };
		await journal.settle(empty, receipt([], { epoch: restored }), CONTACT);
		expect(await journal.unsent()).toBe(3);
		expect((await journal.contact()).cursor).toBeNull();
		await journal.settle(
			batch,
			receipt(
				batch.events.map(({ id }) => id),
				{ epoch: restored }
			),
			CONTACT
		);
		expect(await journal.unsent()).toBe(0);
	});

	test('is what the server names as missing, although it once gave a receipt', async () => {
		const { journal, batch } = await withEvents(3);
		await journal.settle(batch, receipt(batch.events.map(({ id }) => id)), CONTACT);
		await journal.settle({ ...batch, events: [] }, receipt([], { missing: [[2, 3]] }), CONTACT);
		const again = await journal.owed(200, 1e6);
		expect(again?.events.map(({ seq }) => seq)).toEqual([2, 3]);
	});

	test('stays when the tablet is paired anew, and goes out under its old incarnation first', async () => {
		const kiosk = await withEvents(2);
		await kiosk.journal.adopt({ ...IDENTITY, incarnation: incarnation(2) });
		await kiosk.journal.apply(news(5), HEARD);
		await kiosk.scan(token(4));
		expect(await kiosk.journal.unsent()).toBe(3);
		const first = await kiosk.journal.owed(200, 1e6);
		expect(first).toMatchObject({ incarnation: incarnation(1), lastSeq: 2 });
		await kiosk.journal.settle(
			first ?? kiosk.batch,
			receipt(first?.events.map(({ id }) => id) ?? []),
			CONTACT
		);
		const second = await kiosk.journal.owed(200, 1e6);
		expect(second).toMatchObject({ incarnation: incarnation(2), lastSeq: 1 });
	});
});

test('what a center was handed is offered to no other, and once more to itself when the tablet comes back', async () => {
	const { journal, batch } = await withEvents(2);
	const other = { ...IDENTITY.center, id: '00000000-0000-4000-8000-0000000000ce' as never };
	const settle = async () =>
		journal.settle(batch, receipt(batch.events.map(({ id }) => id)), CONTACT);
	await settle();
	await journal.adopt({ ...IDENTITY, center: other, incarnation: incarnation(2) });
	await journal.adopt({ ...IDENTITY, center: other, incarnation: incarnation(3) });
	expect(await journal.unsent()).toBe(0);
	await journal.adopt({ ...IDENTITY, incarnation: incarnation(4) });
	await journal.adopt({ ...IDENTITY, incarnation: incarnation(5) });
	expect(await journal.unsent()).toBe(2);
});

test('a center that was restored is offered what it was handed, and nothing that another one was', async () => {
	const { journal, batch, scan } = await withEvents(2);
	const other = { ...IDENTITY.center, id: '00000000-0000-4000-8000-0000000000ce' as never };
	await journal.settle(batch, receipt(batch.events.map(({ id }) => id)), CONTACT);
	await journal.adopt({ ...IDENTITY, center: other, incarnation: incarnation(2) });
	await journal.apply({ ...news(5), center: other }, HEARD);
	await scan(token(4));
	const there = await journal.owed(200, 1e6);
	if (!there) throw new Error('Nothing is owed');
	await journal.settle(there, receipt(there.events.map(({ id }) => id)), CONTACT);
	const restored = '00000000-0000-4000-8000-00000000000f' as never;
	await journal.settle({ ...there, events: [] }, receipt([], { epoch: restored }), CONTACT);
	expect(await journal.allOwed()).toEqual(there.events);
});

describe('what is not owed any more', () => {
	const DAY = 24 * HOUR;
	const OTHER_EPOCH = '00000000-0000-4000-8000-00000000000f' as never;

	/** Three events that the server has, through the given number in a backup. */
	async function settled(backedUpThrough: number, changes: Partial<PushAnswer> = {}) {
		const { journal, batch } = await withEvents(3);
		const ids = batch.events.map(({ id }) => id);
		await journal.settle(batch, receipt(ids, { backedUpThrough, ...changes }), CONTACT);
		const kept = async () => {
			const rows = await Promise.all(batch.events.map(({ id }) => journal.event(id)));
			return rows.flatMap((event) => (event ? [event.seq] : []));
		};
		/** The center is heard once more, says as much as before, or otherwise, and the tablet tidies up. */
		const later = async (at: number, said: Partial<PushAnswer> = {}) => {
			const answer = receipt([], { serverTime: at, backedUpThrough, ...changes, ...said });
			await journal.settle(batch, answer, CONTACT);
			await journal.erase(at);
		};
		return { journal, batch, kept, later };
	}

	test('stays for two weeks, and goes then as far as it is in a backup', async () => {
		const { later, kept } = await settled(2);
		await later(START + 14 * DAY);
		expect(await kept()).toEqual([1, 2, 3]);
		await later(START + 14 * DAY + MINUTE);
		expect(await kept()).toEqual([3]);
	});

	test('stays for ninety days where there is no backup', async () => {
		const { later, kept } = await settled(0);
		await later(START + 90 * DAY);
		expect(await kept()).toEqual([1, 2, 3]);
		await later(START + 90 * DAY + MINUTE);
		expect(await kept()).toEqual([]);
	});

	test('that a restored server has not said again to be in a backup stays', async () => {
		const { journal, batch, kept, later } = await settled(3);
		const ids = batch.events.map(({ id }) => id);
		const again = { epoch: OTHER_EPOCH, backedUpThrough: 0 };
		await later(START + 365 * DAY, again);
		expect(await journal.unsent()).toBe(3);
		expect(await kept()).toEqual([1, 2, 3]);
		await journal.settle(batch, receipt(ids, again), CONTACT);
		await later(START + 15 * DAY, again);
		expect(await kept()).toEqual([1, 2, 3]);
		await later(START + 15 * DAY, { ...again, backedUpThrough: 1 });
		expect(await kept()).toEqual([2, 3]);
	});

	test('stays when the center takes back that it is in a backup', async () => {
		const { kept, later } = await settled(3);
		await later(START + 15 * DAY, { backedUpThrough: 0 });
		expect(await kept()).toEqual([1, 2, 3]);
	});

	test('stays when only the tablet’s own clock says that it is old', async () => {
		const { journal, kept, later } = await settled(3);
		await journal.erase(START + 1_000 * DAY);
		expect(await kept()).toEqual([1, 2, 3]);
		await later(START + 15 * DAY);
		expect(await kept()).toEqual([]);
	});

	test('and was recorded by a clock years behind has its time from the receipt on', async () => {
		const { journal } = await tablet();
		await journal.adopt(IDENTITY);
		const old = event(1, 'arrival', { at: START - 1_000 * DAY });
		await journal.witness(null, old.at, () => ({ result: null, draft: old }));
		const batch = await journal.owed(200, 1e6);
		if (!batch) throw new Error('Not paired');
		await journal.settle(batch, receipt([old.id]), CONTACT);
		await journal.settle(batch, receipt([], { serverTime: START + 89 * DAY }), CONTACT);
		await journal.erase(START + 89 * DAY);
		expect(await journal.event(old.id)).not.toBeNull();
	});

	test('is never what is owed, however old it is and whatever the server says', async () => {
		const { journal, batch } = await withEvents(2);
		const serverTime = START + 1_000 * DAY;
		const said = receipt([], { serverTime, backedUpThrough: 2, ackedThrough: 2 });
		await journal.settle(batch, said, CONTACT);
		await journal.erase(START + 1_000 * DAY);
		expect(await journal.unsent()).toBe(2);
	});

	test('leaves the next number what it was, when all of them are gone', async () => {
		const { journal, later } = await settled(3);
		await later(START + 15 * DAY);
		expect(await journal.owed(200, 1e6)).toMatchObject({ lastSeq: 3, events: [] });
	});

	test('was told in an epoch, and the most of what was told there is what is said again', async () => {
		const { journal, batch } = await settled(2, { ackedThrough: 3 });
		const overtaken = receipt([], { ackedThrough: 1, backedUpThrough: 1 });
		await journal.settle(batch, overtaken, CONTACT);
		expect(await journal.owed(200, 1e6)).toMatchObject({
			told: { epoch: IDENTITY.epoch, ackedThrough: 3, backedUpThrough: 2 }
		});
		const changed = receipt([], { epoch: OTHER_EPOCH, ackedThrough: 2 });
		await journal.settle(batch, changed, CONTACT);
		expect(await journal.owed(200, 1e6)).toMatchObject({
			told: { epoch: OTHER_EPOCH, ackedThrough: 2, backedUpThrough: 0 }
		});
	});
});

describe('what the center sends', () => {
	test('replaces the old when it is fresh, and only changes it when it is not', async () => {
		const { journal } = await withEvents(2);
		const later = entry(9, { participant: participantId(9) });
		const gone = { session: sessionId(1), participant: participantId(1) };
		await journal.apply({ ...news(0), fresh: false, roster: [later], rosterGone: [gone] }, HEARD);
		expect((await journal.counts(session().id, START)).expected).toBe(2);
		await journal.apply({ ...news(7), fresh: true }, HEARD);
		expect((await journal.counts(session().id, START)).expected).toBe(7);
		// What this tablet has seen itself is nobody else's to take away.
		expect(await journal.unsent()).toBe(2);
	});

	test('of other tablets counts as much as what was seen here, and its own is not doubled', async () => {
		const { journal, batch } = await withEvents(1);
		const there = event(7, 'arrival', {
			who: { kind: 'participant', participant: participantId(2), badge: null }
		});
		const own = batch.events as never[];
		await journal.apply({ ...news(3), fresh: false, events: [there, ...own] }, HEARD);
		expect(await journal.counts(session().id, START)).toEqual({ expected: 3, here: 2, gone: 0 });
		expect(await journal.unsent()).toBe(1);
	});

	test('a session that moved elsewhere goes with its roster, and with what others saw of it', async () => {
		const { journal } = await withEvents(1);
		const others = event(9, 'arrival', { incarnation: incarnation(9), id: eventId(9) });
		await journal.apply({ ...news(1), fresh: false, events: [others] }, HEARD);
		expect(await journal.eventsOf(session().id)).toHaveLength(2);
		await journal.apply(
			{ ...news(0), fresh: false, sessions: [], sessionsGone: [sessionId(1)] },
			HEARD
		);
		expect(await journal.today(START)).toEqual([]);
		expect((await journal.counts(session().id, START)).expected).toBe(0);
		expect(await journal.event(others.id)).toBeNull();
		expect(await journal.unsent()).toBe(1);
	});
});

describe('names', () => {
	test('are erased a day after the end, and what was recorded is not', async () => {
		const { journal } = await withEvents(2);
		const dayAfter = session().endsAt + 24 * HOUR;
		await journal.erase(dayAfter);
		expect((await journal.counts(session().id, START)).expected).toBe(2);
		await journal.erase(dayAfter + 1);
		expect((await journal.counts(session().id, START)).expected).toBe(0);
		expect(await journal.unsent()).toBe(2);
	});

	test('lie nowhere on the disk in a readable form', async () => {
		const { journal, name } = await withEvents(1);
		await journal.apply(
			news(3, () => '1.c2VhbGVk'),
			HEARD
		);
		const dump = await everything(name);
		expect(dump).toContain('1.c2VhbGVk');
		expect(dump).not.toMatch(/새봄|가온|하늘/);
		for (const n of [1, 2, 3]) expect(dump).not.toContain(token(n));
	});
});

/** All that a thief with the tablet's disk would find. */
async function everything(name: string): Promise<string> {
	const database = await new Promise<IDBDatabase>((resolve, reject) => {
		const request = indexedDB.open(name);
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
	const stores = [...database.objectStoreNames];
	const rows = await Promise.all(
		stores.map(
			(store) =>
				new Promise<unknown[]>((resolve) => {
					const request = database.transaction(store).objectStore(store).getAll();
					request.onsuccess = () => resolve(request.result);
				})
		)
	);
	database.close();
	return JSON.stringify(rows);
}
