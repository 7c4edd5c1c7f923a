import { expect, test } from 'vitest';
import { exchanged } from '#domain/rating/exchange.ts';
import { randomFrom } from '../../random.ts';
import { blank, rating } from './ballots.ts';

const opened = [
	...Array.from({ length: 20 }, (_, n) => rating(5, { reasons: [`own-${n}`], quick: n < 3 })),
	...Array.from({ length: 4 }, (_, n) => rating(2, { reasons: [`own-${20 + n}`] })),
	blank()
].map((ballot, nth) => ({ ballot, nth }));

const said = (all: typeof opened) =>
	all.flatMap(({ ballot }) =>
		ballot.kind === 'rating' ? [[ballot.answer, ballot.reasons, ballot.quick]] : []
	);

test('what is counted stays the same: every answer, and the reasons given with it', () => {
	const after = exchanged(opened, randomFrom(1));
	expect(after.map(({ nth }) => nth)).toEqual(opened.map(({ nth }) => nth));
	expect(after.map(({ ballot }) => ballot.id)).toEqual(opened.map(({ ballot }) => ballot.id));
	expect(said(after).toSorted()).toEqual(said(opened).toSorted());
});

test('whose reasons stand beside an answer is left to chance', () => {
	const own = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
		const after = said(exchanged(opened, randomFrom(seed)));
		return said(opened).filter((line, index) => String(line) === String(after[index])).length;
	});
	// Of each group one on the average: 16 of 192 are expected.
	const all = own.reduce((sum, count) => sum + count, 0);
	expect(all).toBeGreaterThan(0);
	expect(all).toBeLessThan(40);
});
