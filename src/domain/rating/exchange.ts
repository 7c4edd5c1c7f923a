import type { Ballot, Rating } from '#domain/rating/ballot.ts';
import { shuffled } from '#domain/rating/shuffle.ts';

/**
 * Ballots opened together, each answer with the reasons and the haste of anybody who answered alike. How many
 * reasons somebody gave depends on how soon the next one came, which attendance knows: with its own reasons an
 * answer would lead back there. What is counted of an answer, and of the reasons given with it, stays the same.
 */
export function exchanged<Opened extends { readonly ballot: Ballot }>(
	opened: readonly Opened[],
	random: (length: number) => Uint8Array
): Opened[] {
	const ratings = opened.flatMap(({ ballot }) => (ballot.kind === 'rating' ? [ballot] : []));
	const others = new Map<Rating, Rating>();
	// What a reason means is a matter of the survey.
	for (const alike of Map.groupBy(
		ratings,
		({ answer, survey }) => `${survey}/${answer}`
	).values()) {
		const given = shuffled(alike, random);
		for (const [index, rating] of alike.entries()) others.set(rating, given[index] ?? rating);
	}
	return opened.map((each) => {
		const other = each.ballot.kind === 'rating' ? others.get(each.ballot) : undefined;
		if (!other) return each;
		const { reasons, quick } = other;
		return { ...each, ballot: { ...each.ballot, reasons, quick } };
	});
}
