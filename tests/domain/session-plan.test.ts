import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { doubtsOf, SessionDetails, slotOf, suggestedHours, Time } from '#domain/session-plan.ts';
import { Day } from '#domain/day.ts';
import { SEOUL, Zone } from '#domain/zone.ts';
import { HOUR, MINUTE, session, sessionId, siteId, START } from './people.ts';

const NOBODY = { enrolled: 0, capacity: null, came: 0 };
const TYPED = {
	program: '99999999-0000-4000-8000-000000000001',
	site: siteId(1),
	day: '2026-11-24',
	start: '09:30',
	end: '11:30',
	capacity: '30',
	openBefore: '60',
	grace: '10',
	stay: '10',
	note: '  앞치마를 가져와요 '
};

describe('a session as it is typed', () => {
	test('is read with its numbers', () => {
		expect(v.parse(SessionDetails, TYPED)).toMatchObject({
			capacity: 30,
			grace: 10,
			note: '앞치마를 가져와요'
		});
		expect(v.parse(SessionDetails, { ...TYPED, capacity: '' }).capacity).toBeNull();
	});

	test.each([
		['day', '2026-11-31'],
		['start', '9:30'],
		['start', '24:00'],
		['capacity', '0'],
		['capacity', '많이'],
		['grace', '-1'],
		['grace', ''],
		['stay', '601'],
		['note', 'ㅁ'.repeat(501)]
	])('a %s of «%s» is a problem of this field', (field, value) => {
		const read = v.safeParse(SessionDetails, { ...TYPED, [field]: value });
		expect(read.issues?.map(({ path }) => path?.[0]?.key)).toEqual([field]);
	});
});

describe('when it lies', () => {
	const times = (start: string, end: string, zone = SEOUL) =>
		slotOf(
			{
				site: siteId(1),
				day: v.parse(Day, '2026-11-24'),
				start: v.parse(Time, start),
				end: v.parse(Time, end)
			},
			zone
		);

	test('follows from the clock where the center is', () => {
		expect(times('09:30', '11:30')).toMatchObject({ startsAt: START, endsAt: START + 2 * HOUR });
		const hanoi = v.parse(Zone, 'Asia/Ho_Chi_Minh');
		expect(times('07:30', '09:30', hanoi)).toMatchObject({ startsAt: START });
	});

	test('it must end after it has begun', () => {
		expect(times('09:30', '09:31')).not.toBeNull();
		expect(times('09:30', '09:30')).toBeNull();
		expect(times('09:30', '08:00')).toBeNull();
	});
});

describe('the hours that a form suggests', () => {
	const on = (day: string, now: number) => suggestedHours(v.parse(Day, day), now, SEOUL);
	const usual = { start: '09:30', end: '11:30' };

	test('are the usual ones as long as they have not begun', () => {
		expect(on('2026-11-24', START - MINUTE)).toEqual(usual);
		expect(on('2026-11-25', START + 10 * HOUR)).toEqual(usual);
	});

	test('are the next ones of a day on which the usual ones have begun', () => {
		expect(on('2026-11-24', START)).toEqual({ start: '10:00', end: '12:00' });
		expect(on('2026-11-24', START + 11 * HOUR)).toEqual({ start: '21:00', end: '23:00' });
	});

	test('are the usual ones again when the day has none left', () => {
		expect(on('2026-11-24', START + 12 * HOUR)).toEqual(usual);
	});
});

describe('what is doubtful', () => {
	const slot = session();
	const doubts = (other: Parameters<typeof session>[0], now = START - HOUR) =>
		doubtsOf(slot, [session({ id: sessionId(2), ...other })], NOBODY, now).map(({ kind }) => kind);

	test('two at the same site at the same time, by a minute', () => {
		const minute = { startsAt: slot.endsAt - MINUTE, endsAt: slot.endsAt + HOUR };
		expect(doubts(minute)).toEqual(['clash']);
		expect(doubts({ ...minute, startsAt: slot.endsAt })).toEqual([]);
		expect(doubts({ startsAt: slot.startsAt - HOUR, endsAt: slot.startsAt })).toEqual([]);
		expect(doubts({ ...minute, site: siteId(2) })).toEqual([]);
		expect(doubts({ ...minute, cancelled: true })).toEqual([]);
	});

	test('a day that has passed without anybody', () => {
		expect(doubtsOf(slot, [], NOBODY, slot.endsAt - 1)).toEqual([]);
		expect(doubtsOf(slot, [], NOBODY, slot.endsAt)).toEqual([{ kind: 'past' }]);
		expect(doubtsOf(slot, [], { ...NOBODY, came: 1 }, slot.endsAt)).toEqual([]);
	});

	test('more people than there is room for', () => {
		const crowd = (enrolled: number, capacity: number | null) =>
			doubtsOf(slot, [], { enrolled, capacity, came: 0 }, START);
		expect(crowd(30, 30)).toEqual([]);
		expect(crowd(31, 30)).toEqual([{ kind: 'crowded', over: 1 }]);
		expect(crowd(31, null)).toEqual([]);
	});
});
