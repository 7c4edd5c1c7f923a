import { guess, helps, rehearse, type Taught } from './attacker.ts';
import { CLUES, type Clue } from './clues.ts';
import type { Solved } from './evidence.ts';

/** How well an attack did. */
export interface Success {
	/** The share of rows that were named rightly, and what blind guessing is expected to reach. */
	readonly linked: number;
	readonly chance: number;
	/** Of `linked`. */
	readonly interval: readonly [number, number];
	readonly rows: number;
}

/** The units of one center. */
export type Played = readonly Solved[];

/** Normal quantiles: of a 95 % interval, and of one that misses once in 10,000 times. */
export const Z95 = 1.959964;
export const Z9999 = 3.890592;

/**
 * Attacks all centers by some clues. What is used against a center was learnt at others: those with odd
 * numbers teach about those with even ones, and the other way round. Clues that help nothing at the
 * rehearsal are left out.
 */
export function attack(centers: readonly Played[], clues: readonly Clue[], z = Z95): Success {
	const halves = [0, 1].map((odd) => centers.filter((_, index) => index % 2 === odd));
	const taught = halves.map((half): Taught[] =>
		clues
			.filter((clue) => helps(clue, half))
			.map((clue) => ({ clue, lesson: rehearse(clue, half.flat()) }))
	);
	const outcomes = halves.flatMap((half, odd) =>
		half.flat().map((solved, index) => ({
			right: guess(solved, taught[1 - odd] ?? [], index + 1),
			rows: solved.unit.rows.length,
			visits: solved.unit.visits.length
		}))
	);
	return success(
		outcomes.filter(({ rows }) => rows > 0),
		z
	);
}

/**
 * A ratio of sums with its normal interval, each unit a cluster (Cochran 1977, 6.4): what is guessed within
 * a unit hangs together.
 */
function success(
	outcomes: readonly { readonly right: number; readonly rows: number; readonly visits: number }[],
	z: number
): Success {
	const rows = sum(outcomes.map((each) => each.rows));
	const linked = sum(outcomes.map(({ right }) => right)) / rows;
	const chance = sum(outcomes.map((each) => each.rows / each.visits)) / rows;
	const count = outcomes.length;
	const squares = sum(outcomes.map((each) => (each.right - linked * each.rows) ** 2));
	const error = Math.sqrt((count / (count - 1)) * squares) / rows;
	return { linked, chance, interval: [linked - z * error, linked + z * error], rows };
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

/** The clue that does best by itself, measured from chance in its own uncertainty. */
export function strongest(centers: readonly Played[]): { readonly name: string } & Success {
	const each = Object.entries(CLUES).map(([name, clue]) => ({ name, ...attack(centers, [clue]) }));
	const strength = ({ interval: [from], chance }: Success) => from - chance;
	const [best] = each.toSorted((a, b) => strength(b) - strength(a));
	if (!best) throw new Error('There is no clue');
	return best;
}

/** Whether an attack did better than chance for certain. */
export function isBroken({ interval: [from], chance }: Success): boolean {
	return from > chance;
}

/** Whether an attack did neither better nor worse than chance, as far as anybody can tell. */
export function isHeld({ interval: [from, to], chance }: Success): boolean {
	return from <= chance && chance <= to;
}
