import type { Listed, Note, RosterLine } from '#domain/roster-file/line.ts';
import { isReadable } from '#domain/roster-file/pupil-name.ts';
import { GRADES, levelOf, schoolKey, type SchoolLevel } from '#domain/roster-file/school-name.ts';
import { nameKey } from '#domain/roster-file/writing.ts';

/** What staff should look at in a line. `lines` are the indexes of the others that it concerns. */
export type Doubt =
	| Note
	| { readonly kind: 'missing'; readonly part: keyof Listed }
	/** A name that a broken encoding, a number or a sign shows to be none. */
	| { readonly kind: 'unreadable-name' }
	| { readonly kind: 'impossible-grade'; readonly grades: number }
	/** Of another school than the one that staff chose. */
	| { readonly kind: 'other-school' }
	/** The same person twice, as far as the file says. */
	| { readonly kind: 'duplicate'; readonly lines: readonly number[] }
	/** Two of the same name in one class, with different numbers. */
	| { readonly kind: 'namesake'; readonly lines: readonly number[] }
	| { readonly kind: 'same-number'; readonly lines: readonly number[] };

/** What is known about whom the list is for, besides the list. */
export interface Expected {
	/** The school that staff chose; counts where a line names none. Null: none chosen, or out of school. */
	readonly school: string | null;
	/** Who is out of school has neither grade nor class nor number. Null where the level is not known. */
	readonly level: SchoolLevel | 'OUT_OF_SCHOOL' | null;
}

/** A list in which more are alike is broken as a whole; naming some of them says so. */
const OTHERS_MAX = 20;

/**
 * All doubts about each line, in the order of the lines. Lines that are left out have none, and
 * raise none in others. Pure: after each correction the whole list is judged again.
 */
export function doubtsOf(
	lines: readonly RosterLine[],
	expected: Expected
): readonly (readonly Doubt[])[] {
	const people = lines.map((line) => (line.leftOut ? null : withSchool(line.listed, expected)));
	const names = people.map((listed) => nameKey(listed?.name ?? ''));
	const byName = grouped(people, (it, index) => [...placeKey(it), names[index]]);
	const byNumber = grouped(people, (it) =>
		it.number === null ? null : [...placeKey(it), it.number]
	);
	return lines.map((line, index) => {
		const listed = people[index];
		if (!listed) return [];
		const others = (groups: Groups, fits: (other: Listed, at: number) => boolean) =>
			(groups[index] ?? []).slice(0, OTHERS_MAX).filter((at) => {
				const other = people[at];
				return at !== index && other && fits(other, at);
			});
		const named = listed.name !== '';
		return [
			...line.notes,
			...aboutOne(listed, expected),
			...about(
				'duplicate',
				others(byName, (other) => named && isSame(listed, other))
			),
			...about(
				'namesake',
				others(byName, (other) => named && !isSame(listed, other))
			),
			...about(
				'same-number',
				others(byNumber, (_, at) => names[at] !== names[index])
			)
		];
	});
}

/** Whether a line cannot be taken in until somebody has put it right: there is no name to go by. */
export function hinders(doubt: Doubt): boolean {
	return (
		doubt.kind === 'unreadable-name' ||
		((doubt.kind === 'missing' || doubt.kind === 'dropped') && doubt.part === 'name')
	);
}

/** A line as it would be taken in: in the school that it names, else in the one that was chosen. */
export function withSchool(listed: Listed, expected: Expected): Listed {
	return { ...listed, school: listed.school ?? expected.school };
}

function aboutOne(listed: Listed, expected: Expected): Doubt[] {
	const doubts: Doubt[] = [];
	if (listed.name === '') doubts.push({ kind: 'missing', part: 'name' });
	else if (!isReadable(listed.name)) doubts.push({ kind: 'unreadable-name' });
	for (const part of ['grade', 'classNo', 'number'] as const) {
		if (listed[part] === null && expected.level !== 'OUT_OF_SCHOOL')
			doubts.push({ kind: 'missing', part });
	}
	const chosen = schoolKey(listed.school) === schoolKey(expected.school);
	if (!chosen && expected.school !== null) doubts.push({ kind: 'other-school' });
	const level = (chosen ? expected.level : null) ?? levelOf(listed.school ?? '');
	const grades = level && level !== 'OUT_OF_SCHOOL' ? GRADES[level] : GRADES.ELEMENTARY;
	if (listed.grade !== null && (listed.grade < 1 || listed.grade > grades)) {
		doubts.push({ kind: 'impossible-grade', grades });
	}
	return doubts;
}

function about(kind: 'duplicate' | 'namesake' | 'same-number', lines: readonly number[]): Doubt[] {
	return lines.length > 0 ? [{ kind, lines }] : [];
}

/** Nothing tells them apart: a number that only one of them has does not. */
function isSame(one: Listed, other: Listed): boolean {
	return one.number === null || other.number === null || one.number === other.number;
}

function placeKey({ school, grade, classNo }: Listed): (string | number | null)[] {
	return [schoolKey(school), grade, classNo];
}

type Groups = readonly (readonly number[] | undefined)[];

/** For each person the indexes of all that have the same key, itself included. */
function grouped(
	people: readonly (Listed | null)[],
	keyOf: (listed: Listed, index: number) => readonly unknown[] | null
): Groups {
	const groups = new Map<string, number[]>();
	const keys = people.map((listed, index) => {
		const key = listed && keyOf(listed, index);
		return key ? JSON.stringify(key) : null;
	});
	for (const [index, key] of keys.entries()) {
		if (key === null) continue;
		const group = groups.get(key);
		if (group) group.push(index);
		else groups.set(key, [index]);
	}
	return keys.map((key) => (key === null ? undefined : groups.get(key)));
}
