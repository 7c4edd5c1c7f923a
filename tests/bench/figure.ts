/** One measured figure, as `npm run bench` prints it: a JSON line. */
export interface Figure {
	readonly figure: string;
	readonly value: number | null;
	readonly unit: string;
	/** The same of whom we compare with, measured in the same run; null where there is nobody. */
	readonly baseline: number | null;
	/** Ours divided by theirs. */
	readonly ratio: number | null;
	readonly notes: string;
}

/** A benchmark: says its figures as soon as it has them. */
export type Bench = (dirs: readonly string[]) => AsyncIterable<Figure>;

const DIGITS = 3;

export function figure(
	name: string,
	unit: string,
	value: number | null,
	baseline: number | null,
	notes: string
): Figure {
	const ratio = value !== null && baseline ? rounded(value / baseline) : null;
	return { figure: name, value: rounded(value), unit, baseline: rounded(baseline), ratio, notes };
}

/** The smallest of the values that at least this share of them does not exceed; null if there is none. */
export function percentile(values: readonly number[], share: number): number | null {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

export function median(values: readonly number[]): number | null {
	return percentile(values, 0.5);
}

/** What is being done, for whoever waits. Figures alone go to the standard output. */
export function progress(text: string): void {
	console.error(text);
}

function rounded(value: number): number;
function rounded(value: number | null): number | null;
function rounded(value: number | null): number | null {
	if (value === null) return null;
	return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(DIGITS));
}
