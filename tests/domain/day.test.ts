import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bounds, clock, dayOf, momentOf, schoolYear, type Day } from '#domain/day.ts';
import { START } from './people.ts';

describe('a day in Seoul', () => {
	test.each([
		['2026-11-24T14:59:59.999Z', '2026-11-24', '23:59'],
		['2026-11-24T15:00:00.000Z', '2026-11-25', '00:00'],
		['2026-02-28T15:00:00.000Z', '2026-03-01', '00:00'],
		['2028-02-28T15:00:00.000Z', '2028-02-29', '00:00']
	])('%s is %s, %s', (moment, day, time) => {
		expect(dayOf(Date.parse(moment))).toBe(day);
		expect(clock(Date.parse(moment))).toBe(time);
	});

	test('begins at its midnight and ends where the next begins', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
				const { from, to } = bounds(dayOf(at));
				expect(at).toBeGreaterThanOrEqual(from);
				expect(at).toBeLessThan(to);
				expect(dayOf(to)).not.toBe(dayOf(to - 1));
				expect(clock(from)).toBe('00:00');
			})
		);
	});

	test('a time on it is a moment', () => {
		expect(momentOf('2026-11-24' as Day, '09:30')).toBe(START);
	});

	test('the school year turns on 1 March', () => {
		expect(schoolYear('2026-02-28' as Day)).toBe(2025);
		expect(schoolYear('2026-03-01' as Day)).toBe(2026);
	});
});
