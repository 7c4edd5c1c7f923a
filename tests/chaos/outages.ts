import { spawnSync } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningServer } from '../stage/server.ts';
import { FAILPOINTS, type Failpoint } from './failpoint.ts';
import type { Findings } from './findings.ts';
import type { History } from './history.ts';

const UP_MS_MAX = 800;
const DOWN_MS_MAX = 300;
const STARTS_MAX = 3;
/** Scans come all the time: a moment that has not come by now will not come soon. */
const FAILPOINT_MS_MAX = 4_000;
/** Longer than a tablet waits for an answer. */
const STOPPED_MS = 16_000;
const FULL_MS = 3_000;
const LONG_PERCENT = 3;
const FAILPOINT_PERCENT = 65;
const FULL_PERCENT = 4;

/** What happens to the server: it is killed, at named moments and at any other, and started again. */
export class Outages {
	/** Servers that were killed, and of those the ones that died at a named moment. */
	kills = 0;
	readonly reached: Record<Failpoint, number> = {
		'before-insert': 0,
		'before-commit': 0,
		'after-commit': 0
	};
	readonly #server: RunningServer;
	readonly #chance: () => number;
	readonly #history: History;
	readonly #findings: Findings;
	readonly #patient: boolean;

	constructor(
		server: RunningServer,
		chance: () => number,
		history: History,
		findings: Findings,
		patient: boolean
	) {
		this.#server = server;
		this.#chance = chance;
		this.#history = history;
		this.#findings = findings;
		this.#patient = patient;
	}

	async go(ended: () => boolean): Promise<void> {
		while (!ended()) {
			await sleep(this.#chance() * UP_MS_MAX);
			if (this.#patient && this.#percent(LONG_PERCENT)) await this.#pause();
			if (this.#percent(FULL_PERCENT)) await this.#fill();
			if (this.#percent(FAILPOINT_PERCENT)) await this.#dieAt(this.#moment());
			else await this.#die();
			await sleep(this.#chance() * DOWN_MS_MAX);
			await this.#start();
		}
	}

	/** On a machine that is busy elsewhere a start can take very long; one that never comes is a finding. */
	async #start(): Promise<void> {
		for (let tries = 1; ; tries++) {
			try {
				return await this.#server.start();
			} catch (error) {
				this.#history.note('server did not start', { error: String(error) });
				if (tries === STARTS_MAX) return this.#findings.despair('the server does not start');
				await this.#server.kill();
			}
		}
	}

	async #die(): Promise<void> {
		this.#history.note('server dies', { how: 'at a random moment' });
		await this.#server.kill();
		this.kills++;
	}

	async #dieAt(failpoint: Failpoint): Promise<void> {
		const chosen = join(this.#server.dataDir, 'failpoint');
		writeFileSync(chosen, failpoint);
		const over = new AbortController();
		const limit = sleep(FAILPOINT_MS_MAX, 'late' as const, { signal: over.signal });
		const which = await Promise.race([this.#server.ended(), limit.catch(() => 'late' as const)]);
		over.abort();
		rmSync(chosen, { force: true });
		if (which === 'late') return this.#die();
		this.#history.note('server dies', { how: failpoint });
		this.reached[failpoint]++;
		this.kills++;
	}

	/** Stopped, not ended: it takes connections and answers nobody. */
	async #pause(): Promise<void> {
		this.#history.note('server stopped');
		process.kill(this.#server.pid(), 'SIGSTOP');
		await sleep(STOPPED_MS);
		process.kill(this.#server.pid(), 'SIGCONT');
		await sleep(this.#chance() * UP_MS_MAX);
	}

	/** No file of its may grow: the disk is full. */
	async #fill(): Promise<void> {
		const { size } = statSync(join(this.#server.dataDir, 'haebom.db-wal'), {
			throwIfNoEntry: false
		}) ?? { size: 0 };
		this.#history.note('server disk full', { size });
		this.#limit(String(size));
		await sleep(FULL_MS);
		this.#limit('unlimited');
	}

	#limit(size: string): void {
		spawnSync('prlimit', ['--pid', String(this.#server.pid()), `--fsize=${size}:unlimited`]);
	}

	#moment(): Failpoint {
		return FAILPOINTS[Math.floor(this.#chance() * FAILPOINTS.length)] ?? 'after-commit';
	}

	#percent(percent: number): boolean {
		return this.#chance() * 100 < percent;
	}
}
