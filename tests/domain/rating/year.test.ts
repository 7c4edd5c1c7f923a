import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withFlagged } from '#domain/rating/flagged.ts';
import { combined } from '#domain/rating/distribution.ts';
import { meanOf } from '#domain/rating/mean.ts';
import { topShare } from '#domain/rating/share.ts';
import { yearFigure } from '#domain/rating/year.ts';

const share = (distribution: readonly number[]) => topShare(distribution, 2)?.share ?? null;

test('a year has one figure by answers and another by sessions', () => {
	const large = [0, 0, 20, 10, 50];
	const small = [0, 0, 0, 0, 20];
	expect(yearFigure([large, small], share)).toEqual({
		perAnswer: 80 / 100,
		perSession: (0.75 + 1) / 2,
		sessions: { all: 2, counted: 2 }
	});
});

test('both are the same where all sessions are equally large', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 1 }), (hits) => {
			const sessions = hits.map((each) => [0, 0, 25 - each, each, 0]);
			const { perAnswer, perSession } = yearFigure(sessions, share);
			expect(perAnswer).toBeCloseTo(perSession ?? NaN, 12);
		})
	);
});

test('a small session counts among all answers but not as a session, nor does the one that hides it', () => {
	const sessions = [
		[0, 0, 0, 0, 4],
		[0, 0, 10, 0, 10],
		[0, 0, 0, 15, 15]
	];
	expect(yearFigure(sessions, share)).toEqual({
		perAnswer: 44 / 54,
		perSession: 1,
		sessions: { all: 3, counted: 1 }
	});
});

test('a session that has no mean is not counted in the mean of sessions', () => {
	const mean = (distribution: readonly number[]) => meanOf(distribution)?.mean ?? null;
	const sessions = [
		[0, 0, 0, 0, 14],
		[0, 0, 0, 15, 0]
	];
	expect(yearFigure(sessions, mean)).toMatchObject({
		perSession: 4,
		sessions: { all: 2, counted: 1 }
	});
});

test('where there is nothing to show there is no figure', () => {
	expect(yearFigure([], share)).toEqual({
		perAnswer: null,
		perSession: null,
		sessions: { all: 0, counted: 0 }
	});
	expect(yearFigure([[0, 0, 0, 2, 2]], share)).toMatchObject({ perAnswer: null, perSession: null });
});

test('results are given with and without what was flagged', () => {
	const flagged = [0, 0, 0, 0, 8];
	const result = withFlagged([1, 1, 2, 4, 8], flagged, 2);
	expect(result).toMatchObject({
		kind: 'both',
		all: { answers: 24, top: { hits: 20 }, mean: { answers: 24 } },
		unflagged: { answers: 16, top: { hits: 12 }, mean: { answers: 16 } }
	});
	expect(result.kind === 'both' && result.all.distribution).toEqual(
		combined([[1, 1, 2, 4, 8], flagged])
	);
});

test('four flagged answers could be told from both results, five cannot', () => {
	const unflagged = [1, 1, 2, 4, 8];
	expect(withFlagged(unflagged, [0, 0, 0, 0, 4], 2)).toMatchObject({
		kind: 'all-only',
		all: { answers: 20 }
	});
	expect(withFlagged(unflagged, [0, 0, 0, 0, 5], 2).kind).toBe('both');
	expect(withFlagged(unflagged, [0, 0, 0, 0, 0], 2)).toMatchObject({
		kind: 'none-flagged',
		all: { answers: 16 }
	});
});

test('so could four that were not flagged; and below five there is no result', () => {
	expect(withFlagged([0, 0, 0, 2, 2], [0, 0, 0, 0, 8], 2).kind).toBe('all-only');
	expect(withFlagged([0, 0, 0, 2, 2], [0, 0, 0, 0, 0], 2).kind).toBe('hidden');
});
