import * as v from 'valibot';
import type { ParticipantId, SchoolId, SessionId } from '#domain/id.ts';
import {
	INTAKE_LINES_MAX,
	IntakeLine,
	markOf,
	weigh,
	type Intake,
	type IntakeSchool,
	type SceneAnswer,
	type SchoolCall,
	type SchoolChoice
} from '#domain/intake.ts';
import type { AgeBand } from '#domain/participant.ts';
import { compare } from '#domain/roster-file/compare.ts';
import type { Answers, Comparison, Known, Match } from '#domain/roster-file/match.ts';
import { doubtsOf, hinders, type Doubt } from '#domain/roster-file/doubts.ts';
import { correct, leaveOut, type Listed, type RosterLine } from '#domain/roster-file/line.ts';
import { schoolKey, type School } from '#domain/school.ts';
import type { Asked } from '#office/intake/desk.ts';
import { callsOf, choiceFor } from '#office/intake/schools.ts';

/** A school for all lines that name none; `file` while nobody has chosen one. */
export type Home = SchoolId | 'file' | 'none';

export type Question = Extract<Match, { readonly kind: 'question' }>;

/** A list as it was read, and all that staff have said about it. Never altered: each word makes a new one. */
export interface Draft {
	/** The center's. */
	readonly schools: readonly School[];
	readonly lines: readonly RosterLine[];
	readonly home: Home;
	readonly band: AgeBand;
	readonly sessions: readonly SessionId[];
	/** What staff say that the file means by a school's name. */
	readonly choices: ReadonlyMap<string, SchoolChoice>;
	readonly answers: Answers;
	/** What was asked before it was answered, so that an answer can be changed. */
	readonly answered: ReadonlyMap<number, Question>;
	readonly dropGone: boolean;
	/** Whom the center has; null until the server has said. */
	readonly scene: SceneAnswer | null;
}

/** A draft with nothing in it. */
export function emptyDraft(schools: readonly School[]): Draft {
	return {
		schools,
		lines: [],
		home: 'file',
		band: 'MIDDLE',
		sessions: [],
		choices: new Map(),
		answers: new Map(),
		answered: new Map(),
		dropGone: false,
		scene: null
	};
}

/** Another file: where it goes is still true, what was said about the old one is not. */
export function withLines(draft: Draft, lines: readonly RosterLine[]): Draft {
	const { schools, home, band, sessions } = draft;
	return { ...emptyDraft(schools), home, band, sessions, lines };
}

/** Puts a line right; an answer about what it said before counts no more. */
export function corrected(draft: Draft, index: number, changes: Partial<Listed>): Draft {
	return {
		...draft,
		lines: draft.lines.map((line, at) => (at === index ? correct(line, changes) : line)),
		answers: new Map([...draft.answers].filter(([at]) => at !== index)),
		answered: new Map([...draft.answered].filter(([at]) => at !== index))
	};
}

/** Takes some lines out, or back in. */
export function withLeftOut(draft: Draft, indexes: readonly number[], out: boolean): Draft {
	const meant = new Set(indexes);
	const lines = draft.lines.map((line, at) => (meant.has(at) ? leaveOut(line, out) : line));
	return { ...draft, lines };
}

/** Says who a line is: a participant, or null for somebody new. */
export function withAnswer(
	draft: Draft,
	{ index, match }: Pick<Row, 'index' | 'match'>,
	who: ParticipantId | null
): Draft {
	const asked = match?.kind === 'question' ? [[index, match] as const] : [];
	return {
		...draft,
		answers: new Map([...draft.answers, [index, who]]),
		answered: new Map([...draft.answered, ...asked])
	};
}

/** Says which school the file means by a name. */
export function withChoice(draft: Draft, name: string, choice: SchoolChoice): Draft {
	return { ...draft, choices: new Map([...draft.choices, [name, choice]]) };
}

/** What the server has said; null if it could not be asked. */
export function withScene(draft: Draft, scene: SceneAnswer | null): Draft {
	return { ...draft, scene, schools: scene?.schools ?? draft.schools };
}

