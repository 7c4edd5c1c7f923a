/** After this many failures in a row each further try has to wait, twice as long each time. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** So that guessing with ever new names cannot fill the memory. */
const KEYS_MAX = 10_000;

/** Slows guessing down, per account or for all pairing codes together. Kept in memory: a restart forgives. */
export class Limiter {
	readonly #failures = new Map<string, { count: number; until: number }>();

	/** How long this key still has to wait, in ms; 0 if it may try. */
	wait(key: string, now: number): number {
		return Math.max(0, (this.#failures.get(key)?.until ?? 0) - now);
	}

	failed(key: string, now: number): void {
		const count = (this.#failures.get(key)?.count ?? 0) + 1;
		const excess = count - FREE_FAILURES;
		const wait = excess < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** excess, LONGEST_WAIT_MS);
		this.#failures.delete(key);
		this.#failures.set(key, { count, until: now + wait });
		const [oldest] = this.#failures.keys();
		if (this.#failures.size > KEYS_MAX && oldest !== undefined) this.#failures.delete(oldest);
	}

	succeeded(key: string): void {
		this.#failures.delete(key);
	}
}
