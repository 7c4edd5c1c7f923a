import { describe, expect, test } from 'vitest';
import { release } from '#domain/rating/release.ts';
import { telling } from '#domain/rating/telling.ts';

describe('what must not be shown by itself', () => {
	test('is fewer than five answers', () => {
		expect(telling([0, 0, 0, 2, 2])).toBe('few');
		expect(telling([0, 0, 0, 2, 3])).toBeNull();
		expect(telling([0, 0, 0, 0, 0])).toBe('few');
	});

	test('is the same bad answer from everybody, however many', () => {
		expect(telling([5, 0, 0, 0, 0])).toBe('unanimous');
		expect(telling([300, 0, 0, 0, 0])).toBe('unanimous');
		expect(telling([0, 6, 0, 0, 0])).toBe('unanimous');
		expect(telling([6, 0, 0])).toBe('unanimous');
	});

	test('is not what one other person answered differently', () => {
		expect(telling([5, 1, 0, 0, 0])).toBeNull();
		expect(telling([299, 0, 0, 0, 1])).toBeNull();
	});

	test('is not agreement from the middle of the scale up', () => {
		expect(telling([0, 0, 6, 0, 0])).toBeNull();
		expect(telling([0, 0, 0, 0, 6])).toBeNull();
		expect(telling([0, 6, 0])).toBeNull();
	});
});

describe('a published total', () => {
	const published = [0, 1, 2, 10, 20];
	const session = (closed: boolean, counts: readonly number[]) => ({ closed, counts });

	test('takes up a closed session of five answers, but waits with one of four', () => {
		expect(release(published, [session(true, [0, 0, 1, 2, 2])])).toEqual({
			kind: 'grows',
			total: [0, 1, 3, 12, 22]
		});
		expect(release(published, [session(true, [0, 0, 0, 2, 2])])).toEqual({
			kind: 'waits',
			total: published
		});
	});

	test('takes up small sessions once they are five answers together', () => {
		const small = [session(true, [0, 0, 0, 1, 2]), session(true, [0, 0, 0, 1, 1])];
		expect(release(published, small)).toMatchObject({ kind: 'grows', total: [0, 1, 2, 12, 23] });
		expect(release(published, small.slice(1))).toMatchObject({ kind: 'waits' });
	});

	test('never counts a session that is still open', () => {
		const open = session(false, [0, 0, 0, 10, 10]);
		expect(release(published, [open])).toMatchObject({ kind: 'waits', total: published });
		expect(release(published, [open, session(true, [0, 0, 0, 0, 5])])).toMatchObject({
			kind: 'grows',
			total: [0, 1, 2, 10, 25]
		});
	});

	test('waits with a session in which everybody gave the same bad answer', () => {
		const unhappy = session(true, [9, 0, 0, 0, 0]);
		expect(release(published, [unhappy])).toMatchObject({ kind: 'waits' });
		expect(release(published, [unhappy, session(true, [0, 0, 0, 1, 0])])).toMatchObject({
			kind: 'grows'
		});
	});

	test('begins with the first sessions that may be shown together', () => {
		expect(release([], [])).toEqual({ kind: 'waits', total: [] });
		expect(release([], [session(true, [0, 0, 0, 1, 4])])).toEqual({
			kind: 'grows',
			total: [0, 0, 0, 1, 4]
		});
	});
});
