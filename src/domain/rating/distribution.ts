/**
 * How often each answer of a scale was given, lowest answer first: `[1, 0, 1, 4, 14]` is one «very
 * dissatisfied» and fourteen «very satisfied». Whole numbers, none negative. This is all that any
 * figure about ratings is computed from, so none of them can know who answered, where, or when.
 */
export type Distribution = readonly number[];

/** How many answered. */
export function answersIn(distribution: Distribution): number {
	return distribution.reduce((sum, count) => sum + count, 0);
}

/**
 * All answers of several distributions taken together; of none, an empty one.
 *
 * @throws RangeError for answers on scales of different lengths: they mean different things
 */
export function combined(distributions: readonly Distribution[]): Distribution {
	const [first = [], ...others] = distributions;
	return others.reduce((sum, next) => {
		if (next.length !== sum.length) {
			throw new RangeError(`A scale of ${sum.length} cannot be added to one of ${next.length}`);
		}
		return sum.map((count, answer) => count + (next[answer] ?? 0));
	}, first);
}
