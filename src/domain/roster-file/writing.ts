const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const HANGUL_WORDS = /^[\p{Script=Hangul}\s]+$/u;
const APOSTROPHES = /[’‘ʼ`´′]/g;

/**
 * A text as people see it: composed (NFC, because macOS takes syllables apart), without characters
 * of no width, with single spaces.
 */
export function tidy(text: string): string {
	return text.replace(INVISIBLE, '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** A text for recognising words: full-width letters made narrow (NFKC), no spaces, lower case. */
export function plain(text: string): string {
	return tidy(text).normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/**
 * What two ways to write the same name have in common: NFKC and trimmed. Spaces between Korean
 * syllables, the case of letters and the shape of an apostrophe make no other person.
 */
export function nameKey(name: string): string {
	const key = tidy(name).normalize('NFKC').replace(APOSTROPHES, "'").toUpperCase().trim();
	return HANGUL_WORDS.test(key) ? key.replace(/\s+/g, '') : key;
}
