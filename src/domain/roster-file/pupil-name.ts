import { placeOf, NOWHERE, type Place } from '#domain/roster-file/place.ts';
import { nameKey, plain, tidy } from '#domain/roster-file/writing.ts';

/** How schools say that a pupil is not there any more. */
export const AWAY = ['전출', '자퇴', '휴학', '퇴학', '유예', '면제', '제적'] as const;
export type Away = (typeof AWAY)[number];

/** What a cell in the column of names holds. */
export type NameReading =
	| { readonly kind: 'blank' }
	/** A total, a teacher, a page number, the title of the next table. */
	| { readonly kind: 'no-name' }
	| {
			readonly kind: 'name';
			/** As written, without marks that are no part of it. */
			readonly name: string;
			/** What a number before the name says: `1. 김새봄`. */
			readonly place: Place;
			readonly away: Away | null;
	  };

const GROUP =
	'남|여|남자|여자|남학생|여학생|남녀|계|합계|소계|총계|총|총원|재적|재적수|인원|총인원';
const TOTAL = new RegExp(`^(?:${GROUP})$|^(?:(?:${GROUP}):?[(]?\\d+명?[)]?[,/·]?)+$`);
const OTHER =
	/^[-–—\d/.]+$|^\d+명$|^이하여백|^끝\.?$|^\(?계속\)?$|^(부?담임|교사|인솔|작성자|확인)(교사)?(:|$)|\d학년|\d반|학년도|명렬|명단|출석부|학교|페이지|^page/;

/** In place of a name; 유예 could be one. */
const EMPTY_SEAT = new RegExp(`^(?:${AWAY.filter((word) => word !== '유예').join('|')})$`);

/** What schools put beside a name; often it means something that is nobody's business here. */
const SIGNS = '[*★☆●○▲△■□◆◇※◎✓✔\\s]';
const STARS = new RegExp(`^${SIGNS}+|${SIGNS}+$`, 'g');
const COUNTED = new RegExp(`^(\\d{1,5})\\s*(?:번|[.)])?\\s*(?=${SIGNS}*\\p{L})`, 'u');
const GONE = new RegExp(
	`(?<=..)(?:\\s|[([（［])\\s*(${AWAY.join('|')})[^)）\\]］]{0,12}[)）\\]］]?$`,
	'u'
);
const COME = /\s*[([（［][^)）\]］]{0,12}(?:전입|편입|복학|재입학)[^)）\]］]{0,12}[)）\]］]$/;
const GONE_ANYWHERE = new RegExp(AWAY.join('|'));

/** Korean names with a letter or digit behind them, or a word in brackets: 김민준A, 김민준1, 김민준(여). */
const MARKED =
	/^([\p{Script=Hangul}\s]{2,})(?:[([]?([A-Z]|\d)[)\]]?|[([](남|여|큰|작은|[가-라])[)\]])$/u;

/** Signs of a wrong encoding: lost characters, symbols among letters, single jamo, mixed scripts. */
const BROKEN =
	/[\ufffd?¡-¶¸-¿×÷ㄱ-ㆎ]|\p{C}|\p{Script=Han}\p{Script=Hangul}|\p{Script=Hangul}\p{Script=Han}|\d{2}|^[^\p{L}]*$/u;
/** Registries allow 17 syllables; passports 39 letters for each part. */
const NAME_LETTERS_MAX = 60;

export function readName(text: string): NameReading {
	const written = tidy(text);
	const word = plain(written);
	if (word === '') return { kind: 'blank' };
	if (TOTAL.test(word) || OTHER.test(word) || EMPTY_SEAT.test(word)) return { kind: 'no-name' };
	const [counted = '', digits] = COUNTED.exec(written.replace(STARS, '')) ?? [];
	const named = written.replace(STARS, '').slice(counted.length).replace(COME, '');
	const [gone = '', away] = GONE.exec(named) ?? [];
	return {
		kind: 'name',
		name: named.slice(0, named.length - gone.length).replace(STARS, ''),
		place: (digits && placeOf('number', digits)) || NOWHERE,
		away: AWAY.find((word) => word === away) ?? null
	};
}

/** Whether a remark says that a pupil is not there any more; null if it does not. */
export function awayIn(remark: string): Away | null {
	const [word] = GONE_ANYWHERE.exec(plain(remark)) ?? [];
	return AWAY.find((away) => away === word) ?? null;
}

/** A name without what a school adds to tell namesakes of a class apart, as a key for comparing. */
export function unmarked(name: string): string {
	const key = nameKey(name);
	return MARKED.exec(key)?.[1]?.trim() ?? key;
}

/** Whether this can be somebody's name; broken encodings and numbers cannot. */
export function isReadable(name: string): boolean {
	return !BROKEN.test(name) && [...name].length <= NAME_LETTERS_MAX;
}
