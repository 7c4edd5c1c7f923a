/** Between which two values a figure lies, with the confidence that its maker names; both ends belong to it. */
export interface Interval {
	readonly low: number;
	readonly high: number;
}

/** Whether two intervals have a value in common. */
export function overlap(one: Interval, other: Interval): boolean {
	return one.low <= other.high && other.low <= one.high;
}

/** An interval as it is drawn on an axis that ends; the figure itself keeps the whole one. */
export function clipped(interval: Interval, axis: Interval): Interval {
	const within = (value: number) => Math.min(Math.max(value, axis.low), axis.high);
	return { low: within(interval.low), high: within(interval.high) };
}
