import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rollOver, step, type Cohort, type Step } from '#domain/roll-over.ts';
import { lastGrade, SchoolLevel } from '#domain/school.ts';
import { schoolId } from './people.ts';

const student = (level: SchoolLevel, grade: number, year = 2026): Cohort => ({
	school: schoolId(1),
	...{ level, grade, year, people: 1 }
});

const up = (grade: number): Step => ({ kind: 'up', grade });
const GRADUATES: Step = { kind: 'graduates' };
const THERE: Step = { kind: 'there' };
const UNCLEAR: Step = { kind: 'unclear' };

describe('on 1 March 2027', () => {
	test.each<[SchoolLevel, number, number, Step]>([
		['ELEMENTARY', 1, 2026, up(2)],
		['ELEMENTARY', 5, 2026, up(6)],
		['ELEMENTARY', 6, 2026, GRADUATES],
		['MIDDLE', 2, 2026, up(3)],
		['MIDDLE', 3, 2026, GRADUATES],
		['HIGH', 2, 2026, up(3)],
		['HIGH', 3, 2026, GRADUATES],
		// The new roster came before everybody else moved up.
		['MIDDLE', 1, 2027, THERE],
		['MIDDLE', 1, 2028, THERE],
		// Passed over last year.
		['MIDDLE', 1, 2025, up(3)],
		['MIDDLE', 2, 2025, GRADUATES],
		['ELEMENTARY', 1, 2021, GRADUATES],
		['ELEMENTARY', 1, 2022, up(6)],
		// Six grades or three, and several schools in one.
		['SPECIAL', 3, 2026, UNCLEAR],
		['OTHER', 1, 2026, UNCLEAR],
		['SPECIAL', 3, 2027, THERE],
		// Never written by us, but not to be made worse.
		['MIDDLE', 0, 2026, UNCLEAR],
		['MIDDLE', 7, 2026, UNCLEAR]
	])('%s grade %i of %i: %o', (level, grade, year, expected) => {
		expect(step(student(level, grade, year), 2027)).toEqual(expected);
	});
});

test('nobody ever comes into a grade that their school does not have, or moves twice in a year', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...SchoolLevel.options),
			fc.integer({ min: 1, max: 6 }),
			fc.integer({ min: 2020, max: 2030 }),
			(level, grade, year) => {
				const next = step(student(level, grade, year), 2027);
				if (next.kind !== 'up') return;
				expect(next.grade).toBeLessThanOrEqual(lastGrade(level) ?? 0);
				expect(step(student(level, next.grade, 2027), 2027)).toEqual(THERE);
			}
		)
	);
});

test('the preview counts by school, grade and what happens, in the order of the schools', () => {
	const [first, second] = [schoolId(1), schoolId(2)];
	const students: Cohort[] = [
		{ ...student('MIDDLE', 3), school: first },
		{ ...student('MIDDLE', 1), school: first, people: 27 },
		{ ...student('MIDDLE', 1), school: first },
		{ ...student('MIDDLE', 1, 2025), school: first },
		{ ...student('ELEMENTARY', 6), school: second }
	];
	expect(rollOver(students, 2027)).toEqual([
		{ school: first, grade: 1, step: up(2), people: 28 },
		{ school: first, grade: 1, step: up(3), people: 1 },
		{ school: first, grade: 3, step: GRADUATES, people: 1 },
		{ school: second, grade: 6, step: GRADUATES, people: 1 }
	]);
	expect(rollOver([], 2027)).toEqual([]);
});
