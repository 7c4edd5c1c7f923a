import { answersIn, type Distribution } from '#domain/rating/distribution.ts';
import type { Interval } from '#domain/rating/interval.ts';

/** How many standard deviations to either side hold 95 % of a normal distribution. */
export const Z_95 = 1.959964;

/** A part of the answers, for example the positive ones (긍정응답률). */
export interface Share {
	readonly hits: number;
	readonly answers: number;
	/** `hits / answers`, from 0 to 1. */
	readonly share: number;
	/** With 95 % confidence. */
	readonly interval: Interval;
}

/**
 * The share of the highest answers: of the two highest on a scale of five. Null where nobody answered.
 *
 * @param top how many answers count, from the highest down
 */
export function topShare(distribution: Distribution, top: number): Share | null {
	const answers = answersIn(distribution);
	if (answers === 0) return null;
	const hits = answersIn(distribution.slice(Math.max(0, distribution.length - top)));
	return { hits, answers, share: hits / answers, interval: wilson(hits, answers) };
}

/**
 * The 95 % score interval of a share: every true share that `hits` of `answers` would not contradict.
 * It stays between 0 and 1 and is wide for few answers, where the textbook's p ± z·√(p(1−p)/n) has no
 * width at all once everybody agrees. With p = hits/n, z = 1.959964:
 * (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n).
 *
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
 * Journal of the American Statistical Association 22 (1927), 209–212.
 *
 * @param hits from 0 to `answers`
 * @param answers at least 1
 */
export function wilson(hits: number, answers: number): Interval {
	const share = hits / answers;
	const weight = Z_95 ** 2 / answers;
	const centre = share + weight / 2;
	const half = Z_95 * Math.sqrt((share * (1 - share)) / answers + weight / (4 * answers));
	// At the ends the formula gives exactly 0 and 1; the machine's numbers would miss them by a hair.
	return {
		low: hits === 0 ? 0 : (centre - half) / (1 + weight),
		high: hits === answers ? 1 : (centre + half) / (1 + weight)
	};
}
