const SYLLABLES_FROM = 0xac00;
const SYLLABLES_TO = 0xd7a3;
const SYLLABLES_PER_INITIAL = 588;
/** In the order of Unicode's syllables, as a keyboard writes them. */
const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
/** The same letters in the form that decomposition gives. */
const CONJOINING_FROM = 0x1100;

/** The initial consonants of a text's syllables, as people type them to find a name: 김새봄 → ㄱㅅㅂ. */
export function initials(text: string): string {
	return [...text.normalize('NFC')]
		.map((letter) => letter.codePointAt(0) ?? 0)
		.filter((code) => code >= SYLLABLES_FROM && code <= SYLLABLES_TO)
		.map((code) => INITIALS[Math.floor((code - SYLLABLES_FROM) / SYLLABLES_PER_INITIAL)])
		.join('');
}

/** Whether a word is nothing but initial consonants. */
export function isInitials(word: string): boolean {
	return word !== '' && [...word].every((letter) => INITIALS.includes(letter));
}

/**
 * A text without what people leave out or write differently when they look for it: blanks, punctuation,
 * capitals, wide letters, Hangul taken apart.
 */
export function fold(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[ᄀ-ᄒ]/g, (letter) => INITIALS[letter.charCodeAt(0) - CONJOINING_FROM] ?? letter)
		.replace(/[\s\p{P}\p{S}]/gu, '');
}

/** What is kept beside a name so that it is found by a part of it or by its initials. */
export function searchable(name: string): string {
	const first = initials(name);
	return first ? `${fold(name)} ${first}` : fold(name);
}
