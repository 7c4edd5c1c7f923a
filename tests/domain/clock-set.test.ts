import { expect, test } from 'vitest';
import { wasSet, wentBack, type Clocks } from '#domain/clock-set.ts';
import { HOUR, MINUTE, START } from './people.ts';

const BEFORE: Clocks = { now: START, elapsed: 60_000 };
const after = (now: number, elapsed = now): Clocks => ({
	now: BEFORE.now + now,
	elapsed: BEFORE.elapsed + elapsed
});

test.each<[string, Clocks, boolean, boolean]>([
	['a second later', after(1_000), false, false],
	['an hour later', after(HOUR), false, false],
	['nudged by a time service', after(2 * MINUTE, 0), false, false],
	['set forward', after(2 * MINUTE + 1, 0), false, true],
	['set back', after(-2 * MINUTE - 1, 0), false, true],
	['just so far back', after(-2 * MINUTE, 0), false, false],
	['after a night’s sleep', after(10 * HOUR, 1_000), true, false],
	['set back while asleep', after(-HOUR, 1_000), true, true]
])('a clock %s', (_, later, slept, set) => {
	expect(wasSet(BEFORE, later, slept)).toBe(set);
});

test('a clock that shows less than when the center was last heard has gone back', () => {
	expect(wentBack(START - 2 * MINUTE, START)).toBe(false);
	expect(wentBack(START - 2 * MINUTE - 1, START)).toBe(true);
	expect(wentBack(START, null)).toBe(false);
});
