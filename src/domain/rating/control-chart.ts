import { clipped, type Interval } from '#domain/rating/interval.ts';
import { pooled, sideOf, type Proportion } from '#domain/rating/proportion.ts';

const SIGMAS = 3;
/** So many periods in a row on one side of the centre line are more than chance. */
export const RUN_LENGTH = 8;

/** One period on the chart. */
export interface Point extends Proportion {
	readonly share: number;
	/** Where chance alone would leave it: wide for few answers. Between 0 and 1. */
	readonly limits: Interval;
}

/** What is more than chance. An ordinary dip is none. */
export type Signal =
	| { readonly kind: 'outside'; readonly side: 'above' | 'below'; readonly at: number }
	/** `from` and `to` are the first and the last period of the run. */
	| {
			readonly kind: 'run';
			readonly side: 'above' | 'below';
			readonly from: number;
			readonly to: number;
	  };

/** A p-chart: shares over time, with what is to be expected of each. */
export interface ControlChart {
	/** The share of all periods together; null without periods. */
	readonly centre: number | null;
	readonly points: readonly Point[];
	readonly signals: readonly Signal[];
}

/**
 * A p-chart with limits at three standard deviations, p̄ ± 3·√(p̄(1−p̄)/n), n being the period's own.
 * Two rules are watched: one point outside the limits, and `RUN_LENGTH` in a row on one side of the
 * centre line (a point on the line ends a run).
 *
 * Sources: W. A. Shewhart, Economic Control of Quality of Manufactured Product (1931), for the limits;
 * Western Electric, Statistical Quality Control Handbook (1956), rules 1 and 4, for what breaks them.
 * L. S. Nelson (Journal of Quality Technology 16, 1984, 237–239) asks nine for the second.
 *
 * @param periods in order of time, only those with answers, and that may be shown
 */
export function controlChart(periods: readonly Proportion[]): ControlChart {
	const common = pooled(periods);
	if (common.answers === 0) return { centre: null, points: [], signals: [] };
	const centre = common.hits / common.answers;
	const points = periods.map((period): Point => {
		const half = SIGMAS * Math.sqrt((centre * (1 - centre)) / period.answers);
		const limits = clipped({ low: centre - half, high: centre + half }, { low: 0, high: 1 });
		return { ...period, share: period.hits / period.answers, limits };
	});
	return { centre, points, signals: [...outside(periods, common), ...runs(periods, common)] };
}

/** Compared in whole numbers, so that a point on its limit is within. */
function outside(periods: readonly Proportion[], common: Proportion): Signal[] {
	const variation = common.hits * (common.answers - common.hits);
	return periods.flatMap((period, at): Signal[] => {
		const distance = period.hits * common.answers - common.hits * period.answers;
		const side = sideOf(period, common);
		if (side === 'on' || distance ** 2 <= SIGMAS ** 2 * variation * period.answers) return [];
		return [{ kind: 'outside', side, at }];
	});
}

function runs(periods: readonly Proportion[], common: Proportion): Signal[] {
	const signals: Signal[] = [];
	const sides = periods.map((period) => sideOf(period, common));
	for (let from = 0, to = 0; from < sides.length; from = to) {
		const side = sides[from];
		while (to < sides.length && sides[to] === side) to++;
		if ((side === 'above' || side === 'below') && to - from >= RUN_LENGTH) {
			signals.push({ kind: 'run', side, from, to: to - 1 });
		}
	}
	return signals;
}
