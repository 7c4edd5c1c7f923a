import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FEWEST } from '#domain/rating/fewest.ts';
import { assign } from './assignment.ts';
import { PRODUCT } from './build.ts';
import { CLUES, HAD_TIME } from './clues.ts';
import { Crew } from './crew.ts';
import { attack, isBroken, isHeld, Z9999, type Played } from './verdict.ts';
import { WEAKENED } from './weakened.ts';

const SEED = 7;
const clues = Object.values(CLUES);
const LONG_MS = 10 * 60_000;

let crew: Crew;
beforeAll(() => void (crew = new Crew(2)));
afterAll(() => crew.close());

describe('whoever has a copy of everything', () => {
	let ratings: readonly Played[];
	let comments: readonly Played[];
	beforeAll(async () => {
		({ rating: ratings, comment: comments } = await crew.play(PRODUCT, 60, SEED));
	}, LONG_MS);

	test('says no better than by chance whose an answer is', () => {
		// The product's own dice are not seeded, so once in so often chance itself would fail a narrower interval.
		const success = attack(ratings, clues, Z9999);
		expect(success.rows).toBeGreaterThan(600);
		expect(isHeld(success)).toBe(true);
	});

	test('nor who wrote a comment, but for who had the time to before the next one came', () => {
		const others = Object.entries(CLUES).filter(([name]) => name !== HAD_TIME);
		const success = attack(
			comments,
			others.map(([, clue]) => clue),
			Z9999
		);
		expect(success.rows).toBeGreaterThan(20);
		expect(isHeld(success)).toBe(true);
	});

	test('sees at once all the answers that are opened together, and never fewer than five', () => {
		const units = ratings.flat().map(({ unit }) => unit);
		expect(units.length).toBeGreaterThan(50);
		for (const { visits, rows } of units) {
			expect(rows).toHaveLength(visits.length);
			expect(rows.length).toBeGreaterThanOrEqual(FEWEST);
			expect(new Set(rows.map(({ seen }) => seen)).size).toBe(1);
		}
	});
});

describe('without one precaution the attack succeeds', () => {
	test.each(WEAKENED)(
		'$name',
		async (build) => {
			const played = await crew.play(build, 20 * build.effort, SEED);
			expect(isBroken(attack(played[build.target], clues))).toBe(true);
		},
		LONG_MS
	);
});

describe('the best assignment', () => {
	test('is the one with the highest sum, not the one that begins best', () => {
		expect(
			assign([
				[9, 8],
				[8, 1]
			])
		).toEqual([1, 0]);
	});

	test('leaves columns over where there are more of them', () => {
		expect(
			assign([
				[0, 1, 5],
				[0, 4, 5]
			])
		).toEqual([2, 1]);
	});
});
