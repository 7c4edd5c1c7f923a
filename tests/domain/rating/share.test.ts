import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { topShare, wilson, Z_95 } from '#domain/rating/share.ts';

describe('the interval of a share', () => {
	test.each([
		{ hits: 18, answers: 20, low: 0.699, high: 0.9721 },
		{ hits: 27, answers: 30, low: 0.7438, high: 0.9654 },
		{ hits: 95, answers: 100, low: 0.8882, high: 0.9785 },
		{ hits: 285, answers: 300, low: 0.9192, high: 0.9695 },
		{ hits: 9, answers: 10, low: 0.5958, high: 0.9821 },
		{ hits: 3, answers: 5, low: 0.2307, high: 0.8824 },
		{ hits: 0, answers: 5, low: 0, high: 0.4345 },
		{ hits: 5, answers: 5, low: 0.5655, high: 1 }
	])('of $hits of $answers is $low to $high', ({ hits, answers, low, high }) => {
		const interval = wilson(hits, answers);
		expect(interval.low).toBeCloseTo(low, 4);
		expect(interval.high).toBeCloseTo(high, 4);
	});

	test('ends exactly at nobody and at everybody', () => {
		expect(wilson(0, 7).low).toBe(0);
		expect(wilson(7, 7).high).toBe(1);
	});

	test('ends where the score test just does not contradict the answers', () => {
		fc.assert(
			fc.property(partOf(5_000), ({ hits, answers }) => {
				const { low, high } = wilson(hits, answers);
				const share = hits / answers;
				if (hits > 0) expect(low).toBeCloseTo(contradicted(hits, answers, share, 0), 9);
				if (hits < answers) expect(high).toBeCloseTo(contradicted(hits, answers, share, 1), 9);
			})
		);
	});

	test('of the satisfied mirrors the one of the others', () => {
		fc.assert(
			fc.property(partOf(5_000), ({ hits, answers }) => {
				const mirrored = wilson(answers - hits, answers);
				expect(wilson(hits, answers).low).toBeCloseTo(1 - mirrored.high, 12);
			})
		);
	});
});

test('the positive answers on five points are the two highest', () => {
	expect(topShare([1, 0, 1, 4, 14], 2)).toMatchObject({ hits: 18, answers: 20, share: 0.9 });
});

test('on three points only the highest is positive, if the center says so', () => {
	expect(topShare([1, 4, 15], 1)).toMatchObject({ hits: 15, answers: 20, share: 0.75 });
});

test('where nobody answered there is no share', () => {
	expect(topShare([0, 0, 0, 0, 0], 2)).toBeNull();
	expect(topShare([1, 0, 0, 0, 0], 2)).toMatchObject({ share: 0 });
});

function partOf(most: number) {
	return fc
		.integer({ min: 1, max: most })
		.chain((answers) =>
			fc.record({ answers: fc.constant(answers), hits: fc.integer({ min: 0, max: answers }) })
		);
}

/**
 * Where between a share that the answers support and an end that they do not they begin to contradict:
 * (p̂ − p)² = z²·p(1−p)/n, solved by halving.
 */
function contradicted(hits: number, answers: number, share: number, end: number): number {
	let [supported, refused] = [share, end];
	for (let halving = 0; halving < 80; halving++) {
		const middle = (supported + refused) / 2;
		const distance = (hits / answers - middle) ** 2;
		if (distance <= (Z_95 ** 2 * middle * (1 - middle)) / answers) supported = middle;
		else refused = middle;
	}
	return supported;
}
