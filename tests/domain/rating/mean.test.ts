import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clipped } from '#domain/rating/interval.ts';
import { finiteCorrection, meanOf, scoreOn100 } from '#domain/rating/mean.ts';
import { studentQuantile } from '#domain/rating/student.ts';

describe('the quantile of Student', () => {
	test.each([
		[1, 12.706205],
		[2, 4.302653],
		[5, 2.570582],
		[10, 2.228139],
		[14, 2.144787],
		[15, 2.13145],
		[19, 2.093024],
		[29, 2.04523],
		[30, 2.042272],
		[60, 2.000298],
		[120, 1.97993],
		[1_000, 1.962339],
		[30_622, 1.960042]
	])('with %i degrees of freedom is %f, as tables have it', (freedom, quantile) => {
		expect(Math.abs(studentQuantile(freedom) - quantile)).toBeLessThan(1e-6);
	});

	test('leaves 95 % of the density between its ends', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 2_000 }), (freedom) => {
				const end = Math.atan(studentQuantile(freedom) / Math.sqrt(freedom));
				const inside = area((angle) => Math.cos(angle) ** (freedom - 1), end);
				const whole = area((angle) => Math.cos(angle) ** (freedom - 1), Math.PI / 2);
				expect(inside / whole).toBeCloseTo(0.95, 9);
			}),
			{ numRuns: 60 }
		);
	});
});

describe('the mean', () => {
	test('of fourteen fives, four fours, a three and a one is 4.5, from 4.032 to 4.968', () => {
		const mean = meanOf([1, 0, 1, 4, 14]);
		expect(mean).toMatchObject({ answers: 20, mean: 4.5 });
		expect(mean?.deviation).toBeCloseTo(1, 12);
		expect(mean?.interval.low).toBeCloseTo(4.032, 3);
		expect(mean?.interval.high).toBeCloseTo(4.968, 3);
	});

	test('is given from fifteen answers on, not of fourteen', () => {
		expect(meanOf([0, 0, 0, 7, 7])).toBeNull();
		expect(meanOf([0, 0, 0, 7, 8])).toMatchObject({ answers: 15 });
	});

	test('is the same when every answer is looked at by itself', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 15 }), (answers) => {
				const distribution = [1, 2, 3, 4, 5].map(
					(value) => answers.filter((answer) => answer === value).length
				);
				const mean = answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
				const spread = answers.reduce((sum, answer) => sum + (answer - mean) ** 2, 0);
				const deviation = Math.sqrt(spread / (answers.length - 1));
				const found = meanOf(distribution);
				expect(found?.mean).toBeCloseTo(mean, 12);
				expect(found?.deviation).toBeCloseTo(deviation, 9);
				const width = (found?.interval.high ?? 0) - (found?.interval.low ?? 0);
				const errors = (2 * deviation) / Math.sqrt(answers.length);
				expect(width).toBeCloseTo(errors * studentQuantile(answers.length - 1), 9);
			})
		);
	});

	test('keeps an interval that reaches beyond the scale; only the drawing ends there', () => {
		const interval = meanOf([1, 0, 0, 0, 14])?.interval ?? { low: 0, high: 0 };
		expect(interval.high).toBeGreaterThan(5);
		expect(clipped(interval, { low: 1, high: 5 })).toEqual({ low: interval.low, high: 5 });
	});
});

test('a score on 100 is 0 for the lowest answer and 100 for the highest, whatever the scale', () => {
	expect(scoreOn100(4.5, 5)).toBe(87.5);
	expect(scoreOn100(1, 5)).toBe(0);
	expect(scoreOn100(5, 5)).toBe(100);
	expect(scoreOn100(2, 3)).toBe(50);
	expect(scoreOn100(3, 3)).toBe(100);
});

test('what only that day is about is known better, the more of those present answered', () => {
	expect(finiteCorrection(22, 25)).toBeCloseTo(0.354, 3);
	expect(finiteCorrection(25, 25)).toBe(0);
	expect(finiteCorrection(1, 2)).toBe(1);
	expect(finiteCorrection(1, 1)).toBeNull();
	expect(finiteCorrection(26, 25)).toBeNull();
});

/** Twice the area below a function from 0 to `end`, by Simpson's rule. */
function area(height: (at: number) => number, end: number): number {
	const strips = 20_000;
	const weight = (strip: number) => (strip === 0 || strip === strips ? 1 : strip % 2 ? 4 : 2);
	const width = end / strips;
	return Array.from({ length: strips + 1 }).reduce<number>(
		(sum, _, strip) => sum + (weight(strip) * height(strip * width) * 2 * width) / 3,
		0
	);
}
