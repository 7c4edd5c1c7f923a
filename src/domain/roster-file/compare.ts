import type { RosterLine } from '#domain/roster-file/line.ts';
import type { Comparison, Present } from '#domain/roster-file/match.ts';
import { Matching } from '#domain/roster-file/matching.ts';

/**
 * Compares the lines of a list with the participants whom the center has. What a line does not say
 * changes nothing, so that importing the same file again changes nothing at all. Whoever could be
 * two people is a question, never a guess.
 */
export function compare(lines: readonly RosterLine[], present: Present): Comparison {
	const matching = new Matching(lines, present);
	matching.answer();
	matching.pair();
	matching.repeat();
	matching.seat();
	matching.follow();
	matching.ask();
	return matching.result();
}
