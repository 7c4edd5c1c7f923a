import type { SchoolId } from '#domain/id.ts';
import { GRADE_MAX, lastGrade, type SchoolLevel } from '#domain/school.ts';

/** Students whom a new school year treats alike. */
export interface Cohort {
	readonly school: SchoolId;
	readonly level: SchoolLevel;
	readonly grade: number;
	/** The school year for which the grade holds. */
	readonly year: number;
	readonly people: number;
}

/** What a new school year does to somebody. */
export type Step =
	| { readonly kind: 'up'; readonly grade: number }
	| { readonly kind: 'graduates' }
	/** The grade already holds for the new year. */
	| { readonly kind: 'there' }
	/** The kind of school does not say what follows on this grade. */
	| { readonly kind: 'unclear' };

/**
 * What becomes of somebody when a school year begins. Who was passed over for a year moves up by
 * two: grade 1 of 2024 is grade 3 of 2026.
 */
export function step(
	{ level, grade, year }: Pick<Cohort, 'level' | 'grade' | 'year'>,
	begins: number
): Step {
	const passed = begins - year;
	if (passed <= 0) return { kind: 'there' };
	const last = lastGrade(level);
	if (last === null) return { kind: 'unclear' };
	if (grade < 1 || grade > GRADE_MAX) return { kind: 'unclear' };
	return grade + passed > last ? { kind: 'graduates' } : { kind: 'up', grade: grade + passed };
}

/** One line of the preview: what happens to a grade of a school, and to how many. */
export interface GradeStep {
	readonly school: SchoolId;
	readonly grade: number;
	readonly step: Step;
	readonly people: number;
}

/** What would happen, school by school and grade by grade, in this order of schools. */
export function rollOver(cohorts: readonly Cohort[], begins: number): GradeStep[] {
	const lines = new Map<string, GradeStep>();
	for (const cohort of cohorts) {
		const next = step(cohort, begins);
		const to = next.kind === 'up' ? next.grade : 0;
		const key = `${cohort.school} ${cohort.grade} ${next.kind} ${to}`;
		const { school, grade } = cohort;
		const people = (lines.get(key)?.people ?? 0) + cohort.people;
		lines.set(key, { school, grade, step: next, people });
	}
	const order = [...new Set(cohorts.map(({ school }) => school))];
	const toOf = ({ step }: GradeStep) => (step.kind === 'up' ? step.grade : 0);
	return [...lines.values()].sort(
		(a, b) =>
			order.indexOf(a.school) - order.indexOf(b.school) || a.grade - b.grade || toOf(a) - toOf(b)
	);
}
