import type { ParticipantId } from '#domain/id.ts';
import { withSchool } from '#domain/roster-file/doubts.ts';
import type { Listed, RosterLine } from '#domain/roster-file/line.ts';
import type { Comparison, Known, Match, Present } from '#domain/roster-file/match.ts';
import { unmarked } from '#domain/roster-file/pupil-name.ts';
import { schoolKey } from '#domain/roster-file/school-name.ts';
import { nameKey } from '#domain/roster-file/writing.ts';

/** From this share of a class on, the list is about the class as the center knows it. */
const FAMILIAR_SHARE = 0.5;

/** More than that many nobody can choose among. */
const CANDIDATES_MAX = 20;

/** Lines and participants on their way to each other. Each step takes only what the ones before left open. */
export class Matching {
	readonly #present: Present;
	readonly #people: readonly (Listed | null)[];
	readonly #matches: (Match | null)[];
	readonly #free: Map<ParticipantId, Known>;
	readonly #classes: ReadonlySet<string>;

	constructor(lines: readonly RosterLine[], present: Present) {
		this.#present = present;
		this.#people = lines.map(({ leftOut, listed }) =>
			leftOut ? null : withSchool(listed, present.expected)
		);
		this.#matches = this.#people.map((listed) => (listed ? null : { kind: 'left-out' }));
		this.#free = new Map(present.known.map((known) => [known.id, known]));
		this.#classes = new Set(this.#people.flatMap((listed) => (listed ? [classKey(listed)] : [])));
	}

	/** What a person has said comes before all that could be concluded. */
	answer(): void {
		for (const [index, participant] of this.#present.answers) {
			if (this.#matches[index] !== null) continue;
			const known = participant === null ? null : this.#free.get(participant);
			if (known) this.#settle(index, known);
			else if (participant === null) this.#matches[index] = { kind: 'added' };
		}
	}

	/** Nothing differs. As many as there are of each: of those that nothing tells apart, any will do. */
	pair(): void {
		for (const { lines, known } of this.#groups(wholeKey)) {
			if (known.length > lines.length) continue;
			for (const [at, other] of known.entries()) {
				const line = lines[at];
				if (line !== undefined) this.#settle(line, other);
			}
		}
	}

	/** A line that says the same as an earlier one adds nobody. */
	repeat(): void {
		const first = new Map<string, number>();
		for (const [index, listed] of this.#people.entries()) {
			if (!listed) continue;
			const key = JSON.stringify(wholeKey(listed));
			const line = first.get(key);
			if (line === undefined) first.set(key, index);
			else this.#matches[index] ??= { kind: 'repeat', line };
		}
	}

	/** The same name in the same class, and nobody else it could be: at most the number is another. */
	seat(): void {
		for (const { lines, known } of this.#groups((it) => [classKey(it), nameKey(it.name)])) {
			const [line, other] = [lines[0], known[0]];
			if (lines.length === 1 && known.length === 1 && line !== undefined && other) {
				this.#settle(line, other);
			}
		}
	}

	/**
	 * The same name elsewhere in the school: moved, if nobody else in the list or the school is called
	 * so, and the old class is in the list without them, or they went up a grade. Else a question.
	 */
	follow(): void {
		const names = this.#count((listed) =>
			JSON.stringify([schoolKey(listed.school), nameKey(listed.name)])
		);
		for (const { key, lines, known } of this.#groups((it) => [
			schoolKey(it.school),
			nameKey(it.name)
		])) {
			const [line, other] = [lines[0], known[0]];
			const listed = line === undefined ? null : this.#people[line];
			if (line === undefined || !other || !listed) continue;
			const alone = lines.length === 1 && known.length === 1 && names.get(key) === 1;
			if (alone && this.#couldHaveMoved(listed, other)) this.#settle(line, other);
			else for (const index of lines) this.#ask(index, 'place', known);
		}
	}

	/**
	 * The same place under another name: corrected, or somebody else by now. Where the class is
	 * otherwise unknown it is a new year's, and only a slip of one letter is worth a question.
	 */
	ask(): void {
		const familiar = this.#familiarClasses();
		const place = (it: Listed) =>
			it.number === null || it.classNo === null ? null : [classKey(it), it.number];
		const base = (it: Listed) => [classKey(it), unmarked(it.name)];
		for (const { lines, known } of [...this.#groups(place), ...this.#groups(base)]) {
			for (const index of lines) {
				const listed = this.#people[index];
				if (!listed) continue;
				const likely = known
					.slice(0, CANDIDATES_MAX)
					.filter(({ name }) => familiar.has(classKey(listed)) || nearlySame(listed.name, name));
				this.#ask(index, 'name', likely);
			}
		}
	}

	result(): Comparison {
		const asked = new Set(
			this.#matches.flatMap((match) => (match?.kind === 'question' ? match.candidates : []))
		);
		const gone = [...this.#free.values()].filter(
			(known) =>
				this.#present.roster.has(known.id) &&
				!asked.has(known.id) &&
				this.#classes.has(classKey(known))
		);
		return {
			matches: this.#matches.map((match) => match ?? { kind: 'added' }),
			gone: gone.map(({ id }) => id)
		};
	}

	#settle(index: number, known: Known): void {
		const listed = this.#people[index];
		if (!listed) return;
		this.#free.delete(known.id);
		const found = { participant: known.id, enrolled: this.#present.roster.has(known.id) };
		const changes = (['grade', 'classNo', 'number'] as const).filter(
			(part) => listed[part] !== null && listed[part] !== known[part]
		);
		if (nameKey(listed.name) !== nameKey(known.name)) {
			this.#matches[index] = { kind: 'renamed', ...found };
		} else if (changes.length > 0) {
			this.#matches[index] = { kind: 'moved', ...found, changes };
		} else {
			this.#matches[index] = { kind: 'same', ...found };
		}
	}

	#ask(index: number, about: 'name' | 'place', known: readonly Known[]): void {
		if (known.length === 0 || this.#matches[index]) return;
		const candidates = known.slice(0, CANDIDATES_MAX).map(({ id }) => id);
		this.#matches[index] = { kind: 'question', about, candidates };
	}

	#familiarClasses(): ReadonlySet<string> {
		const classes = new Map<string, { lines: number; found: number }>();
		for (const [index, listed] of this.#people.entries()) {
			if (!listed) continue;
			const counts = classes.get(classKey(listed)) ?? { lines: 0, found: 0 };
			const kind = this.#matches[index]?.kind;
			counts.lines++;
			if (kind === 'same' || kind === 'moved' || kind === 'renamed') counts.found++;
			classes.set(classKey(listed), counts);
		}
		const familiar = [...classes].filter(([, it]) => it.found >= it.lines * FAMILIAR_SHARE);
		return new Set(familiar.map(([key]) => key));
	}

	#couldHaveMoved(listed: Listed, known: Known): boolean {
		if (listed.grade === null || listed.classNo === null) return true;
		if (known.grade === null || known.classNo === null) return true;
		if (listed.grade === known.grade + 1) return true;
		return listed.grade === known.grade && this.#classes.has(classKey(known));
	}

	/** How many lines and participants, matched or not, have a key: the larger of the two. */
	#count(keyOf: (listed: Listed) => string): ReadonlyMap<string, number> {
		const counted = [this.#people, this.#present.known].map((people) => {
			const counts = new Map<string, number>();
			for (const listed of people) {
				if (listed) counts.set(keyOf(listed), (counts.get(keyOf(listed)) ?? 0) + 1);
			}
			return counts;
		});
		const [lines, known] = counted;
		return new Map(
			[...(lines ?? [])].map(([key, count]) => [key, Math.max(count, known?.get(key) ?? 0)])
		);
	}

	/** Lines without a match and participants without a line that have the same key. */
	#groups(keyOf: (listed: Listed) => readonly unknown[] | null) {
		const groups = new Map<string, { key: string; lines: number[]; known: Known[] }>();
		const groupOf = (listed: Listed) => {
			const parts = keyOf(listed);
			if (!parts) return null;
			const key = JSON.stringify(parts);
			const group = groups.get(key) ?? { key, lines: [], known: [] };
			groups.set(key, group);
			return group;
		};
		for (const [index, listed] of this.#people.entries()) {
			if (listed && this.#matches[index] === null) groupOf(listed)?.lines.push(index);
		}
		for (const known of this.#free.values()) groupOf(known)?.known.push(known);
		return [...groups.values()].filter(({ lines, known }) => lines.length > 0 && known.length > 0);
	}
}

/** Whether two names differ by no more than one letter, or by what tells namesakes apart. */
function nearlySame(one: string, other: string): boolean {
	const [a, b] = [nameKey(one), nameKey(other)];
	if (unmarked(a) === unmarked(b)) return true;
	let [start, end] = [0, 0];
	while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
	const rest = Math.max(a.length, b.length) - start;
	while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
	return rest - end <= 1;
}

function wholeKey(listed: Listed): readonly unknown[] {
	return [classKey(listed), listed.number, nameKey(listed.name)];
}

function classKey(listed: Listed): string {
	return JSON.stringify([schoolKey(listed.school), listed.grade, listed.classNo]);
}
