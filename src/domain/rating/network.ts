import type { Distribution } from '#domain/rating/distribution.ts';

/**
 * One number of a table whose sums are published too. Such a table is a network in which as much flows
 * into each node as out of it: a part flows from its row to its column, a row's sum flows back into the
 * row, a column's out of the column, and the total closes the circle. Every table that agrees with the
 * sums is such a flow, and two of them differ by circles.
 */
export interface Arc {
	readonly from: number;
	readonly to: number;
	readonly counts: Distribution;
	/** What hiding it costs, above 0: the answers that would no longer be seen. */
	readonly price: number;
}

/** Going along an arc is one answer more in it, going against it one less. */
export interface Step {
	readonly arc: Arc;
	readonly change: 1 | -1;
	readonly to: number;
}

/** The steps that lead away from each node. */
export type Network = ReadonlyMap<number, readonly Step[]>;

/** A way from one node to another that changes no sum at those between them. */
export interface Way {
	readonly to: number;
	readonly price: number;
	readonly last: { readonly step: Step; readonly before: Way } | null;
}

/** The network that arcs make. */
export function networkOf(arcs: readonly Arc[]): Network {
	const leaving = new Map<number, Step[]>();
	const add = (node: number, step: Step) => {
		const steps = leaving.get(node);
		if (steps) steps.push(step);
		else leaving.set(node, [step]);
	};
	for (const arc of arcs) {
		add(arc.from, { arc, change: 1, to: arc.to });
		add(arc.to, { arc, change: -1, to: arc.from });
	}
	return leaving;
}

/**
 * The cheapest way to close a circle around an arc: from where it leads to where it comes from, without
 * itself. Null if there is none below a price. Dijkstra's method.
 *
 * @param below what the way must cost less than
 * @param price what a step costs now, 0 or more; null where it cannot be gone
 */
export function detour(
	network: Network,
	around: Arc,
	below: number,
	price: (step: Step) => number | null
): Way | null {
	const cheapest = new Map<number, number>([[around.to, 0]]);
	// The dearest first, so that the cheapest is taken from the end.
	const ways: Way[] = [{ to: around.to, price: 0, last: null }];
	for (let way = ways.pop(); way; way = ways.pop()) {
		if (way.to === around.from) return way;
		for (const step of network.get(way.to) ?? []) {
			const further = step.arc === around ? null : price(step);
			if (further === null) continue;
			const longer = { to: step.to, price: way.price + further, last: { step, before: way } };
			if (longer.price >= (cheapest.get(step.to) ?? below)) continue;
			// Nothing can be cheaper than what adds nothing to the cheapest way so far.
			if (longer.to === around.from && further === 0) return longer;
			cheapest.set(step.to, longer.price);
			const dearer = ways.findLastIndex((each) => each.price > longer.price);
			ways.splice(dearer + 1, 0, longer);
		}
	}
	return null;
}

/** The steps of a way, the last one first. */
export function stepsOf(way: Way): Step[] {
	const steps: Step[] = [];
	for (let { last } = way; last; { last } = last.before) steps.push(last.step);
	return steps;
}
