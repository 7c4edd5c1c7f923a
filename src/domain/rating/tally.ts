import type { Way } from '#domain/rating/ballot.ts';
import type { Band } from '#domain/rating/band.ts';
import { combined, type Distribution } from '#domain/rating/distribution.ts';
import { SCALES } from '#domain/rating/scale.ts';

/** Who was asked and how: only answers that have both in common are ever added up. */
export interface Asked {
	readonly band: Band;
	readonly way: Way;
}

/** What some answers of people who were asked alike add up to. */
export interface Tally {
	/** All that were given. */
	readonly counts: Distribution;
	/** Those of them that were given sooner than anybody reads. */
	readonly quick: Distribution;
	/** How many did not want to answer. */
	readonly declined: number;
	/** How often each reason was given, by its key. */
	readonly reasons: Readonly<Record<string, number>>;
}

/** What is needed of an answer to count it. */
interface Answered {
	readonly answer: number | null;
	readonly reasons: readonly string[];
	readonly quick: boolean;
}

/** Whether two were asked alike. */
export function alike(one: Asked, other: Asked): boolean {
	return one.band === other.band && one.way === other.way;
}

/** The name of a group of people asked alike, for addresses and lists. */
export function keyOfAsked({ band, way }: Asked): string {
	return `${band}.${way}`;
}

/** Of no answers, on the scale of a band. */
export function emptyTally(band: Band): Tally {
	const none = Array.from({ length: SCALES[band].points }, () => 0);
	return { counts: none, quick: none, declined: 0, reasons: {} };
}

/** Adds up answers of one band. An answer that its scale does not have is none. */
export function tallied(band: Band, answers: readonly Answered[]): Tally {
	const empty = emptyTally(band);
	const count = (some: readonly Answered[]): Distribution =>
		empty.counts.map((_, index) => some.filter(({ answer }) => answer === index + 1).length);
	return {
		counts: count(answers),
		quick: count(answers.filter(({ quick }) => quick)),
		declined: answers.filter(({ answer }) => answer === null).length,
		reasons: sumOf(answers.map(({ reasons }) => Object.fromEntries(reasons.map((key) => [key, 1]))))
	};
}

/** Several tallies of one band as one. */
export function together(band: Band, tallies: readonly Tally[]): Tally {
	const all = [emptyTally(band), ...tallies];
	return {
		counts: combined(all.map(({ counts }) => counts)),
		quick: combined(all.map(({ quick }) => quick)),
		declined: all.reduce((sum, { declined }) => sum + declined, 0),
		reasons: sumOf(all.map(({ reasons }) => reasons))
	};
}

function sumOf(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
	const sum = new Map<string, number>();
	for (const each of counts) {
		for (const [key, count] of Object.entries(each)) sum.set(key, (sum.get(key) ?? 0) + count);
	}
	return Object.fromEntries(sum);
}
