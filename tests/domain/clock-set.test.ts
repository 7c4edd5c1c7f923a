import { expect, test } from 'vitest';
import { skewOf, wasSet, wentBack, type Clocks } from '#domain/clock-set.ts';
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

test.each<[string, Clocks, number | null]>([
	['came at once', after(0), 7_000],
	['came after a second', after(1_000), 6_500],
	['took as long as one may', after(15_000), -500],
	['took longer', after(15_001), null],
	['took longer by the clock that never jumps', after(14_000, 15_001), null],
	['came while the clock was nudged', after(3_000, 1_000), 5_500],
	['came while the clock was set forward', after(3_001, 1_000), null],
	['came while the clock was set back', after(-1_001, 1_000), null],
	['was slept through', after(10 * HOUR, 1_000), null],
	['was slept through by both clocks', after(10 * HOUR), null]
])('an answer that %s says what the clock is off by, or nothing', (_, heard, skew) => {
	expect(skewOf(START + 7_000, BEFORE, heard)).toBe(skew);
});
