import { combined, type Distribution } from '#domain/rating/distribution.ts';
import { telling } from '#domain/rating/telling.ts';

/** What a session would add to a total in which it is not yet counted. */
export interface Waiting {
	/** An open session never counts: its next answer could be told by looking twice. */
	readonly closed: boolean;
	readonly counts: Distribution;
}

/** Whether a published total grows. If it does, it takes up every closed session that waited. */
export type Release =
	| { readonly kind: 'grows'; readonly total: Distribution }
	| { readonly kind: 'waits'; readonly total: Distribution };

/**
 * Whether newly closed sessions may be added to a published total. Whoever has seen the total before and
 * after knows the difference, so the difference must be something that could be shown by itself: at
 * least `FEWEST` answers, and not all the same bad one. Until then the total stays as it was, and more
 * sessions join those that wait.
 *
 * Decide once, for the smallest total that is published, and let every larger one take up a session
 * together with it: a center's total that is ahead of the program's tells the difference just as well.
 *
 * @param published the total as last seen; an empty distribution if none was
 * @param waiting all sessions that are not in it
 */
export function release(published: Distribution, waiting: readonly Waiting[]): Release {
	const added = combined(waiting.filter(({ closed }) => closed).map(({ counts }) => counts));
	if (telling(added)) return { kind: 'waits', total: published };
	return { kind: 'grows', total: combined(published.length === 0 ? [added] : [published, added]) };
}
