import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
	addMonths,
	firstOf,
	Month,
	monthOf,
	weekday,
	weekly,
	weekOf,
	weeksOf
} from '#domain/calendar.ts';
import { addDays, Day } from '#domain/day.ts';

const day = (text: string) => v.parse(Day, text);
const month = (text: string) => v.parse(Month, text);
const SUNDAY = 0;

/** Any day of two centuries. */
const anyDay = fc
	.integer({ min: 0, max: 73_000 })
	.map((count) => addDays(day('1950-01-01'), count));

test('a week begins on Sunday and holds the day that was asked for', () => {
	fc.assert(
		fc.property(anyDay, (some) => {
			const week = weekOf(some);
			expect(week).toHaveLength(7);
			expect(week).toContain(some);
			expect(week.map(weekday)).toEqual([0, 1, 2, 3, 4, 5, 6]);
		})
	);
});

test('the weeks of a month hold each of its days once, without a gap', () => {
	fc.assert(
		fc.property(anyDay, (some) => {
			const days = weeksOf(monthOf(some)).flat();
			expect(days.length % 7).toBe(0);
			expect(weekday(days[0] ?? some)).toBe(SUNDAY);
			for (const [index, each] of days.entries()) {
				expect(each).toBe(addDays(days[0] ?? some, index));
			}
			const first = firstOf(monthOf(some));
			const last = addDays(firstOf(addMonths(monthOf(some), 1)), -1);
			expect(days.indexOf(first)).toBeLessThan(7);
			expect(days.length - days.indexOf(last)).toBeLessThanOrEqual(7);
			expect(days).toContain(some);
		})
	);
});

test.each([
	['2026-11', 1, '2026-12'],
	['2026-12', 1, '2027-01'],
	['2026-01', -1, '2025-12'],
	['2026-11', 0, '2026-11'],
	['2026-11', -23, '2024-12']
])('%s and %i months is %s', (from, count, to) => {
	expect(addMonths(month(from), count)).toBe(to);
});

test('every week until a day: that day itself still counts, the one it begins from does not', () => {
	expect(weekly(day('2026-11-24'), day('2026-12-08'), 10)).toEqual(['2026-12-01', '2026-12-08']);
	expect(weekly(day('2026-11-24'), day('2026-12-07'), 10)).toEqual(['2026-12-01']);
	expect(weekly(day('2026-11-24'), day('2026-11-24'), 10)).toEqual([]);
	expect(weekly(day('2026-11-24'), day('2036-11-24'), 10)).toHaveLength(10);
});
