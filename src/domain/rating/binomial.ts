/**
 * Below which share chance alone rarely leaves a group of this size: the lower limit of a binomial
 * distribution, interpolated between whole numbers of hits. 0 where no number is so rare.
 *
 * With r the smallest number for which P(R ≤ r) > rare, and α = (P(R ≤ r) − rare) / P(R = r), the limit
 * is (r − α)/n. At most `rare` of groups of this size lie below it.
 *
 * Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in
 * Medicine 24 (2005), 1185–1202, appendix.
 *
 * @param share of all, from 0 to 1
 * @param answers of the group, at least 1
 * @param rare a probability, for example 0.025
 */
export function lowerLimit(share: number, answers: number, rare: number): number {
	if (share === 0 || share === 1) return share;
	const odds = share / (1 - share);
	// Kept as a logarithm: of a few thousand answers, no answer at all is too improbable for a number.
	let log = answers * Math.log1p(-share);
	let upTo = Math.exp(log);
	let hits = 0;
	while (upTo <= rare) {
		log += Math.log((odds * (answers - hits)) / (hits + 1));
		hits++;
		upTo += Math.exp(log);
	}
	return Math.max(0, (hits - (upTo - rare) / Math.exp(log)) / answers);
}

/** Above which share chance alone rarely leaves a group: the lower limit of what was not a hit. */
export function upperLimit(share: number, answers: number, rare: number): number {
	return 1 - lowerLimit(1 - share, answers, rare);
}
