import { CLOCK_OFF_MS } from '#domain/condition.ts';

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
