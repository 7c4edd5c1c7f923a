import { nameKey, tidy } from '#domain/roster-file/writing.ts';

/** Where a grade belongs; as the center's schools are stored. */
export type SchoolLevel = 'ELEMENTARY' | 'MIDDLE' | 'HIGH' | 'SPECIAL';

const LEVELS: readonly (readonly [SchoolLevel, RegExp])[] = [
	['ELEMENTARY', /초등학교|초$/],
	['MIDDLE', /중학교|중$/],
	['HIGH', /고등학교|고$/],
	['SPECIAL', /특수학교/]
];

const IN_TEXT = /[\p{L}\p{N}]+(?:초등학교|중학교|고등학교|특수학교)/u;
const SHORT = /^[가-힣]{2,}[초중고]$/;

/** How many grades a school of this level has; special schools run from the first to the last. */
export const GRADES: Readonly<Record<SchoolLevel, number>> = {
	ELEMENTARY: 6,
	MIDDLE: 3,
	HIGH: 3,
	SPECIAL: 6
};

/** What two ways to write a school's name have in common: 새빛나래중 and 새빛나래중학교 are one. */
export function schoolKey(school: string | null): string {
	return nameKey(school ?? '')
		.replace(/(?<=..)여(?=[중고](?:등?학교)?$)/, '여자')
		.replace(/(?<=..)초$/, '초등학교')
		.replace(/(?<=..)중$/, '중학교')
		.replace(/(?<=..)고$/, '고등학교');
}

/** The level that a school's name gives away; null if it does not. */
export function levelOf(school: string): SchoolLevel | null {
	return LEVELS.find(([, name]) => name.test(tidy(school)))?.[0] ?? null;
}

/** The full name of a school in running text, for example in a title; null if there is none. */
export function schoolIn(text: string): string | null {
	return IN_TEXT.exec(tidy(text).replace(/\d+학년도/g, ' '))?.[0] ?? null;
}

/** The school in a column that says where pupils come from, where it may be called 새빛나래중 too. */
export function schoolOf(affiliation: string): string | null {
	const short = tidy(affiliation)
		.split(' ')
		.find((word) => SHORT.test(word));
	return schoolIn(affiliation) ?? short ?? null;
}
