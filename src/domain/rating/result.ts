import { responseOf, type Response } from '#domain/rating/response.ts';
import { SCALES } from '#domain/rating/scale.ts';
import { summarise, type Summary } from '#domain/rating/summary.ts';
import { together, type Asked, type Tally } from '#domain/rating/tally.ts';

/** All that is said about the answers of people who were asked alike. */
export interface Result {
	readonly asked: Asked;
	readonly summary: Summary;
	/** How many did not want to answer. */
	readonly declined: number;
	/** Null where nobody can say how many could have answered. */
	readonly response: Response | null;
	/** By how often each was given. */
	readonly reasons: readonly { readonly key: string; readonly count: number }[];
}

/**
 * What some tallies say together.
 *
 * @param present how many were there to be asked; null where that is not known, as with a link. Of those
 * who had no badge, and of adults, it never is.
 */
export function resultOf(asked: Asked, tallies: readonly Tally[], present: number | null): Result {
	const { counts, declined, reasons } = together(asked.band, tallies);
	const summary = summarise(counts, SCALES[asked.band].top);
	return {
		asked,
		summary,
		declined,
		response:
			asked.way === 'door' && present !== null ? responseOf(summary.answers, present) : null,
		reasons: Object.entries(reasons)
			.map(([key, count]) => ({ key, count }))
			.toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
	};
}
