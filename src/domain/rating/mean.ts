import { answersIn, type Distribution } from '#domain/rating/distribution.ts';
import type { Interval } from '#domain/rating/interval.ts';
import { studentQuantile } from '#domain/rating/student.ts';

/** With fewer answers a mean says less than the answers themselves, and is not given. */
export const MEAN_FROM = 15;

/** The mean of the answers, the lowest counting as 1. */
export interface Mean {
	readonly answers: number;
	readonly mean: number;
	/** The standard deviation of the answers, estimated with n − 1. */
	readonly deviation: number;
	/** With 95 % confidence. May reach beyond the scale: it is cut off only where it is drawn. */
	readonly interval: Interval;
}

/**
 * The mean of the answers with Student's t-interval; null below `MEAN_FROM` answers.
 *
 * The interval is about the program, of which the day's answers are a sample. For what a single day's
 * people thought see `finiteCorrection`.
 *
 * Source: Student, The probable error of a mean, Biometrika 6 (1908), 1–25.
 */
export function meanOf(distribution: Distribution): Mean | null {
	const answers = answersIn(distribution);
	if (answers < MEAN_FROM) return null;
	const sum = distribution.reduce((total, count, answer) => total + count * (answer + 1), 0);
	const squares = distribution.reduce(
		(total, count, answer) => total + count * (answer + 1) ** 2,
		0
	);
	// All whole numbers up to the division, so that nothing is lost by subtracting nearly equal ones.
	const variance = (answers * squares - sum ** 2) / (answers * (answers - 1));
	const deviation = Math.sqrt(variance);
	const half = studentQuantile(answers - 1) * Math.sqrt(variance / answers);
	const mean = sum / answers;
	return { answers, mean, deviation, interval: { low: mean - half, high: mean + half } };
}

/**
 * A mean from 1 to `points` as a score from 0 to 100 (100점 환산점수).
 *
 * @param points how many answers the scale has, at least 2
 */
export function scoreOn100(mean: number, points: number): number {
	return ((mean - 1) / (points - 1)) * 100;
}

/**
 * By what to multiply the width of an interval that is to speak only of those present that day, most of
 * whom answered: √((N − n)/(N − 1)), 0 where all did. Null where it does not apply: with nobody, or only
 * one, present, or with more answers than people. Say beside a figure which of the two it is.
 *
 * Source: W. G. Cochran, Sampling Techniques, 3rd edition (1977), chapter 2.
 */
export function finiteCorrection(answers: number, present: number): number | null {
	if (present < 2 || answers > present) return null;
	return Math.sqrt((present - answers) / (present - 1));
}
