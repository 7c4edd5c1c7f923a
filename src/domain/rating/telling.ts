import { answersIn, type Distribution } from '#domain/rating/distribution.ts';
import { FEWEST } from '#domain/rating/fewest.ts';

/** Why answers must not be shown: they would say of somebody what they answered. */
export type Telling = 'few' | 'unanimous';

/**
 * Why a distribution must not be shown, null where it may. `few` is fewer than `FEWEST` answers, none at
 * all included. `unanimous` is the same bad answer from everybody, however many: whoever knows that
 * somebody was there would know what they said. Bad is below the middle of the scale, so that the
 * lowest answer always is.
 */
export function telling(distribution: Distribution): Telling | null {
	const answers = answersIn(distribution);
	if (answers < FEWEST) return 'few';
	const only = distribution.indexOf(answers);
	return only !== -1 && only < (distribution.length - 1) / 2 ? 'unanimous' : null;
}
