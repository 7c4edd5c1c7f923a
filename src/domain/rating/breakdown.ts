import type { Disclosure } from '#domain/rating/disclosure.ts';
import { answersIn, combined, type Distribution } from '#domain/rating/distribution.ts';
import type { Arc } from '#domain/rating/network.ts';
import { suppress } from '#domain/rating/suppression.ts';

/** What may be seen of a breakdown and of its total. */
export interface BreakdownDisclosure {
	/** One for each part, in the same order. */
	readonly parts: readonly Disclosure[];
	readonly total: Disclosure;
}

/**
 * What may be shown of parts that are published with their total, for example a program's sessions:
 * see `suppress` for what is promised. If a single part must be hidden, the next smallest is hidden too.
 *
 * Leave out parts of which everybody knows that nothing took place. A part that is hidden here must not
 * be broken down further with everything shown: its own parts would add up to it.
 */
export function discloseBreakdown(parts: readonly Distribution[]): BreakdownDisclosure {
	const counts = combined(parts);
	const arcs = parts.map((part): Arc => ({ from: 0, to: 1, counts: part, price: answersIn(part) }));
	// The total is dearer than all parts together: it is the last thing that would be hidden.
	const total: Arc = { from: 1, to: 0, counts, price: 2 * answersIn(counts) };
	const disclosures = suppress(parts.length === 0 ? [] : [...arcs, total]);
	const of = (arc: Arc): Disclosure => disclosures.get(arc) ?? { kind: 'hidden', reason: 'few' };
	return { parts: arcs.map(of), total: of(total) };
}
