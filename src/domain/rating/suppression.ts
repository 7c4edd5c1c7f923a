import type { Disclosure } from '#domain/rating/disclosure.ts';
import type { Distribution } from '#domain/rating/distribution.ts';
import {
	detour,
	networkOf,
	stepsOf,
	type Arc,
	type Network,
	type Way
} from '#domain/rating/network.ts';
import { telling } from '#domain/rating/telling.ts';

/**
 * Decides what of a table may be shown, so that what is hidden cannot be computed from the rest.
 *
 * What is assumed is somebody who sees every sum and every part that is shown, answer by answer, knows
 * that answers are whole numbers and not negative, and can solve for the rest. Promised is, for every
 * hidden number:
 *
 * 1. how many answers it has stays open: at least two values agree with all that is shown;
 * 2. if it was hidden for itself, `few` or `unanimous`, then among what agrees with all that is shown is
 *    a table in which it could have been shown: with `FEWEST` answers or more, and not all the same bad
 *    one. So nobody can conclude that it is one of those.
 *
 * Not promised is anything against somebody who gave one of the answers, who counted at the door how many
 * did, who works out which of several ways of hiding this function prefers, or who has another table
 * that cuts the same answers differently.
 *
 * The method is the one by which statistical offices protect tables with sums: for each hidden number
 * look for the cheapest circle of numbers around which answers could be shifted unseen, and hide it
 * (L. H. Cox, Network models for complementary cell suppression, Journal of the American Statistical
 * Association 90, 1995, 1453–1462). It hides little, though not always the least possible.
 */
export function suppress(arcs: readonly Arc[]): ReadonlyMap<Arc, Disclosure> {
	const disclosures = new Map<Arc, Disclosure>(
		arcs.map((arc) => {
			const reason = telling(arc.counts);
			return [arc, reason ? { kind: 'hidden', reason } : { kind: 'shown' }];
		})
	);
	const network = networkOf(arcs);
	for (const arc of arcs) if (telling(arc.counts)) shelter(arc, network, disclosures);
	return disclosures;
}

/** Shifts answers into a hidden number, and hides what that takes, until it could have been shown. */
function shelter(hidden: Arc, network: Network, disclosures: Map<Arc, Disclosure>): void {
	const shifted = new Map<Arc, Distribution>();
	const countsOf = (arc: Arc) => shifted.get(arc) ?? arc.counts;
	const shown = (arc: Arc) => disclosures.get(arc)?.kind === 'shown';
	const shift = (arc: Arc, answer: number, change: 1 | -1) => {
		const counts = countsOf(arc);
		shifted.set(arc, counts.with(answer, (counts[answer] ?? 0) + change));
		if (shown(arc)) disclosures.set(arc, { kind: 'hidden', reason: 'complementary' });
	};
	const wayFor = (answer: number, below: number) =>
		detour(network, hidden, below, ({ arc, change }) => {
			if (change === -1 && !countsOf(arc)[answer]) return null;
			return shown(arc) ? arc.price : 0;
		});

	// Each round adds an answer: after `FEWEST` of them, and one that differs, nothing is telling any more.
	for (let counts = hidden.counts; telling(counts); counts = countsOf(hidden)) {
		const found = cheapest(useful(counts), wayFor);
		// Through the sums there is always a way, so that without one this is no table.
		if (!found) throw new RangeError('A number belongs to no sum');
		shift(hidden, found.answer, 1);
		for (const { arc, change } of stepsOf(found.way)) shift(arc, found.answer, change);
	}
}

/**
 * Of which answers one more makes a distribution less telling: if all gave one, of any other. The highest
 * first: most answers are high, so that a way is found soonest there.
 */
function useful(counts: Distribution): number[] {
	const unanimous = telling(counts) === 'unanimous';
	return [...counts.keys()].filter((answer) => !unanimous || !counts[answer]).reverse();
}

function cheapest(
	answers: readonly number[],
	wayFor: (answer: number, below: number) => Way | null
): { readonly answer: number; readonly way: Way } | null {
	return answers.reduce<{ readonly answer: number; readonly way: Way } | null>((best, answer) => {
		const way = wayFor(answer, best?.way.price ?? Infinity);
		return way ? { answer, way } : best;
	}, null);
}
