import { wasSet, type Clocks } from '#domain/clock-set.ts';
import type { Environment } from '#kiosk/environment.ts';

/** Notices when somebody sets the tablet's clock while the page is open. */
export class ClockWatch {
	/** It was set, and what it is off by now is not known yet. */
	doubtful = $state(false);

	readonly #environment: Environment;
	#last: Clocks | null = null;
	#slept = false;

	constructor(environment: Environment) {
		this.#environment = environment;
	}

	/** Looks at the clocks; true if the clock was set since the last look. */
	look(): boolean {
		const { now, elapsed } = this.#environment;
		const clocks = { now: now(), elapsed: elapsed() };
		const set = this.#last !== null && wasSet(this.#last, clocks, this.#slept);
		this.#last = clocks;
		this.#slept = document.hidden;
		if (set) this.doubtful = true;
		return set;
	}

	/** The screen went off, or somebody looked at something else: the tablet may have slept. */
	hidden(): void {
		this.#slept = true;
	}

	/** The center was heard to say what the clock is off by. */
	heard(): void {
		this.doubtful = false;
	}
}
