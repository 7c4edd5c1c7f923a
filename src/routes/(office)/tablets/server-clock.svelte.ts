const TICK_MS = 1_000;

/** The server's clock, going on from the moment at which it made a page. */
export class ServerClock {
	now: number;
	readonly #from: number;
	readonly #since = performance.now();

	constructor(at: number) {
		this.#from = at;
		this.now = $state(at);
	}

	/** Begins to go; returns how to stop. */
	start(): () => void {
		const tick = () => (this.now = this.#from + performance.now() - this.#since);
		const ticking = setInterval(tick, TICK_MS);
		return () => clearInterval(ticking);
	}
}
