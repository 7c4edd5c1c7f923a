import { numbersFrom } from '../random.ts';
import { assign } from './assignment.ts';
import type { Clue, Look } from './clues.ts';
import type { Row, Solved, Visit } from './evidence.ts';

/** How often a look was seen, on pairs that belong together and on all pairs. */
interface Seen {
	right: number;
	all: number;
}

/** What a look says for a pair belonging together: the logarithm of how much likelier it makes that. */
export type Lesson = ReadonlyMap<string, number>;

/** Looks seen less often than this say next to nothing. */
const PRIOR = 4;
/** Too little to outweigh anything that a clue says. */
const DIE = 1e-6;

/**
 * What a clue teaches where the truth is known: the attacker has centers of his own to rehearse at, and
 * assumes nothing about what a trace means.
 */
export function rehearse(clue: Clue, known: readonly Solved[]): Lesson {
	const seen = new Map<string, Seen>();
	let pairs = 0;
	let belonging = 0;
	for (const { unit, owners } of known) {
		const look = clue(unit);
		for (const row of unit.rows) {
			const owner = owners.get(row.id);
			for (const visit of unit.visits) {
				const key = look(visit, row);
				const count = seen.get(key) ?? { right: 0, all: 0 };
				seen.set(key, count);
				count.all += 1;
				pairs += 1;
				if (visit.participant !== owner) continue;
				count.right += 1;
				belonging += 1;
			}
		}
	}
	const share = belonging / Math.max(1, pairs);
	return new Map(
		[...seen].map(([key, { right, all }]) => [
			key,
			Math.log((right + PRIOR * share) / (all + PRIOR) / share)
		])
	);
}

/**
 * Whether a clue is worth anything, as far as a rehearsal shows: learnt at either half of the known centers,
 * it must make the truth likelier at the other. Those that do not are only noise to the others.
 */
export function helps(clue: Clue, known: readonly (readonly Solved[])[]): boolean {
	const halves = [0, 1].map((odd) => known.filter((_, index) => index % 2 === odd).flat());
	const gains = halves.map((half, odd) =>
		gain({ clue, lesson: rehearse(clue, halves[1 - odd] ?? []) }, half)
	);
	return gains.reduce((sum, gained) => sum + gained, 0) > 0;
}

/** By how much a clue makes the truth likelier than blind guessing does: the sum of logarithms. */
function gain({ clue, lesson }: Taught, centers: readonly Solved[]): number {
	let sum = 0;
	for (const { unit, owners } of centers) {
		const look = clue(unit);
		for (const row of unit.rows) {
			const weights = unit.visits.map((visit) => Math.exp(lesson.get(look(visit, row)) ?? 0));
			const own = unit.visits.findIndex(({ participant }) => participant === owners.get(row.id));
			const total = weights.reduce((all, weight) => all + weight, 0);
			sum += Math.log(((weights[own] ?? 0) * weights.length) / total);
		}
	}
	return sum;
}

/** What was rehearsed, clue by clue. */
export interface Taught {
	readonly clue: Clue;
	readonly lesson: Lesson;
}

/** Where nothing tells two apart the attacker throws dice; so often, so that luck counts for less. */
const THROWS = 16;

/**
 * Guesses whose each row of a unit is: so that what all clues together say for these pairs is the most
 * (maximum likelihood, each clue taken for independent). Returns how many rows were named rightly, on the
 * average of its throws.
 */
export function guess({ unit, owners }: Solved, taught: readonly Taught[], seed: number): number {
	const chance = numbersFrom(seed);
	const looks = taught.map(({ clue, lesson }) => ({ look: clue(unit), lesson }));
	const scores = unit.rows.map((row) => unit.visits.map((visit) => says(looks, visit, row)));
	let right = 0;
	for (let thrown = 0; thrown < THROWS; thrown++) {
		const chosen = assign(scores.map((row) => row.map((score) => score + chance() * DIE)));
		right += unit.rows.filter((row, index) => {
			const visit = unit.visits[chosen[index] ?? -1];
			return visit?.participant === owners.get(row.id);
		}).length;
	}
	return right / THROWS;
}

function says(
	looks: readonly { readonly look: Look; readonly lesson: Lesson }[],
	visit: Visit,
	row: Row
): number {
	return looks.reduce((sum, { look, lesson }) => sum + (lesson.get(look(visit, row)) ?? 0), 0);
}
