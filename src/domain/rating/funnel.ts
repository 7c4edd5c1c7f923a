import { lowerLimit, upperLimit } from '#domain/rating/binomial.ts';
import { overlap, type Interval } from '#domain/rating/interval.ts';
import { pooled, sideOf, type Proportion } from '#domain/rating/proportion.ts';
import type { Share } from '#domain/rating/share.ts';

/** Whether a share is really another. `indistinct` (구분 불가) is what most are. */
export type Verdict = 'indistinct' | 'above' | 'below';

/** One site on the plot. */
export interface Place extends Proportion {
	readonly share: number;
	/** Between which 95 % of sites of this size lie by chance alone: one in twenty does not. */
	readonly warning: Interval;
	/** The same for 99.8 %: one in five hundred does not. The verdict goes by these. */
	readonly alarm: Interval;
	readonly verdict: Verdict;
}

/** What a funnel plot shows: no order of sites, only which are not like the others. */
export interface Funnel {
	/** The share of all sites together; null without sites. */
	readonly pooled: number | null;
	/** In the order given. */
	readonly places: readonly Place[];
}

const WARNING_TAIL = 0.025;
const ALARM_TAIL = 0.001;

/**
 * Holds sites against what all have in common, with limits from the binomial distribution itself: the
 * usual ± z·√(p(1−p)/n) accuses small sites where nearly everybody is satisfied. The verdict takes the
 * wide limits, because among dozens of sites some cross the narrow ones without a reason. On a limit is
 * within.
 *
 * Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in
 * Medicine 24 (2005), 1185–1202. The upper limit mirrors the lower one, where the paper rounds up on
 * both sides: so neither is crossed by chance more often than it says.
 *
 * @param sites only those with answers, and that may be shown
 */
export function funnel(sites: readonly Proportion[]): Funnel {
	const all = pooled(sites);
	if (all.answers === 0) return { pooled: null, places: [] };
	const common = all.hits / all.answers;
	const within = (answers: number, tail: number): Interval => ({
		low: lowerLimit(common, answers, tail),
		high: upperLimit(common, answers, tail)
	});
	const places = sites.map((site): Place => {
		const share = site.hits / site.answers;
		const alarm = within(site.answers, ALARM_TAIL);
		const apart = share < alarm.low || share > alarm.high;
		const side = sideOf(site, all);
		const verdict = apart && side !== 'on' ? side : 'indistinct';
		return { ...site, share, warning: within(site.answers, WARNING_TAIL), alarm, verdict };
	});
	return { pooled: common, places };
}

/**
 * How one share stands to another: `indistinct` as long as their intervals overlap. That is stricter
 * than a test of the difference, and right for screens on which many pairs are looked at (N. Schenker
 * and J. F. Gentleman, The American Statistician 55, 2001, 182–186).
 */
export function compare(one: Share, other: Share): Verdict {
	if (overlap(one.interval, other.interval)) return 'indistinct';
	return one.share > other.share ? 'above' : 'below';
}
