import { dateIn } from '#domain/roster-file/date.ts';
import type { Field } from '#domain/roster-file/vocabulary.ts';
import { plain, tidy } from '#domain/roster-file/writing.ts';

/** Where somebody sits in a school; null for what is not said. */
export interface Place {
	readonly grade: number | null;
	readonly classNo: number | null;
	readonly number: number | null;
}

export const NOWHERE: Place = { grade: null, classNo: null, number: null };

/** Fields whose text says something about a place, and nothing else. */
export type PlaceField = Extract<
	Field,
	'grade' | 'class' | 'number' | 'count' | 'student-number' | 'grade-class' | 'class-number'
>;

const GRADE = /^(?:제|초등?|중등?|고등?)?0*([1-9])(?:학년)?$/;
const CLASS = /^제?0*([1-9]\d?)(?:반|학급)?$/;
const NUMBER = /^제?0*([1-9]\d?)번?$/;
const GRADE_CLASS =
	/^(?:제|초등?|중등?|고등?)?0*([1-9])(?:학년|[-~./_])제?0*([1-9]\d?)(?:반|학급)?$/;
const CLASS_NUMBER = /^0*([1-9]\d?)(?:반|[-./_])0*([1-9]\d?)번?$/;
const ALL_THREE =
	/^(?:제|초등?|중등?|고등?)?0*([1-9])(?:학년|[-./_])0*([1-9]\d?)(?:반|[-./_])0*([1-9]\d?)번?$/;
/** 10305, or 1305 where a school has fewer than ten classes a grade. */
const STUDENT_NUMBER = /^([1-9])(\d\d?)(\d\d)$/;
/** Not the 6 of 2026학년도, and not the 3 of 1~3학년. */
const GRADE_IN_TEXT = /(?<!\d)(?<!\d\s?[-~∼,·]\s?)([1-9])\s*학년(?!도)/;
const CLASS_IN_TEXT = /(?<!\d)(?<!\d\s?[~∼,·]\s?)(?:([1-9])\s?[-.]\s?)?(?<!\d)([1-9]\d?)\s*반/;
/** 1-3, but neither a date nor a span of months, lessons or people. */
const PAIR_IN_TEXT = /(?<![\d.-])([1-9])\s?-\s?([1-9]\d?)(?!\s?[\d.월일차회교시명주호층부기-])/;
/** A class called by the number on its door: 103 is 1-3. */
const DOOR = /^([1-9])(0[1-9]|1\d)$/;

/**
 * Reads a cell that says grade, class or number, in any of the ways of a school. `NOWHERE` for an
 * empty cell, null if there is something that cannot be read.
 */
export function placeOf(field: PlaceField, text: string): Place | null {
	const word = bare(text);
	if (word === '') return NOWHERE;
	const all = ALL_THREE.exec(word);
	if (all) return place(all[1], all[2], all[3]);
	switch (field) {
		case 'grade':
			return read(word, GRADE, 'grade') ?? pair(word);
		case 'class':
			return read(word, CLASS, 'classNo') ?? pair(word) ?? door(word);
		case 'grade-class':
			return pair(word) ?? door(word);
		case 'class-number':
			return seat(word);
		case 'number':
		case 'student-number':
			return read(word, NUMBER, 'number') ?? studentNumber(word) ?? seat(word);
		case 'count':
			return read(word, NUMBER, 'number');
	}
}

/** The grade and class that running text gives, for example a title or the name of a sheet. */
export function placeIn(text: string): Place {
	const words = tidy(text).normalize('NFKC');
	const grade = GRADE_IN_TEXT.exec(words)?.[1];
	const [, joined, classNo] = CLASS_IN_TEXT.exec(words) ?? [];
	if (grade || classNo) return place(grade ?? joined, classNo, undefined);
	const [, first, second] = PAIR_IN_TEXT.exec(words) ?? [];
	return place(first, second, undefined);
}

/** A date where grade and class should be: a spreadsheet has eaten `1-3`. Null if it is no such date. */
export function eaten(text: string): Place | null {
	const date = dateIn(bare(text));
	if (!date || date.month > 6) return null;
	return { grade: date.month, classNo: date.day, number: null };
}

/** Without what protects digits from a spreadsheet: `'03`, `="03"`, `3.0`. */
function bare(text: string): string {
	return plain(text)
		.replace(/^="?(.*?)"?$/, '$1')
		.replace(/^'/, '')
		.replace(/(?<=^\d+)\.0+$/, '');
}

function pair(word: string): Place | null {
	const [, grade, classNo] = GRADE_CLASS.exec(word) ?? [];
	return grade ? place(grade, classNo, undefined) : null;
}

function seat(word: string): Place | null {
	const [, classNo, number] = CLASS_NUMBER.exec(word) ?? [];
	return classNo ? place(undefined, classNo, number) : null;
}

function door(word: string): Place | null {
	const [, grade, classNo] = DOOR.exec(word) ?? [];
	return grade ? place(grade, classNo, undefined) : null;
}

function studentNumber(word: string): Place | null {
	const [, grade, classNo, number] = STUDENT_NUMBER.exec(word) ?? [];
	return Number(classNo) > 0 && Number(number) > 0 ? place(grade, classNo, number) : null;
}

function read(word: string, pattern: RegExp, part: keyof Place): Place | null {
	const [, digits] = pattern.exec(word) ?? [];
	return digits ? { ...NOWHERE, [part]: Number(digits) } : null;
}

function place(
	grade: string | undefined,
	classNo: string | undefined,
	number: string | undefined
): Place {
	const value = (digits: string | undefined) => (digits ? Number(digits) : null);
	return { grade: value(grade), classNo: value(classNo), number: value(number) };
}
