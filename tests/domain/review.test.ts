import { expect, test } from 'vitest';
import {
	MANY_PEOPLE,
	monthBefore,
	monthBounds,
	monthOf,
	unusual,
	type Month
} from '#domain/review.ts';

const at = (time: string) => Date.parse(`2026-11-24T${time}:00+09:00`);
const noon = { at: at('12:00'), action: 'badges.see', people: 28 };

test('most deeds are nothing unusual', () => {
	expect(unusual(noon)).toEqual([]);
});

test('the data of many people at once is, but not on the board that shows them all day', () => {
	expect(unusual({ ...noon, people: MANY_PEOPLE })).toEqual(['many']);
	expect(unusual({ ...noon, people: MANY_PEOPLE - 1 })).toEqual([]);
	expect(unusual({ ...noon, action: 'today.see', people: 500 })).toEqual([]);
});

test.each([
	['21:59', false],
	['22:00', true],
	['00:00', true],
	['05:59', true],
	['06:00', false]
])('to look at people’s data at %s is at night: %s', (time, night) => {
	expect(unusual({ ...noon, at: at(time) }).includes('night')).toBe(night);
	expect(unusual({ ...noon, at: at(time), people: 0 })).toEqual([]);
});

test('so is whatever is taken out', () => {
	expect(unusual({ ...noon, action: 'badges.print' })).toEqual(['taken-out']);
	expect(unusual({ ...noon, action: 'trail.export', people: 0 })).toEqual(['taken-out']);
});

test('a month begins and ends at midnight in Seoul', () => {
	const { from, to } = monthBounds('2026-11' as Month);
	expect(new Date(from).toISOString()).toBe('2026-10-31T15:00:00.000Z');
	expect(new Date(to).toISOString()).toBe('2026-11-30T15:00:00.000Z');
	expect(monthOf(from)).toBe('2026-11');
	expect(monthOf(from - 1)).toBe('2026-10');
});

test('months follow each other across the turn of the year', () => {
	expect(monthBefore('2026-01' as Month)).toBe('2025-12');
	expect(monthBefore('2026-12' as Month, -1)).toBe('2027-01');
	expect(monthBefore('2026-11' as Month, 12)).toBe('2025-11');
});
