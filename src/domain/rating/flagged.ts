import { discloseBreakdown } from '#domain/rating/breakdown.ts';
import { answersIn, combined, type Distribution } from '#domain/rating/distribution.ts';
import { summarise, type Summary } from '#domain/rating/summary.ts';

/**
 * Results with and without answers that look as if nobody had meant them: tapped faster than anybody
 * reads, or one of many alike in a row. The tablet marks them while it still knows their order; they
 * are never left out silently.
 */
export type WithFlagged =
	| { readonly kind: 'none-flagged'; readonly all: Summary }
	| { readonly kind: 'both'; readonly all: Summary; readonly unflagged: Summary }
	/** So few are flagged, or so few are not, that one result next to the other would give them away. */
	| { readonly kind: 'all-only'; readonly all: Summary }
	| { readonly kind: 'hidden' };

/**
 * @param unflagged answers that nothing is odd about
 * @param flagged the others, on the same scale
 * @param top how many answers count as positive, from the highest down
 */
export function withFlagged(
	unflagged: Distribution,
	flagged: Distribution,
	top: number
): WithFlagged {
	const { parts, total } = discloseBreakdown([unflagged, flagged]);
	if (total.kind === 'hidden') return { kind: 'hidden' };
	const all = summarise(combined([unflagged, flagged]), top);
	if (answersIn(flagged) === 0) return { kind: 'none-flagged', all };
	if (parts.some(({ kind }) => kind === 'hidden')) return { kind: 'all-only', all };
	return { kind: 'both', all, unflagged: summarise(unflagged, top) };
}
