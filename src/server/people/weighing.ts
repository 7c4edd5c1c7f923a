import type { CenterId, ParticipantId } from '#domain/id.ts';
import {
	markOf,
	weigh,
	type Intake,
	type IntakeAnswer,
	type IntakeLine,
	type SceneAnswer
} from '#domain/intake.ts';
import type { Comparison, Match } from '#domain/roster-file/match.ts';
import { hasGrade, schoolKey } from '#domain/school.ts';
import { schoolYearAt } from '#server/centers.ts';
import type { Reader } from '#server/database/store.ts';
import { setting, type Row, type Setting } from '#server/people/scene.ts';
import { groupOf } from '#server/roster.ts';

/** Why a list is not taken in; `unknown` names a school or session that is not there. */
export type Refusal =
	Exclude<IntakeAnswer, { readonly kind: 'done' }> | { readonly kind: 'unknown' };

/** A list set against the center as it is now. */
export interface Weighing {
	readonly kind: 'weighed';
	/** The lines of new people. */
	readonly added: readonly number[];
	/** Whom the list puts right, as they will be. */
	readonly changed: readonly Row[];
	/** Those of them whose badge has to greet them otherwise. */
	readonly renamed: readonly Row[];
	readonly found: readonly ParticipantId[];
	readonly same: number;
	readonly gone: readonly Row[];
	readonly rosters: SceneAnswer['rosters'];
}

/** Sets a list against the center as it is now; what is no weighing says why there can be none. */
export async function weighed(
	reader: Reader,
	center: CenterId,
	intake: Intake,
	now: number
): Promise<Weighing | Refusal> {
	const asked = {
		schools: intake.schools.flatMap((school) => (school.kind === 'known' ? [school.id] : [])),
		outOfSchool: intake.lines.some(([school]) => school === null),
		sessions: intake.sessions
	};
	const scene = await setting(reader, center, asked);
	if (!scene) return { kind: 'unknown' };
	const schools = intake.schools.map((school) =>
		school.kind === 'known' ? scene.schools.find(({ id }) => id === school.id) : school
	);
	const open = new Set(
		scene.schools.flatMap(({ name, closedOn }) => (closedOn ? [] : [schoolKey(name)]))
	);
	const taken = intake.schools.some(
		(school) => school.kind === 'new' && open.has(schoolKey(school.name))
	);
	if (taken) return { kind: 'changed' };
	const placed = intake.lines.every(([school, grade, classNo, number]) => {
		if (school === null) {
			return intake.band !== null && grade === null && classNo === null && number === null;
		}
		const level = schools[school]?.level;
		return level !== undefined && (grade === null || hasGrade(level, grade));
	});
	if (!placed) return { kind: 'undecided' };
	const names = schools.map((school) => school?.name ?? '');
	const comparison = weigh(intake.lines, names, scene);
	if (comparison.matches.some(({ kind }) => kind === 'question')) return { kind: 'undecided' };
	if (markOf(comparison) !== intake.mark) return { kind: 'changed' };
	const year = await schoolYearAt(reader, center, now);
	return sorted(comparison, intake, scene, year);
}

function sorted(
	{ matches, gone }: Comparison,
	{ lines }: Intake,
	{ rows, rosters }: Setting,
	year: number
): Weighing {
	const added: number[] = [];
	const found: ParticipantId[] = [];
	const changed: Row[] = [];
	const renamed: Row[] = [];
	for (const [index, match] of matches.entries()) {
		if (match.kind === 'added') added.push(index);
		const row = participantOf(match, rows);
		const line = lines[index];
		if (!row || !line) continue;
		found.push(row.id);
		const after = putRight(row, line, match.kind === 'renamed', year);
		if (!differs(row, after)) continue;
		changed.push(after);
		if (greetingOf(row) !== greetingOf(after)) renamed.push(after);
	}
	return {
		kind: 'weighed',
		...{ added, found, changed, renamed, rosters },
		same: found.length - changed.length,
		gone: gone.flatMap((id) => rows.get(id) ?? [])
	};
}

function participantOf(match: Match, rows: ReadonlyMap<ParticipantId, Row>): Row | undefined {
	return 'participant' in match ? rows.get(match.participant) : undefined;
}

/** What a line does not say stays; who is on a list has not left. */
function putRight(row: Row, line: IntakeLine, renamed: boolean, year: number): Row {
	const [school, grade, classNo, number, name] = line;
	return {
		...row,
		name: renamed ? name : row.name,
		grade: grade ?? row.grade,
		class_no: classNo ?? row.class_no,
		number: number ?? row.number,
		year: school === null || grade === null ? row.year : year,
		left_on: null,
		left_why: null
	};
}

function differs(row: Row, after: Row): boolean {
	return (Object.keys(after) as (keyof Row)[]).some((column) => row[column] !== after[column]);
}

function greetingOf({ name, grade, class_no }: Row): string {
	return `${groupOf(grade, class_no)} ${name}`;
}