/** The center's people, as far as the server has told them. */
export function peopleOf({ scene }: Draft): ReadonlyMap<ParticipantId, Known> {
	return new Map(scene?.known.map((known) => [known.id, known]));
}

/** The schools that the file names, how often, and what each is taken for. */
export function schoolCalls({ lines, schools, choices }: Draft): SchoolCall[] {
	return callsOf(lines, schools, choices);
}

/** How many lines name no school. */
export function unnamedOf({ lines }: Draft): number {
	return lines.filter(({ listed, leftOut }) => !leftOut && listed.school === null).length;
}

/** The lines, each in the school that is meant, as the center calls it. */
export function placedOf(draft: Draft): RosterLine[] {
	const home = draft.schools.find(({ id }) => id === draft.home)?.name ?? null;
	const calls = new Map(schoolCalls(draft).map((call) => [call.name, call.choice]));
	// A new school that the file calls by a long and a short name is one.
	const fresh = [...calls].filter(([, { kind }]) => kind === 'new').map(([name]) => name);
	const byLength = fresh.toSorted((a, b) => a.length - b.length);
	const newNames = new Map(byLength.map((name) => [schoolKey(name), name]));
	return draft.lines.map((line) => {
		const { listed } = line;
		if (listed.school === null) {
			if (draft.home !== 'none') return { ...line, listed: { ...listed, school: home } };
			const nowhere = { grade: null, classNo: null, number: null };
			return { ...line, notes: [], listed: { ...listed, ...nowhere } };
		}
		const choice = calls.get(listed.school) ?? choiceFor(listed.school, draft.schools);
		if (choice.kind === 'out') return line.leftOut ? line : leaveOut(line, true);
		const school =
			choice.kind === 'new'
				? newNames.get(schoolKey(listed.school))
				: draft.schools.find(({ id }) => id === choice.id)?.name;
		return { ...line, listed: { ...listed, school: school ?? listed.school } };
	});
}

/** What the list would do; null while nobody knows whom the center has. */
export function comparisonOf(
	{ scene, answers }: Draft,
	placed: readonly RosterLine[]
): Comparison | null {
	if (!scene) return null;
	return compare(placed, {
		known: scene.known,
		roster: new Set(scene.roster),
		expected: { school: null, level: null },
		answers
	});
}

/** One line of the preview: what was understood, what is doubtful, and what it would do. */
export interface Row {
	readonly index: number;
	readonly line: RosterLine;
	readonly doubts: readonly Doubt[];
	readonly match: Match | null;
	/** Has to be put right or left out before the list can be confirmed. */
	readonly blocked: boolean;
}

/** Judges every line anew. */
export function rowsOf(
	{ home }: Draft,
	placed: readonly RosterLine[],
	comparison: Comparison | null
): Row[] {
	const doubts = doubtsOf(placed, { school: null, level: null });
	return placed.map((line, index) => {
		const out = home === 'none' && line.listed.school === null;
		const about = (doubts[index] ?? []).filter(
			(doubt) => !out || doubt.kind !== 'missing' || doubt.part === 'name'
		);
		const fits = line.leftOut !== null || v.is(IntakeLine, tupleOf(line, null, 0));
		const wrong = about.some((doubt) => hinders(doubt) || doubt.kind === 'impossible-grade');
		const match = comparison?.matches[index] ?? null;
		return { index, line, doubts: about, match, blocked: !fits || wrong };
	});
}

/** The places of the lines that somebody should look at. */
export function doubtfulOf(rows: readonly Row[]): number[] {
	return rows.filter(isDoubtful).map(({ index }) => index);
}

/** What is true of whole lists is no doubt about a line. */
function isDoubtful({ doubts, match, blocked }: Row): boolean {
	return (
		blocked ||
		match?.kind === 'question' ||
		doubts.some(
			(doubt) => doubt.kind !== 'carried' && !(doubt.kind === 'missing' && doubt.part === 'number')
		)
	);
}

