/** How many of a group's answers were positive, for example of one month or one site. */
export interface Proportion {
	readonly hits: number;
	/** At least 1. */
	readonly answers: number;
}

/** All groups taken together. */
export function pooled(groups: readonly Proportion[]): Proportion {
	return {
		hits: groups.reduce((sum, { hits }) => sum + hits, 0),
		answers: groups.reduce((sum, { answers }) => sum + answers, 0)
	};
}

/** On which side of a common share a group lies; compared without dividing, so that 2 of 4 is 1 of 2. */
export function sideOf(group: Proportion, common: Proportion): 'above' | 'below' | 'on' {
	const difference = group.hits * common.answers - common.hits * group.answers;
	if (difference === 0) return 'on';
	return difference > 0 ? 'above' : 'below';
}
