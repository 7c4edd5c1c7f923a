import { CLOCK_OFF_MS } from '#domain/condition.ts';

/** Further than that the two clocks do not part in a moment, unless one was set or the tablet slept. */
const PARTED_MS_MAX = 2_000;
/** Half of it is the most that a clock can be told wrong by. */
const ROUND_TRIP_MS_MAX = 15_000;

/** A tablet's two clocks, read at once, in ms: the one that people set, and the one that never jumps. */
export interface Clocks {
	readonly now: number;
	readonly elapsed: number;
}

/**
 * Whether somebody set the clock between two looks. The one that never jumps stands still on some tablets
 * while they sleep: after that, only to have gone back is a proof.
 */
export function wasSet(before: Clocks, after: Clocks, slept: boolean): boolean {
	const leap = after.now - before.now - (after.elapsed - before.elapsed);
	return slept ? leap < -CLOCK_OFF_MS : Math.abs(leap) > CLOCK_OFF_MS;
}

/** Whether a clock shows a time before what it showed when the center was last heard. */
export function wentBack(now: number, heardAt: number | null): boolean {
	return heardAt !== null && now < heardAt - CLOCK_OFF_MS;
}

/**
 * What to add to a tablet's clock to get the server's, in ms: the server spoke about half-way between asking
 * and hearing. Null where nobody can say when that was: the tablet slept, its clock was set, or it took too
 * long.
 */
export function skewOf(serverTime: number, asked: Clocks, heard: Clocks): number | null {
	const byClock = heard.now - asked.now;
	const passed = heard.elapsed - asked.elapsed;
	if (Math.abs(byClock - passed) > PARTED_MS_MAX) return null;
	if (Math.max(byClock, passed) > ROUND_TRIP_MS_MAX) return null;
	return Math.round(serverTime - (asked.now + heard.now) / 2);
}
