import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { addDays, bounds, clock, Day, dayOf, momentOf, schoolYear } from '#domain/day.ts';
import { SEOUL, Zone } from '#domain/zone.ts';
import { HOUR, MINUTE, START } from './people.ts';

const zone = (name: string) => v.parse(Zone, name);
const day = (text: string) => v.parse(Day, text);
const [HANOI, BERLIN, NEW_YORK] = [
	zone('Asia/Ho_Chi_Minh'),
	zone('Europe/Berlin'),
	zone('America/New_York')
];

describe('a day in Seoul', () => {
	test.each([
		['2026-11-24T14:59:59.999Z', '2026-11-24', '23:59'],
		['2026-11-24T15:00:00.000Z', '2026-11-25', '00:00'],
		['2026-02-28T15:00:00.000Z', '2026-03-01', '00:00'],
		['2028-02-28T15:00:00.000Z', '2028-02-29', '00:00']
	])('%s is %s, %s', (moment, day, time) => {
		expect(dayOf(Date.parse(moment), SEOUL)).toBe(day);
		expect(clock(Date.parse(moment), SEOUL)).toBe(time);
	});

	test('a time on it is a moment', () => {
		expect(momentOf(day('2026-11-24'), '09:30', SEOUL)).toBe(START);
	});

	test('the school year turns on 1 March', () => {
		expect(schoolYear(day('2026-02-28'))).toBe(2025);
		expect(schoolYear(day('2026-03-01'))).toBe(2026);
	});

	test('a clock that says anything at all still shows a day', () => {
		for (const silly of [-1e18, -1, 1e15, Number.MAX_SAFE_INTEGER]) {
			const { from, to } = bounds(dayOf(silly, SEOUL), SEOUL);
			expect(to).toBeGreaterThanOrEqual(from);
		}
	});
});

test('a day that no calendar has is not a day', () => {
	for (const text of ['2026-02-29', '2026-11-31', '2026-13-01', '24. 11. 2026', '']) {
		expect(v.is(Day, text), text).toBe(false);
	}
	expect(v.is(Day, '2028-02-29')).toBe(true);
});

test('a place that no atlas has is not a zone', () => {
	for (const name of ['Asia/Pyeongchang', '', '+09:00', 'asia/seoul']) {
		expect(v.is(Zone, name), name).toBe(false);
	}
});

describe.each([SEOUL, HANOI, BERLIN, NEW_YORK])('days in %s', (zone) => {
	const shown = new Intl.DateTimeFormat('sv-SE', {
		timeZone: zone,
		dateStyle: 'short',
		timeStyle: 'short'
	});

	/** All the world's moments, and above all those around which clocks are changed. */
	const moments = fc.oneof(
		fc.integer({ min: 0, max: 4e12 }),
		fc
			.tuple(
				fc.constantFrom('2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z'),
				fc.integer({ min: -26 * HOUR, max: 26 * HOUR })
			)
			.map(([change, offset]) => Date.parse(change) + offset),
		fc.integer({ min: -26 * HOUR, max: 26 * HOUR }).map((n) => Date.parse('2026-11-01T06:00Z') + n)
	);

	test('show what the calendar of the platform shows', () => {
		fc.assert(
			fc.property(moments, (at) => {
				expect(`${dayOf(at, zone)} ${clock(at, zone)}`).toBe(shown.format(at));
			})
		);
	});

	test('begin where the one before ends, and hold the moments that are theirs', () => {
		fc.assert(
			fc.property(moments, (at) => {
				const today = dayOf(at, zone);
				const { from, to } = bounds(today, zone);
				expect(at).toBeGreaterThanOrEqual(from);
				expect(at).toBeLessThan(to);
				expect(bounds(addDays(today, 1), zone).from).toBe(to);
				expect([dayOf(from - 1, zone), dayOf(from, zone)]).toEqual([addDays(today, -1), today]);
				expect(clock(from, zone)).toBe('00:00');
			})
		);
	});

	test('have a moment for each time that their clocks show', () => {
		fc.assert(
			fc.property(moments, (at) => {
				const moment = momentOf(dayOf(at, zone), clock(at, zone), zone);
				expect(shown.format(moment)).toBe(shown.format(at));
				// Of an hour that comes twice, the first.
				expect(moment).toBeLessThanOrEqual(at);
				expect(at - moment).toBeLessThan(MINUTE + HOUR);
			})
		);
	});
});

test('a day has 23 hours when clocks are put forward, and 25 when they are put back', () => {
	const hours = (text: string) => {
		const { from, to } = bounds(day(text), BERLIN);
		return (to - from) / HOUR;
	};
	expect([hours('2026-03-28'), hours('2026-03-29'), hours('2026-10-25')]).toEqual([24, 23, 25]);
});

test('a time that is skipped is taken for as much later, one that comes twice for the first', () => {
	expect(clock(momentOf(day('2026-03-29'), '02:30', BERLIN), BERLIN)).toBe('03:30');
	expect(momentOf(day('2026-10-25'), '02:30', BERLIN)).toBe(Date.parse('2026-10-25T02:30+02:00'));
});
