import type { FaultKind } from './faults.ts';
import { play, type Plan } from './play.ts';
import type { Stage } from './stage.ts';

/** No failure is worth more histories than this. */
const TRIES_MAX = 60;

/**
 * A smaller plan that fails as well: shorter, with fewer tablets, then with fewer kinds of fault. What is left
 * out changes what else happens, so each candidate is played.
 */
export async function shrink(stage: Stage, plan: Plan, kinds: readonly FaultKind[]): Promise<Plan> {
	let best: Plan = { ...plan, only: plan.only ?? kinds };
	let tries = 0;
	const fails = async (candidate: Plan) =>
		tries++ < TRIES_MAX && (await play(stage, candidate)).failures.length > 0;
	if (!(await fails(best))) return plan;
	for (let smaller = true; smaller;) {
		smaller = false;
		for (const candidate of smallerThan(best)) {
			if (!(await fails(candidate))) continue;
			[best, smaller] = [candidate, true];
			break;
		}
	}
	return best;
}

function smallerThan(plan: Plan): Plan[] {
	const { steps, tablets, only } = plan;
	return [
		...(steps > 1 ? [{ ...plan, steps: Math.ceil(steps / 2) }] : []),
		...(tablets > 1 ? [{ ...plan, tablets: tablets - 1 }] : []),
		...(only ?? []).map((out) => ({ ...plan, only: (only ?? []).filter((kind) => kind !== out) }))
	];
}
