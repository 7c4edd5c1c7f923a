import type { FaultKind } from './faults.ts';
import { calm } from './calm.ts';
import { rule, use } from './doings.ts';
import { judge } from './judge.ts';
import type { Failure } from './oracle.ts';
import { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

/** No history takes so long: whoever waits then waits for what nobody will do. Of the real clock. */
const HISTORY_MS_MAX = 180_000;

/** What is played. Everything else follows from it. */
export interface Plan {
	readonly seed: number;
	readonly tablets: number;
	/** How often each tablet is used. */
	readonly steps: number;
	/** Which kinds of fault may happen; null for all. */
	readonly only: readonly FaultKind[] | null;
}

/** The plan of a seed when nobody asks for another. */
export function planOf(seed: number): Plan {
	return { seed, tablets: 2 + (seed % 3), steps: 70, only: null };
}

export interface Played {
	readonly events: number;
	/** What might have gone wrong, and what did. */
	readonly kinds: readonly FaultKind[];
	readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
	readonly failures: readonly Failure[];
}

/** Plays one history: tablets at the doors of two centers, a storm between them and the server, then calm. */
export async function play(stage: Stage, plan: Plan): Promise<Played> {
	const { ground, centers } = await stage.open(plan.seed);
	const scene = await Scene.open(stage.keys, ground, centers, plan);
	let overdue: NodeJS.Timeout | undefined;
	const late = new Promise<'late'>((resolve) => {
		overdue = setTimeout(() => resolve('late'), HISTORY_MS_MAX);
	});
	const ended = await Promise.race([playOut(scene, plan), late]);
	clearTimeout(overdue);
	if (ended === 'late') scene.oracle.fail('nothing is stuck', 'the history came to no end');
	else await scene.close();
	return {
		events: ended === 'late' ? 0 : ended,
		kinds: scene.faults.kinds,
		faults: Object.fromEntries(scene.faults.counts),
		failures: scene.oracle.failures
	};
}

/** Returns how many events the centers have in the end. */
async function playOut(scene: Scene, { tablets, steps }: Plan): Promise<number> {
	for (let n = 0; n < tablets; n++) {
		const member = scene.place(n === 1 ? 1 : 0);
		scene.spawn(() => use(scene, member, steps));
	}
	scene.spawn(() => rule(scene, steps));
	await scene.scheduler.run();
	if (scene.playing > 0) scene.oracle.fail('nothing is stuck', `${scene.playing} never ended`);
	await calm(scene);
	let events = 0;
	for (const center of scene.centers) {
		events += await judge(scene, center);
	}
	return events;
}
