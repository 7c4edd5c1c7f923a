/** Sooner than this after the question nobody has read it. */
export const QUICK_MS = 300;

/** So many alike in a row may be a hand that lies on the glass. */
export const ALIKE_MIN = 8;

/** What was answered last on a tablet, how often in a row. */
export interface Series {
	readonly answer: number | null;
	readonly length: number;
}

export const NO_SERIES: Series = { answer: null, length: 0 };

/** The series after one more answer; null (no answer) ends it. */
export function after(series: Series, answer: number | null): Series {
	if (answer === null) return NO_SERIES;
	return { answer, length: series.answer === answer ? series.length + 1 : 1 };
}

/** How many answers the last one makes suspicious: all of the series at once, then each one more. */
export function suspicious({ length }: Series): number {
	if (length < ALIKE_MIN) return 0;
	return length === ALIKE_MIN ? ALIKE_MIN : 1;
}
