import { answersIn, type Distribution } from '#domain/rating/distribution.ts';
import { meanOf, type Mean } from '#domain/rating/mean.ts';
import { topShare, type Share } from '#domain/rating/share.ts';

/** Everything that is said about one set of answers, the answers themselves first. */
export interface Summary {
	readonly distribution: Distribution;
	readonly answers: number;
	/** The positive answers; null where nobody answered. */
	readonly top: Share | null;
	/** Null below `MEAN_FROM` answers. */
	readonly mean: Mean | null;
}

/** @param top how many answers count as positive, from the highest down */
export function summarise(distribution: Distribution, top: number): Summary {
	return {
		distribution,
		answers: answersIn(distribution),
		top: topShare(distribution, top),
		mean: meanOf(distribution)
	};
}
