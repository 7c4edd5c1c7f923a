import { expect, test } from 'vitest';
import { responseOf } from '#domain/rating/response.ts';

test('the response rate is of those who came', () => {
	expect(responseOf(18, 24)).toEqual({ kind: 'rate', answers: 18, present: 24, rate: 0.75 });
	expect(responseOf(0, 24)).toMatchObject({ kind: 'rate', rate: 0 });
});

test('where nobody came there is no rate', () => {
	expect(responseOf(0, 0)).toBeNull();
});

test('everybody is the most there can be, and one more is told apart', () => {
	expect(responseOf(24, 24)).toMatchObject({ kind: 'rate', rate: 1 });
	expect(responseOf(25, 24)).toEqual({ kind: 'surplus', answers: 25, present: 24 });
});
