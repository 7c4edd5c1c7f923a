import * as v from 'valibot';
import type { Day } from '#domain/day.ts';
import { SchoolId, type ParticipantId } from '#domain/id.ts';
import { GRADE_MAX, hasGrade, type SchoolLevel } from '#domain/school.ts';

/** How old youth out of school are: of the age of which school. */
export const AgeBand = v.picklist(['ELEMENTARY', 'MIDDLE', 'HIGH']);
export type AgeBand = v.InferOutput<typeof AgeBand>;

/** Why somebody takes part no more. */
export const LeavingReason = v.picklist(['moved', 'graduated', 'other']);
export type LeavingReason = v.InferOutput<typeof LeavingReason>;

/** Registries allow 17 syllables; passports 39 letters for each part. */
const NAME_LETTERS_MAX = 60;

/** A name as it is shown: NFC, single spaces, nothing that no name has. */
export const PersonName = v.pipe(
	v.string(),
	v.check((name) => name.isWellFormed() && !/\p{Cc}/u.test(name)),
	v.transform((name) => name.normalize('NFC').replace(/\s+/g, ' ')),
	v.trim(),
	v.minLength(1),
	v.maxLength(NAME_LETTERS_MAX)
);

const upTo = (most: number) =>
	v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most)));

/** Classes and seats beyond this are typing errors. */
export const CLASS_MAX = 99;

/** Where somebody belongs. */
export const Placement = v.variant('kind', [
	v.object({
		kind: v.literal('school'),
		school: SchoolId,
		/** Each null while nobody knows it, as in March before the new rosters come. */
		grade: upTo(GRADE_MAX),
		classNo: upTo(CLASS_MAX),
		number: upTo(CLASS_MAX)
	}),
	v.object({ kind: v.literal('out-of-school'), band: AgeBand })
]);
export type Placement = v.InferOutput<typeof Placement>;

/** Whether a school of this level has such a place; what is not said contradicts nothing. */
export function fits(placement: Placement, level: SchoolLevel): boolean {
	return (
		placement.kind === 'out-of-school' ||
		placement.grade === null ||
		hasGrade(level, placement.grade)
	);
}

/** A participant as staff see them, with all that tells namesakes apart. */
export interface Participant {
	readonly id: ParticipantId;
	readonly name: string;
	/** Null for youth out of school, who have a band instead. */
	readonly school: { readonly id: SchoolId; readonly name: string } | null;
	readonly grade: number | null;
	readonly classNo: number | null;
	readonly number: number | null;
	readonly band: AgeBand | null;
	/** The school year for which grade and class hold. */
	readonly year: number | null;
	readonly left: { readonly on: Day; readonly why: LeavingReason } | null;
	readonly badge: boolean;
}
