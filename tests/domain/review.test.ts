import { expect, test } from 'vitest';
import type { Month } from '#domain/calendar.ts';
import { MANY_PEOPLE, monthBounds, unusual } from '#domain/review.ts';
import { SEOUL, Zone } from '#domain/zone.ts';
import * as v from 'valibot';

const at = (time: string) => Date.parse(`2026-11-24T${time}:00+09:00`);
const noon = { at: at('12:00'), action: 'badges.see', people: 28 };

test('most deeds are nothing unusual', () => {
	expect(unusual(noon, SEOUL)).toEqual([]);
});

test('the data of many people at once is, but not on the board that shows them all day', () => {
	expect(unusual({ ...noon, people: MANY_PEOPLE }, SEOUL)).toEqual(['many']);
	expect(unusual({ ...noon, people: MANY_PEOPLE - 1 }, SEOUL)).toEqual([]);
	expect(unusual({ ...noon, action: 'today.see', people: 500 }, SEOUL)).toEqual([]);
});

test.each([
	['21:59', false],
	['22:00', true],
	['00:00', true],
	['05:59', true],
	['06:00', false]
])('to look at people’s data at %s is at night: %s', (time, night) => {
	expect(unusual({ ...noon, at: at(time) }, SEOUL).includes('night')).toBe(night);
	expect(unusual({ ...noon, at: at(time), people: 0 }, SEOUL)).toEqual([]);
});

test('so is whatever is taken out', () => {
	expect(unusual({ ...noon, action: 'badges.print' }, SEOUL)).toEqual(['taken-out']);
	expect(unusual({ ...noon, action: 'trail.export', people: 0 }, SEOUL)).toEqual(['taken-out']);
});

test('a month begins and ends at midnight where the center lies', () => {
	const november = (zone: Zone) =>
		Object.values(monthBounds('2026-11' as Month, zone)).map((at) => new Date(at).toISOString());
	expect(november(SEOUL)).toEqual(['2026-10-31T15:00:00.000Z', '2026-11-30T15:00:00.000Z']);
	expect(november(v.parse(Zone, 'Asia/Ho_Chi_Minh'))).toEqual([
		'2026-10-31T17:00:00.000Z',
		'2026-11-30T17:00:00.000Z'
	]);
});
