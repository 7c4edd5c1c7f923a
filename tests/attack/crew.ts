import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Build, Target } from './build.ts';
import type { Solved } from './evidence.ts';
import type { Order } from './worker.ts';

/** In how many sessions each center is played. */
const SESSIONS_EACH = 10;
/** A rehearsal is halved twice, so there must be some centers. */
const CENTERS_MIN = 8;

/** Threads that play centers. */
export class Crew {
	readonly #idle: Worker[];
	readonly #waiting: ((worker: Worker) => void)[] = [];
	readonly #all: readonly Worker[];

	constructor(threads: number) {
		this.#all = Array.from(
			{ length: threads },
			() => new Worker(new URL('worker.ts', import.meta.url))
		);
		this.#idle = [...this.#all];
	}

	/** Plays so many sessions of a build; what was copied, center by center, for each target. */
	async play(build: Build, sessions: number, seed: number): Promise<Record<Target, Solved[][]>> {
		const count = Math.max(CENTERS_MIN, Math.ceil(sessions / SESSIONS_EACH));
		const sizes = Array.from(
			{ length: count },
			(_, nth) => Math.floor(((nth + 1) * sessions) / count) - Math.floor((nth * sessions) / count)
		);
		const played = await Promise.all(
			sizes.map((size, nth) =>
				this.#order({ build: build.name, sessions: size, seed: seed * 10_000 + nth })
			)
		);
		return {
			rating: played.map((center) => center.rating),
			'late rating': played.map((center) => center['late rating']),
			comment: played.map((center) => center.comment)
		};
	}

	async close(): Promise<void> {
		await Promise.all(this.#all.map((worker) => worker.terminate()));
	}

	async #order(order: Order): Promise<Record<Target, Solved[]>> {
		const worker =
			this.#idle.pop() ?? (await new Promise<Worker>((resolve) => this.#waiting.push(resolve)));
		worker.postMessage(order);
		// Rejects if the thread dies of an error meanwhile.
		const [played] = await once(worker, 'message');
		const next = this.#waiting.shift();
		if (next) next(worker);
		else this.#idle.push(worker);
		return played;
	}
}
