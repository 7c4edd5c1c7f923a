import type { Result } from '#domain/rating/result.ts';

/** What about a session's answers somebody should look into. */
export const CONCERNS = [
	/** So few are positive that chance does not explain it. */
	'unhappy',
	/** So few of those present answered that the others may think otherwise. */
	'silent'
] as const;
export type Concern = (typeof CONCERNS)[number];

/** At least so many of those present should answer. */
export const RESPONSE_MIN = 0.6;

/** What positive share a center wants at least, unless it says otherwise. */
export const POSITIVE_MIN_PERCENT = 70;

/**
 * What is of concern about a session's results. Its positive share is, when even the upper end of the
 * interval lies below what the center wants: a low share of few answers alone is no news.
 *
 * @param positiveMin from 0 to 1
 */
export function concernsOf({ summary, response }: Result, positiveMin: number): Concern[] {
	const unhappy = summary.top !== null && summary.top.interval.high < positiveMin;
	const silent = response?.kind === 'rate' && response.rate < RESPONSE_MIN;
	return CONCERNS.filter((concern) => (concern === 'unhappy' ? unhappy : silent));
}
