import { dateIn } from '#domain/roster-file/date.ts';
import type { Refused } from '#domain/roster-file/vocabulary.ts';

/** Six digits of birth, a digit for century and sex, and six more; the rest may be starred out. */
const RESIDENT_NUMBER = /(?<!\d)\d{6}\s?[-–—]?\s?[1-8][\d*]{6}(?!\d)/;
const PATTERNS: readonly (readonly [Refused, RegExp])[] = [
	['email', /\S@\S+\.\S/],
	// Mobile, Seoul, the provinces, internet and safe numbers, also from abroad.
	[
		'phone',
		/(?<!\d)(?:\+?82[-.\s)]*0?|\(?0)(?:1[016-9]|2|[3-6]\d|70|50\d)[-.\s)]*\d{3,4}[-.\s]*\d{4}(?!\d)/
	],
	// The same after a spreadsheet has eaten the leading zero of 010.
	['phone', /(?<!\d)1[016-9][-.\s]?\d{3,4}[-.\s]?\d{4}(?!\d)/],
	[
		'address',
		/\s\S*(?:로|길)\s?\d|[가-힣]{2,}(?:시|도|군|구|읍|면|동|리)\s.*(?:\d{2}|\d-\d|\d[가-힣])/
	],
	// And without its area code.
	['phone', /(?<!\d)\d{3,4}[-.\s]\d{4}(?!\d)/],
	// No number of a roster is that long.
	['personal-number', /\d{7}/]
];

/** Children on a center's rosters are older; a date after this many years is no birth date. */
const YOUNGEST_YEARS = 6;

/**
 * What a cell's text is that must not be kept, whatever the header above it says; null if nothing of
 * the kind. A recent date is none: there a spreadsheet took `1-3` for one.
 *
 * @param year the present year, which tells birth dates from dates
 */
export function sensitiveIn(text: string, year: number): Refused | null {
	const narrow = text.normalize('NFKC');
	if (!/[\d@]/.test(narrow)) return null;
	if (RESIDENT_NUMBER.test(narrow)) return 'resident-number';
	const date = dateIn(narrow);
	if (date && date.year !== null && date.year <= year - YOUNGEST_YEARS) return 'birth-date';
	return PATTERNS.find(([, pattern]) => pattern.test(narrow))?.[0] ?? null;
}

/** Questions of a form are long; what is longer than that may say anything. */
const HARMLESS_LETTERS_MAX = 40;

/** A text that may be repeated to staff, for example a header: short, and nothing that counts something. */
export function harmless(text: string): string {
	return /\d{2}|@/.test(text.normalize('NFKC')) || [...text].length > HARMLESS_LETTERS_MAX
		? ''
		: text;
}
