import * as v from 'valibot';
import type { ProgramId } from '#domain/id.ts';
import { line, lineOrNothing, whole, wholeOrNothing, words } from '#domain/typed.ts';

/** The types of experience, by the codes that the national platform 꿈길 lists them under. */
export const ProgramKind = v.picklist([
	'WORKPLACE',
	'JOB_PRACTICE',
	'SITE_VISIT',
	'DEPARTMENT',
	'CAMP',
	'LECTURE',
	'DIALOGUE',
	'PERFORMANCE'
]);
export type ProgramKind = v.InferOutput<typeof ProgramKind>;

/** For whom a program is meant. */
export const Audience = v.picklist([
	'ANY',
	'ELEMENTARY',
	'MIDDLE',
	'HIGH',
	'SPECIAL',
	'OUT_OF_SCHOOL'
]);
export type Audience = v.InferOutput<typeof Audience>;

/** What a center says about a program, as it is typed into a form. */
export const ProgramDetails = v.object({
	name: line(100),
	/** The school year it is offered in. */
	year: whole(2000, 2100),
	kind: ProgramKind,
	/** Who pays: the report on budgets adds up by it. */
	funding: lineOrNothing(60),
	/** The law or the plan that it is offered under. */
	basis: lineOrNothing(120),
	audience: Audience,
	/** How many can take part in one session; null where there is no limit. */
	capacity: wholeOrNothing(1, 9_999),
	/** Who holds it, for example a university's department; empty where the site does. */
	host: lineOrNothing(100),
	tags: words(10, 20)
});
export type ProgramDetails = v.InferOutput<typeof ProgramDetails>;

/** A year's offer of a center. */
export interface Program extends ProgramDetails {
	readonly id: ProgramId;
	/** No longer offered for new sessions; all that happened in it stays. */
	readonly archived: boolean;
}
