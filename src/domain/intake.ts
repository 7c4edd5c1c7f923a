import * as v from 'valibot';
import { canonical } from '#domain/canonical.ts';
import { digest } from '#domain/digest.ts';
import { ParticipantId, SchoolId, SessionId } from '#domain/id.ts';
import { AgeBand, CLASS_MAX, PersonName } from '#domain/participant.ts';
import { compare } from '#domain/roster-file/compare.ts';
import type { Comparison, Known } from '#domain/roster-file/match.ts';
import type { RosterLine } from '#domain/roster-file/line.ts';
import { GRADE_MAX, School, SchoolLevel, SchoolName } from '#domain/school.ts';

/** More than a center has in a year; a longer list is several lists. */
export const INTAKE_LINES_MAX = 30_000;
export const INTAKE_SESSIONS_MAX = 50;
const SCHOOLS_MAX = 300;

const place = (most: number) =>
	v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most)));

/** What of a line is sent, and kept: school (by its place among the schools), grade, class, number, name. */
export const IntakeLine = v.strictTuple([
	/** Null for youth out of school. */
	v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
	place(GRADE_MAX),
	place(CLASS_MAX),
	place(CLASS_MAX),
	PersonName,
	/** Who it is, as a person has said; null for somebody new, 0 where nobody had to be asked. */
	v.union([v.literal(0), v.null(), ParticipantId])
]);
export type IntakeLine = v.InferOutput<typeof IntakeLine>;

export const IntakeSchool = v.variant('kind', [
	v.object({ kind: v.literal('known'), id: SchoolId }),
	v.object({ kind: v.literal('new'), name: SchoolName, level: SchoolLevel })
]);
export type IntakeSchool = v.InferOutput<typeof IntakeSchool>;

/** What a school in a file is taken for. */
export type SchoolChoice =
	| { readonly kind: 'known'; readonly id: SchoolId }
	/** Added with the list. */
	| { readonly kind: 'new'; readonly level: SchoolLevel }
	/** Its lines are left out. */
	| { readonly kind: 'out' };

/** A school as a file calls it. */
export interface SchoolCall {
	readonly name: string;
	readonly lines: number;
	readonly choice: SchoolChoice;
}

/** A confirmed list: what the office's browser sends, and all that it sends of a file. */
export const Intake = v.object({
	/** On whose rosters the people are put; none for a list of a school's students. */
	sessions: v.pipe(v.array(SessionId), v.maxLength(INTAKE_SESSIONS_MAX)),
	schools: v.pipe(v.array(IntakeSchool), v.maxLength(SCHOOLS_MAX)),
	/** Of what age those are who are in no school; null where there are none. */
	band: v.nullable(AgeBand),
	lines: v.pipe(v.array(IntakeLine), v.minLength(1), v.maxLength(INTAKE_LINES_MAX)),
	/** Whether those who are not on the list any more come off the rosters, or count as moved away. */
	dropGone: v.boolean(),
	/** See `markOf`: what was shown when it was confirmed. */
	mark: v.pipe(v.string(), v.length(64))
});
export type Intake = v.InferOutput<typeof Intake>;

/** Whom a list is compared with. */
export interface Scene {
	readonly known: readonly Known[];
	/** Who is on one of the rosters; without sessions, everybody who counts as a student now. */
	readonly roster: ReadonlySet<ParticipantId>;
}

/** The people of some schools and the rosters of some sessions, as the office's browser is told them. */
export const SceneAnswer = v.object({
	/** All of the center's: one may have been added since the page was opened. */
	schools: v.array(School),
	known: v.array(
		v.object({
			id: ParticipantId,
			school: v.nullable(v.string()),
			grade: v.nullable(v.number()),
			classNo: v.nullable(v.number()),
			number: v.nullable(v.number()),
			name: v.string()
		})
	),
	roster: v.array(ParticipantId),
	rosters: v.array(
		v.object({
			session: SessionId,
			capacity: v.nullable(v.number()),
			participants: v.array(ParticipantId)
		})
	)
});
export type SceneAnswer = v.InferOutput<typeof SceneAnswer>;

/** What was done with a list. */
export const Done = v.object({
	kind: v.literal('done'),
	added: v.number(),
	/** Whose class, number or name was put right, or who is back. */
	changed: v.number(),
	same: v.number(),
	/** How many places on rosters were filled. */
	enrolled: v.number(),
	gone: v.number(),
	schools: v.number()
});
export type Done = v.InferOutput<typeof Done>;

/** What became of a confirmed list. Unless it is done, nothing was written. */
export const IntakeAnswer = v.variant('kind', [
	Done,
	/** The center's people or rosters are not what they were when the list was shown. */
	v.object({ kind: v.literal('changed') }),
	/** A question was left open, or a school has no such grade. */
	v.object({ kind: v.literal('undecided') })
]);
export type IntakeAnswer = v.InferOutput<typeof IntakeAnswer>;

/**
 * Compares a confirmed list with the center's people. Browser and server both do it, so that what is
 * done is what was shown.
 *
 * @param schools the names of the schools, as the center calls them, in the order of the intake
 */
export function weigh(
	lines: readonly IntakeLine[],
	schools: readonly string[],
	{ known, roster }: Scene
): Comparison {
	const answers = new Map<number, ParticipantId | null>();
	for (const [index, line] of lines.entries()) if (line[5] !== 0) answers.set(index, line[5]);
	return compare(
		lines.map((line): RosterLine => ({
			origin: { sheet: '', row: 0, column: '' },
			listed: {
				school: line[0] === null ? null : (schools[line[0]] ?? null),
				grade: line[1],
				classNo: line[2],
				number: line[3],
				name: line[4]
			},
			notes: [],
			leftOut: null
		})),
		{
			// In an order that does not depend on whom one asked.
			known: known.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
			roster,
			expected: { school: null, level: null },
			answers
		}
	);
}

/** Stands for exactly what a comparison says. */
export function markOf({ matches, gone }: Comparison): string {
	return digest(canonical({ matches, gone: gone.toSorted() }));
}
