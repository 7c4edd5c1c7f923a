import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Plan } from './play.ts';
import type { Report } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Processes that play histories at the same time. */
export class Crew {
	readonly #processes: readonly ChildProcess[];

	/** On a PostgreSQL that all of them share, or each on SQLite. */
	constructor(count: number, postgres: string | null) {
		const env = { ...process.env, ...(postgres ? { SIMULATED_ON: postgres } : {}) };
		this.#processes = Array.from({ length: count }, () => fork(WORKER, { env }));
	}

	/** Plays plan after plan until there is none; `heard` may say false to have no more begun. */
	async play(next: () => Plan | null, heard: (report: Report) => boolean): Promise<void> {
		const enough = new AbortController();
		const ended = new AbortController();
		const { signal } = ended;
		// Otherwise whoever waits for the answer of a process that died would wait for ever.
		for (const worker of this.#processes) worker.once('exit', () => ended.abort());
		await Promise.all(
			this.#processes.map(async (worker) => {
				await once(worker, 'message');
				for (let plan = next(); plan && !enough.signal.aborted; plan = next()) {
					const answered = once(worker, 'message', { signal });
					worker.send(plan);
					const [report] = (await answered) as [Report];
					if (!heard(report)) enough.abort();
				}
			})
		);
	}

	close(): void {
		for (const worker of this.#processes) if (worker.connected) worker.disconnect();
	}
}
