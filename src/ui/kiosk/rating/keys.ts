import type { StudentLanguage } from '#domain/comfort.ts';

/** What can be typed on the screen. */
export const ALPHABETS = ['hangul', 'latin', 'cyrillic'] as const;
export type Alphabet = (typeof ALPHABETS)[number];

/** The alphabet that somebody will want first. Chinese is written with a keyboard of one's own, or as it sounds. */
export function alphabetOf(language: StudentLanguage): Alphabet {
	if (language === 'ko') return 'hangul';
	return language === 'ru' ? 'cyrillic' : 'latin';
}

/** Keys as they lie on keyboards in use: Korean 두벌식 (KS X 5002), QWERTY, ЙЦУКЕН. */
const ROWS: Readonly<Record<Alphabet, readonly string[]>> = {
	hangul: ['ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ', 'ㅁㄴㅇㄹㅎㅗㅓㅏㅣ', 'ㅋㅌㅊㅍㅠㅜㅡ.?!'],
	latin: ['qwertyuiop', "asdfghjkl'", 'zxcvbnm.?!'],
	cyrillic: ['йцукенгшщзх', 'фывапролджэ', 'ячсмитьбюъё.']
};

/** What shift makes of a letter of Hangul, where it makes something of it. */
const TWINS: Readonly<Record<string, string>> = {
	ㅂ: 'ㅃ',
	ㅈ: 'ㅉ',
	ㄷ: 'ㄸ',
	ㄱ: 'ㄲ',
	ㅅ: 'ㅆ',
	ㅐ: 'ㅒ',
	ㅔ: 'ㅖ'
};

/** The rows of keys, as shift makes them. */
export function rowsOf(alphabet: Alphabet, shifted: boolean): readonly (readonly string[])[] {
	const turned = (key: string) => (shifted ? (TWINS[key] ?? key.toUpperCase()) : key);
	return ROWS[alphabet].map((row) => [...row].map(turned));
}
