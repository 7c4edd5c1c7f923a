const CONFIDENCE = 0.95;
/** With one degree of freedom, where it is largest, the quantile is 12.706. */
const HIGHEST = 13;
/** Halving 13 that often leaves less than a millionth of a millionth. */
const HALVINGS = 44;

/**
 * How many standard errors to either side of a mean hold 95 % of a Student t distribution: its 97.5 %
 * quantile, to more than ten digits.
 *
 * @param freedom degrees of freedom, a whole number of at least 1
 */
export function studentQuantile(freedom: number): number {
	let [low, high] = [0, HIGHEST];
	for (let halving = 0; halving < HALVINGS; halving++) {
		const middle = (low + high) / 2;
		if (withinProbability(middle, freedom) < CONFIDENCE) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

/**
 * The probability of lying between −t and t. For whole degrees of freedom it is a finite sum, without
 * any special function: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.3 for
 * odd and 26.7.4 for even degrees.
 */
function withinProbability(t: number, freedom: number): number {
	const angle = Math.atan(t / Math.sqrt(freedom));
	const cosine = Math.cos(angle);
	const odd = freedom % 2;
	let term = odd ? cosine : 1;
	let sum = 0;
	for (let power = odd; power <= freedom - 2; power += 2) {
		sum += term;
		term *= (cosine ** 2 * (power + 1)) / (power + 2);
	}
	return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}
