import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { COMMENT_LETTERS_MAX, type Ballot } from '#domain/rating/ballot.ts';
import { close, openBallot, SealedBallot } from '#domain/rating/box.ts';
import { blank, common, newKeys, rating } from './ballots.ts';

const longest: Ballot = {
	...common(),
	kind: 'comment',
	text: '\u{1f41d}'.repeat(COMMENT_LETTERS_MAX / 2)
};
const reasons = ['doing', 'explaining', 'own-1', 'own-2', 'own-3', 'own-4'];

describe('a closed ballot', () => {
	test('is opened by the center’s key, and says what was put in', async () => {
		const keys = await newKeys();
		for (const ballot of [rating(5, { reasons }), rating(null), longest, blank()]) {
			expect(await openBallot(await close(ballot, keys.key), keys)).toEqual(ballot);
		}
	});

	test('by no other key, and not after a change', async () => {
		const keys = await newKeys();
		const sealed = await close(rating(3), keys.key);
		await expect(openBallot(sealed, await newKeys())).rejects.toThrow();
		const bent = sealed.slice(0, 900) + (sealed[900] === 'A' ? 'B' : 'A') + sealed.slice(901);
		await expect(openBallot(bent, keys)).rejects.toThrow();
	});

	test('is as long as any other, so that nobody sees who wrote something', async () => {
		const { key } = await newKeys();
		const closed = await Promise.all(
			[rating(1, { reasons }), rating(null), longest, blank()].map((each) => close(each, key))
		);
		expect(new Set(closed.map(({ length }) => length)).size).toBe(1);
		for (const each of closed) expect(v.is(SealedBallot, each)).toBe(true);
	});

	test('closed twice is never the same, so that equal answers do not look alike', async () => {
		const { key } = await newKeys();
		const same = rating(5);
		expect(await close(same, key)).not.toBe(await close(same, key));
	});
});
