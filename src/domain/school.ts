import * as v from 'valibot';
import { Day } from '#domain/day.ts';
import { SchoolId } from '#domain/id.ts';

/** 학교급, as schools are stored and reported. */
export const SchoolLevel = v.picklist([
	'ELEMENTARY',
	'MIDDLE',
	'HIGH',
	/** Runs from kindergarten to after high school. */
	'SPECIAL',
	/** 각종학교, 대안교육기관 and whatever else is a school. */
	'OTHER'
]);
export type SchoolLevel = v.InferOutput<typeof SchoolLevel>;

/** 시도교육청코드: a letter and two digits, for example B10 for Seoul. */
export const OfficeCode = v.pipe(v.string(), v.regex(/^[A-Z]\d{2}$/));

/** 행정표준코드: seven digits. Together with the office's code it names a school for good. */
export const SchoolCode = v.pipe(v.string(), v.regex(/^\d{7}$/));

const NAME_LETTERS_MAX = 60;

/** A school's name as it is shown: NFC, single spaces. */
export const SchoolName = v.pipe(
	v.string(),
	v.transform((name) => name.normalize('NFC').replace(/\s+/g, ' ')),
	v.trim(),
	v.minLength(1),
	v.maxLength(NAME_LETTERS_MAX)
);

/** The highest grade there is anywhere. */
export const GRADE_MAX = 6;

const LAST_GRADES: Readonly<Record<SchoolLevel, number | null>> = {
	ELEMENTARY: 6,
	MIDDLE: 3,
	HIGH: 3,
	SPECIAL: null,
	OTHER: null
};

/** After which grade one graduates; null where the grade alone does not say. */
export function lastGrade(level: SchoolLevel): number | null {
	return LAST_GRADES[level];
}

/** Whether a school of this level has such a grade. */
export function hasGrade(level: SchoolLevel, grade: number): boolean {
	return Number.isInteger(grade) && grade >= 1 && grade <= (lastGrade(level) ?? GRADE_MAX);
}

/**
 * What two ways to write a school's name have in common: width, case, spaces and the short forms of
 * school do not count, so that 새빛나래중 and 새빛나래 중학교 are one.
 */
export function schoolKey(name: string): string {
	return name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s\u200b-\u200d\u2060\ufeff]/g, '')
		.replace(/(초등|중|고등)학교$/, (_, level: string) => level.slice(0, 1));
}

/** A school as staff see it. */
export const School = v.object({
	id: SchoolId,
	name: v.string(),
	level: SchoolLevel,
	officeCode: v.nullable(v.string()),
	code: v.nullable(v.string()),
	/** The day from which on it takes part no more; null for most. */
	closedOn: v.nullable(Day),
	/** What it was called before, the latest first. `until` is ms since 1970. */
	formerNames: v.array(v.object({ name: v.string(), until: v.number() }))
});
export type School = v.InferOutput<typeof School>;

/** Whether a school is meant by a text, now or before it was renamed; any part of a name will do. */
export function isCalled({ name, formerNames }: School, text: string): boolean {
	const key = schoolKey(text);
	return [name, ...formerNames.map(({ name }) => name)].some((each) =>
		schoolKey(each).includes(key)
	);
}
