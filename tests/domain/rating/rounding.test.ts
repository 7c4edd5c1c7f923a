import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scoreOn100 } from '#domain/rating/mean.ts';
import { rounded } from '#domain/rating/rounding.ts';

test.each([
	[0.05, 0.1],
	[0.15, 0.2],
	[0.25, 0.3],
	[1.45, 1.5],
	[8.35, 8.4],
	[87.5, 87.5],
	[69.899, 69.9],
	[97.249_999, 97.2],
	[97.25, 97.3],
	[99.949, 99.9],
	[99.95, 100],
	[0, 0],
	[100, 100]
])('%f is printed as %f', (value, printed) => {
	expect(rounded(value)).toBe(printed);
});

test('a tie that the machine keeps as a little less still goes up', () => {
	expect(1.005 * 100).toBeLessThan(100.5);
	expect(rounded(1.005, 2)).toBe(1.01);
	expect(rounded(4.495, 2)).toBe(4.5);
});

test('every percentage and every score is rounded as by hand, with whole numbers only', () => {
	const parts = fc
		.integer({ min: 1, max: 40_000 })
		.chain((of) => fc.record({ of: fc.constant(of), part: fc.integer({ min: 0, max: of }) }));
	fc.assert(
		fc.property(parts, fc.constantFrom(3, 5), ({ part, of }, points) => {
			expect(rounded((part / of) * 100)).toBe(byHand(part * 100, of));
			const sum = of + part * (points - 1);
			expect(rounded(scoreOn100(sum / of, points))).toBe(byHand(part * 100, of));
		})
	);
});

test('ties are found among them', () => {
	expect(rounded((1 / 16) * 100)).toBe(byHand(100, 16));
	expect(rounded((1 / 2_000) * 100)).toBe(0.1);
	expect(rounded((1_143 / 2_000) * 100)).toBe(57.2);
});

/** Half up to one decimal, in whole numbers of any size. */
function byHand(numerator: number, denominator: number): number {
	const tenths = (20n * BigInt(numerator) + BigInt(denominator)) / (2n * BigInt(denominator));
	return Number(tenths) / 10;
}
