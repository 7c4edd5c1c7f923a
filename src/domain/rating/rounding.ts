/**
 * Digits beyond the ones shown that are trusted. A machine's number is wrong somewhere after the
 * fifteenth, while figures made of fewer than a million answers that are no tie differ from one before
 * the eighth.
 */
const TRUSTED_DIGITS = 9;

/**
 * A figure as it is printed: rounded half up, 0.25 to 0.3. Only for the last step, nothing may be
 * computed on from it.
 *
 * Everything is done in whole numbers: 1.005 is kept by the machine as a little less, and multiplying
 * by 100 and rounding would make 1.00 of it.
 *
 * @param value from 0 to 1,000: a mean, a score or a percentage
 * @param decimals how many are shown, at most 2
 */
export function rounded(value: number, decimals: 1 | 2 = 1): number {
	const unit = 10 ** TRUSTED_DIGITS;
	const whole = Math.round(value * unit * 10 ** decimals) + unit / 2;
	return (whole - (whole % unit)) / unit / 10 ** decimals;
}
