import { expect, test } from 'vitest';
import { answersIn, combined } from '#domain/rating/distribution.ts';

test('the answers of a distribution are counted over the whole scale', () => {
	expect(answersIn([1, 0, 1, 4, 14])).toBe(20);
	expect(answersIn([])).toBe(0);
});

test('sessions on one scale are taken together answer by answer', () => {
	const sessions = [
		[1, 0, 2],
		[0, 3, 4]
	];
	expect(combined(sessions)).toEqual([1, 3, 6]);
	expect(sessions[0]).toEqual([1, 0, 2]);
	expect(combined([[1, 0, 2]])).toEqual([1, 0, 2]);
	expect(combined([])).toEqual([]);
});

test('answers of small children and of older ones are never added up', () => {
	const threeFaces = [1, 0, 2];
	const fiveFaces = [0, 0, 0, 0, 5];
	expect(() => combined([threeFaces, fiveFaces])).toThrow(RangeError);
	expect(() => combined([fiveFaces, threeFaces])).toThrow(RangeError);
});
