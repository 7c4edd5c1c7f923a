/** How many of those who came also answered. */
export type Response =
	| {
			readonly kind: 'rate';
			readonly answers: number;
			readonly present: number;
			readonly rate: number;
	  }
	/** More answers than people, as happens where anybody may answer without a badge: there is no rate. */
	| { readonly kind: 'surplus'; readonly answers: number; readonly present: number };

/**
 * The response rate (응답률): answers ÷ those who arrived, never ÷ the roster, because whoever did not
 * come could not answer. Null where nobody was present. The rate lies between 0 and 1 without having
 * been cut off: more answers than people are told apart.
 */
export function responseOf(answers: number, present: number): Response | null {
	if (present === 0) return null;
	if (answers > present) return { kind: 'surplus', answers, present };
	return { kind: 'rate', answers, present, rate: answers / present };
}