/** What stands in the way of confirming a list. */
export type Hindrance =
	| { readonly kind: 'nothing' | 'tooMany' | 'schools' }
	| { readonly kind: 'questions' | 'blocked'; readonly count: number };

/** The first thing to do before a list can be confirmed; null if there is nothing. */
export function hindranceOf(draft: Draft, rows: readonly Row[]): Hindrance | null {
	const here = rows.filter(({ line }) => line.leftOut === null);
	const questions = here.filter(({ match }) => match?.kind === 'question').length;
	const blocked = here.filter((row) => row.blocked).length;
	if (here.length === 0) return { kind: 'nothing' };
	if (here.length > INTAKE_LINES_MAX) return { kind: 'tooMany' };
	if (draft.home === 'file' && unnamedOf(draft) > 0) return { kind: 'schools' };
	if (blocked > 0) return { kind: 'blocked', count: blocked };
	return questions > 0 ? { kind: 'questions', count: questions } : null;
}

/** How many would be on the roster of a session. */
export interface Fullness {
	readonly session: SessionId;
	readonly capacity: number | null;
	readonly after: number;
}

/** How full the sessions would be. */
export function fullnessOf({ scene, dropGone }: Draft, comparison: Comparison | null): Fullness[] {
	if (!scene || !comparison) return [];
	const { matches } = comparison;
	const found = matches.flatMap((match) => ('participant' in match ? [match.participant] : []));
	const added = matches.filter(({ kind }) => kind === 'added').length;
	const gone = new Set(dropGone ? comparison.gone : []);
	return scene.rosters.map(({ session, capacity, participants }) => {
		const staying = participants.filter((id) => !gone.has(id));
		return { session, capacity, after: new Set([...staying, ...found]).size + added };
	});
}

/** Whom the server is asked about. */
export function askedFor(draft: Draft): Asked {
	const unnamed = unnamedOf(draft) > 0;
	const meant = schoolCalls(draft).flatMap(({ choice }) =>
		choice.kind === 'known' ? [choice.id] : []
	);
	const home = draft.schools.filter(({ id }) => unnamed && id === draft.home);
	return {
		schools: [...new Set([...meant, ...home.map(({ id }) => id)])],
		outOfSchool: draft.home === 'none' && unnamed,
		sessions: draft.sessions
	};
}

/** The list as it is sent: what is left out stays here. Null while it is compared with nothing. */
export function intakeOf(draft: Draft, placed: readonly RosterLine[]): Intake | null {
	const { scene, answers, sessions, band, dropGone } = draft;
	if (!scene) return null;
	const names: string[] = [];
	const lines = placed.flatMap((line, index) => {
		if (line.leftOut) return [];
		const { school } = line.listed;
		if (school !== null && !names.includes(school)) names.push(school);
		const at = school === null ? null : names.indexOf(school);
		return [tupleOf(line, at, answers.get(index))];
	});
	const comparison = weigh(lines, names, { known: scene.known, roster: new Set(scene.roster) });
	return {
		sessions: [...sessions],
		schools: names.map((name) => schoolNamed(draft, name)),
		band: lines.some(([school]) => school === null) ? band : null,
		lines,
		dropGone,
		mark: markOf(comparison)
	};
}

function schoolNamed(draft: Draft, name: string): IntakeSchool {
	const call = schoolCalls(draft).find((each) => each.name === name);
	if (call?.choice.kind === 'new') return { kind: 'new', name, level: call.choice.level };
	const known = draft.schools.find((school) => school.name === name);
	if (!known) throw new Error('A line in a school that nobody chose');
	return { kind: 'known', id: known.id };
}

function tupleOf(
	{ listed: { grade, classNo, number, name } }: RosterLine,
	school: number | null,
	answer: IntakeLine[5] | undefined
): IntakeLine {
	return [school, grade, classNo, number, name, answer === undefined ? 0 : answer];
}
