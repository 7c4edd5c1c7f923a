const MASK = '●';
/** What people put between the digits of a number. */
const GAP = String.raw`[\s().\-‐-―−~·_/,]{0,3}`;
const digits = (count: string) => String.raw`(?:${GAP}\d){${count}}`;

/** What must not stand in a comment, each of them after wide letters have been made narrow. */
const PATTERNS: readonly RegExp[] = [
	// Mail servers take at most 64 signs before the @.
	/[\w.%+-]{1,64}\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)+/g,
	// Six digits of birth, one for century and sex, six more; the rest may be starred out.
	/(?<!\d)\d{6}\s?[-‐-―−]?\s?[1-8][\d*]{6}(?!\d)/g,
	// Mobile numbers, however the digits are grouped, also from abroad.
	new RegExp(String.raw`(?<!\d)(?:\+?82${GAP}0?|0)${GAP}1${GAP}[016-9]${digits('7,8')}(?!\d)`, 'g'),
	// Seoul, the provinces, internet, safe and free numbers.
	new RegExp(
		String.raw`(?<!\d)(?:\+?82${GAP}0?|0)(?:2|[3-6]\d|[78]0|50\d)${GAP}\d{3,4}${GAP}\d{4}(?!\d)`,
		'g'
	),
	// A number without its area code.
	/(?<!\d)\d{3,4}[-‐-―−]\d{4}(?!\d)/g,
	// Cards, fours with whatever is left, or as American Express groups them.
	new RegExp(String.raw`(?<!\d)\d{4}${GAP}\d{4}${GAP}\d{4}${GAP}\d{1,7}(?!\d)`, 'g'),
	new RegExp(String.raw`(?<!\d)3\d{3}${GAP}\d{6}${GAP}\d{5}(?!\d)`, 'g'),
	// Nothing that a student counts has nine digits; accounts and other numbers do.
	/\d{9,}/g
];

/**
 * A comment with whatever could reach or identify somebody made unreadable: telephone, resident
 * registration and card numbers, e-mail addresses. Each letter and digit becomes a ●, what separates
 * them stays, so that one still sees what kind of thing stood there. Wide digits count as digits.
 *
 * Found is what is written in figures. Numbers in words (`공일공`), disguised addresses and names
 * are not: names cannot be known here, and staff read every comment before anybody else does.
 */
export function maskComment(text: string): string {
	const letters = [...text];
	// One unit for each letter, so that a place in the one is the same place in the other.
	const narrow = letters.map(narrowed).join('');
	const masked = new Set<number>();
	for (const pattern of PATTERNS) {
		for (const { 0: found, index } of narrow.matchAll(pattern)) {
			for (let at = index; at < index + found.length; at++) masked.add(at);
		}
	}
	return letters
		.map((letter, at) => (masked.has(at) && /[\w*%+]/.test(narrow.charAt(at)) ? MASK : letter))
		.join('');
}

/** A letter as one plain unit: wide ones made narrow, what needs more than one unit made a blank symbol. */
function narrowed(letter: string): string {
	const narrow = letter.normalize('NFKC');
	return narrow.length === 1 ? narrow : '\u{FFFC}';
}
