import * as v from 'valibot';
import { SchoolId } from '#domain/id.ts';
import { AgeBand, CLASS_MAX, PersonName } from '#domain/participant.ts';
import { GRADE_MAX } from '#domain/school.ts';
import { ifGiven, readForm, wholeUpTo } from '#server/form.ts';
import type { PersonFacts, PersonOutcome } from '#server/people/changes.ts';

const PersonForm = v.object({
	name: PersonName,
	school: v.union([v.literal('none'), SchoolId]),
	grade: ifGiven(wholeUpTo(GRADE_MAX)),
	classNo: ifGiven(wholeUpTo(CLASS_MAX)),
	number: ifGiven(wholeUpTo(CLASS_MAX)),
	band: ifGiven(AgeBand),
	/** Staff have said that a namesake is somebody else. */
	knowingly: v.optional(v.literal('yes'))
});

export type PersonField = keyof typeof PersonForm.entries;

type Answers = ReturnType<typeof readForm<typeof PersonForm.entries>>;

/** What a form about somebody says, or which answers are wrong. */
export type ReadPerson =
	| {
			readonly ok: true;
			readonly facts: PersonFacts;
			readonly knowingly: boolean;
			readonly values: Record<string, string>;
	  }
	| Extract<Answers, { readonly ok: false }>;

/** Reads a form about a participant. */
export function readPerson(form: FormData): ReadPerson {
	const read = readForm(form, PersonForm);
	if (!read.ok) return read;
	const { name, school, grade, classNo, number, band, knowingly } = read.output;
	const values = Object.fromEntries([...form].map(([key, value]) => [key, String(value)]));
	if (school !== 'none') {
		const placement = { kind: 'school', school, grade, classNo, number } as const;
		return { ok: true, facts: { name, placement }, knowingly: knowingly === 'yes', values };
	}
	if (band === null) return { ok: false, problems: { band: true }, values };
	const placement = { kind: 'out-of-school', band } as const;
	return { ok: true, facts: { name, placement }, knowingly: knowingly === 'yes', values };
}

/** Which answer a refused change is about, and the namesake if that is why. */
export function refusalOf(outcome: PersonOutcome) {
	const problems: Partial<Record<PersonField, true>> =
		outcome.kind === 'no-such-school'
			? { school: true }
			: outcome.kind === 'no-such-grade'
				? { grade: true }
				: {};
	return {
		problems,
		namesake: outcome.kind === 'namesake' ? outcome.other : null,
		changed: outcome.kind === 'changed'
	};
}
