import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { Day } from '#domain/day.ts';
import { readQuery } from '#domain/query.ts';

const TODAY = v.parse(Day, '2026-11-24');
const read = (text: string, today = TODAY) => readQuery(text, today);

describe('a day', () => {
	test.each([
		['11/24', '2026-11-24'],
		['11월 24일', '2026-11-24'],
		['11월24일', '2026-11-24'],
		['2026-11-24', '2026-11-24'],
		['2025.3.2', '2025-03-02'],
		['2025년 3월 2일', '2025-03-02'],
		['1/5', '2027-01-05'],
		['6/1', '2026-06-01'],
		['２/１', '2027-02-01']
	])('%s is %s', (text, day) => {
		expect(read(text)).toEqual({ day, group: null, words: [] });
	});

	test('of no year is the nearest, over the turn of the year as well', () => {
		const newYear = v.parse(Day, '2026-01-02');
		expect(read('12/30', newYear).day).toBe('2025-12-30');
		expect(read('1/3', newYear).day).toBe('2026-01-03');
	});

	test('that no calendar has is none, and 29 February is where there is one', () => {
		expect(read('2/30').day).toBeNull();
		expect(read('13/1').day).toBeNull();
		expect(read('2/29').day).toBeNull();
		expect(read('2/29', v.parse(Day, '2027-11-24')).day).toBe('2028-02-29');
	});
});

test.each([
	['1-3', 1, 3],
	['1학년 3반', 1, 3],
	['3학년12반', 3, 12],
	['6 - 11', 6, 11]
])('%s is a class', (text, grade, classNo) => {
	expect(read(text)).toEqual({ day: null, group: { grade, classNo }, words: [] });
});

test('words are what is left, folded', () => {
	expect(read('별솔  1-3 김새봄')).toEqual({
		day: null,
		group: { grade: 1, classNo: 3 },
		words: ['별솔', '김새봄']
	});
	expect(read('11/24 빵집')).toMatchObject({ day: '2026-11-24', words: ['빵집'] });
	expect(read('ㄱㅂ').words).toEqual(['ㄱㅂ']);
	expect(read('   ').words).toEqual([]);
	expect(read('010-1234-5678').group).toBeNull();
});
