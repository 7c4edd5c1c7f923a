// How other check-in systems behave when records are handed in, and what becomes of it here; the ids are those
// of tests/domain/peer-cases.test.ts. What they call a nonce is an event's id here, and nothing is ever forced.
import { describe, expect, test } from 'vitest';
import type { AttendanceEvent, Who } from '#domain/event.ts';
import { board } from '#server/board.ts';
import { authenticate } from '#server/devices.ts';
import { push } from '#server/sync/push.ts';
import { retireTablet } from '#server/tablet-changes.ts';
import { event, eventId, HOUR, MINUTE, START } from '../domain/people.ts';
import {
	ENGINES,
	newIncarnation,
	openCenter,
	pairDevice,
	pushOf,
	SOMEBODY,
	uuid
} from './center.ts';

const HANDED_IN = START + HOUR;

describe.each(ENGINES)('handing in as others do, on %s', (engine) => {
	/** A center, tablets at its first door, and one of its students. */
	async function opened() {
		const made = await openCenter(engine);
		const { store, center, epoch, bakery, morning } = made;
		const [student] = made.students;
		if (!student) throw new Error('Nobody there');
		const who: Who = { kind: 'participant', participant: student.id, badge: null };

		/** A tablet; `note` makes its next event, `hand` hands events in and says what became of each. */
		async function tablet(name: string) {
			const { device, credential } = await pairDevice(store, center, bakery, name);
			const incarnation = newIncarnation();
			let seq = 0;
			const note = (kind: AttendanceEvent['kind'], changes: object = {}) =>
				event((seq += 1), kind, {
					id: uuid() as never,
					incarnation,
					session: morning,
					who,
					...changes
				});
			const hand = async (...events: unknown[]) => {
				const request = pushOf(incarnation, events, { lastSeq: seq });
				const { results } = await push(store, epoch, device, request, HANDED_IN);
				return results.map(({ status }) => status);
			};
			return { device, credential, note, hand };
		}

		const kept = async () => {
			const rows = await store.reader
				.selectFrom('ledger')
				.select(['body', 'received_at'])
				.where('center_id', '=', center)
				.orderBy('position')
				.execute();
			return rows.map(({ body, received_at }) => ({
				event: JSON.parse(body) as AttendanceEvent,
				received_at
			}));
		};
		const kinds = async () => (await kept()).map((row) => row.event.kind);
		const aside = () =>
			store.reader
				.selectFrom('quarantine')
				.select(['status', 'reason', 'raw'])
				.where('center_id', '=', center)
				.execute();
		/** How the student stands on the staff's board. */
		const shown = async () => {
			const { sessions } = await board(store, center, HANDED_IN);
			const people = sessions.find(({ session }) => session.id === morning)?.people;
			return people?.find(({ person }) => person?.id === student.id);
		};
		return { ...made, tablet, kept, kinds, aside, shown };
	}

	async function withTablet() {
		const made = await opened();
		return { ...made, ...(await made.tablet('입구')) };
	}

	test('T08 · what was refused before keeps nobody from having come', async () => {
		const { note, hand, kinds, shown } = await withTablet();
		await hand(note('refusal', { cause: 'repeat' }));
		expect((await shown())?.standing).toBe('missing');
		expect(await hand(note('arrival'))).toEqual(['stored']);
		expect(await kinds()).toEqual(['refusal', 'arrival']);
		expect(await shown()).toMatchObject({ standing: 'here' });
	});

	test('T09 · what is refused after somebody came is a record of its own, and they are still here', async () => {
		const { note, hand, kinds, shown } = await withTablet();
		await hand(note('arrival'));
		expect(await hand(note('refusal', { cause: 'repeat', at: START + MINUTE }))).toEqual([
			'stored'
		]);
		expect(await kinds()).toEqual(['arrival', 'refusal']);
		expect(await shown()).toMatchObject({ standing: 'here', arrivedAt: START });
	});

	test('T10 · the same refusal handed in twice is one', async () => {
		const { note, hand, kinds } = await withTablet();
		const refusal = note('refusal', { cause: 'foreign', who: { kind: 'nobody' } });
		expect(await hand(refusal)).toEqual(['stored']);
		expect(await hand(refusal)).toEqual(['duplicate']);
		expect(await kinds()).toEqual(['refusal']);
	});

	test('T11 · a refusal without a cause, or of one nobody knows: others refuse it, we set it aside whole', async () => {
		const { note, hand, kinds, aside } = await withTablet();
		const without = note('refusal');
		const odd = note('refusal', { cause: 'weather' });
		expect(await hand(without, odd, note('arrival'))).toEqual([
			'quarantined',
			'quarantined',
			'stored'
		]);
		expect(await kinds()).toEqual(['arrival']);
		const raws = (await aside()).map(({ raw }) => JSON.parse(raw) as unknown);
		expect(raws).toHaveLength(2);
		expect(raws).toEqual(expect.arrayContaining([without, odd]));
	});

	test('T13 · a scan that is handed in later keeps its own time, to the millisecond', async () => {
		const { note, hand, kept, shown } = await withTablet();
		const at = START + 4 * MINUTE + 567;
		await hand(note('arrival', { at: at + HOUR, skew: -HOUR }));
		expect(await kept()).toMatchObject([
			{ event: { at: at + HOUR, skew: -HOUR }, received_at: HANDED_IN }
		]);
		expect(await shown()).toMatchObject({ standing: 'here', arrivedAt: at });
	});

	test('T14, T15 · of two who let the same person in, each is kept as what it is: nothing is forced', async () => {
		const { tablet, kinds, aside, shown } = await opened();
		const [one, two] = [await tablet('하나'), await tablet('둘')];
		expect(await one.hand(one.note('arrival', { at: START + MINUTE }))).toEqual(['stored']);
		expect(await two.hand(two.note('arrival', { at: START }))).toEqual(['stored']);
		expect(await kinds()).toEqual(['arrival', 'arrival']);
		expect(await aside()).toEqual([]);
		expect(await shown()).toMatchObject({ standing: 'here', arrivedAt: START });
	});

	test('T16 · who is in already, and is taken in twice by one record, has one more', async () => {
		const { tablet, kinds } = await opened();
		const [one, two] = [await tablet('하나'), await tablet('둘')];
		await one.hand(one.note('arrival'));
		const again = two.note('arrival');
		expect([await two.hand(again), await two.hand(again)]).toEqual([['stored'], ['duplicate']]);
		expect(await kinds()).toEqual(['arrival', 'arrival']);
	});

	test('T27 · an older arrival that is handed in late does not undo the leaving', async () => {
		const { tablet, shown } = await opened();
		const [one, two] = [await tablet('하나'), await tablet('둘')];
		const arrival = one.note('arrival', { at: START + 20 * MINUTE });
		await two.hand(two.note('departure', { at: START + 25 * MINUTE }));
		await one.hand(arrival);
		expect(await shown()).toMatchObject({
			standing: 'gone',
			arrivedAt: START + 20 * MINUTE,
			leftAt: START + 25 * MINUTE
		});
	});

	test('T54 · what is taken back stays in the ledger, with why, and no longer counts', async () => {
		const { note, hand, kept, shown } = await withTablet();
		const arrival = note('arrival');
		const undo = note('void', { voids: arrival.id, reason: '잘못 찍음', at: START + MINUTE });
		await hand(arrival, undo);
		expect(await kept()).toMatchObject([
			{ event: { kind: 'arrival' } },
			{ event: { kind: 'void', voids: arrival.id, reason: '잘못 찍음' } }
		]);
		expect(await shown()).toMatchObject({ standing: 'missing', arrivedAt: null });
	});

	test('T55 · taken back long after: others refuse it, here it counts, for the clock gates nothing', async () => {
		const { note, hand, shown } = await withTablet();
		const arrival = note('arrival', { at: START - 12 * HOUR });
		await hand(arrival, note('void', { voids: arrival.id, reason: '', at: HANDED_IN }));
		expect(await shown()).toMatchObject({ standing: 'missing' });
	});

	test('T56 · taken back from another tablet: others refuse it, here staff may; of nothing, nothing', async () => {
		const { tablet, shown } = await opened();
		const [one, two] = [await tablet('하나'), await tablet('둘')];
		const arrival = one.note('arrival');
		await one.hand(arrival);
		expect(await two.hand(two.note('void', { voids: eventId(77), reason: '' }))).toEqual([
			'stored'
		]);
		expect(await shown()).toMatchObject({ standing: 'here' });
		await two.hand(two.note('void', { voids: arrival.id, reason: '' }));
		expect(await shown()).toMatchObject({ standing: 'missing' });
	});

	test('T57 · taken back before either was handed in, in whatever order they come', async () => {
		const { note, hand, shown } = await withTablet();
		const arrival = note('arrival');
		const undo = note('void', { voids: arrival.id, reason: '', at: START + MINUTE });
		await hand(undo);
		await hand(arrival);
		expect(await shown()).toMatchObject({ standing: 'missing' });
	});

	test('T82 · a key is never rolled: out of service it opens nothing, and pairing anew gives another', async () => {
		const { store, center, tablet } = await opened();
		const before = await tablet('입구');
		await retireTablet(store, center, before.device.id, SOMEBODY, HANDED_IN);
		const after = await tablet('입구');
		expect(after.credential).not.toBe(before.credential);
		const kindOf = async (credential: string) =>
			(await authenticate(store.reader, credential)).kind;
		expect(await kindOf(before.credential)).toBe('revoked');
		expect(await kindOf(after.credential)).toBe('device');
	});

	test('T83 · the same batch under way several times at once is stored once, and answered each time', async () => {
		const { note, hand, kinds } = await withTablet();
		const batch = [note('arrival'), note('departure', { at: START + HOUR })];
		const answers = await Promise.all([hand(...batch), hand(...batch), hand(...batch)]);
		expect(answers.flat().sort()).toEqual([
			...new Array<string>(4).fill('duplicate'),
			...new Array<string>(2).fill('stored')
		]);
		expect(await kinds()).toEqual(['arrival', 'departure']);
	});

	test('T83 · an id that another tablet has used is no answer to this one’s, and both are kept', async () => {
		const { tablet, kinds, aside } = await opened();
		const [one, two] = [await tablet('하나'), await tablet('둘')];
		const arrival = one.note('arrival');
		await one.hand(arrival);
		expect(await two.hand(two.note('departure', { id: arrival.id }))).toEqual(['conflict']);
		expect(await kinds()).toEqual(['arrival']);
		expect(await aside()).toMatchObject([
			{ status: 'conflict', reason: 'id: taken by another event' }
		]);
	});
});
