/** After this many failures in a row each further try has to wait, twice as long each time. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** So that guessing with ever new names cannot fill the memory. */
const KEYS_MAX = 10_000;

/** How long whoever has failed so often in a row has to wait before the next try, in ms. */
export function waitAfter(failures: number): number {
	const excess = failures - FREE_FAILURES;
	return excess < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** excess, LONGEST_WAIT_MS);
}

/**
 * Slows guessing down, by the address that it comes from. Kept in the memory of one process and nowhere else, for
 * no table may hold who answered from where: a restart forgives, and each further process lets a few more through,
 * which for codes of eight digits or links of 128 bits makes no difference.
 */
export class Limiter {
	readonly #failures = new Map<string, { count: number; until: number }>();

	/** How long this key still has to wait, in ms; 0 if it may try. */
	wait(key: string, now: number): number {
		return Math.max(0, (this.#failures.get(key)?.until ?? 0) - now);
	}

	failed(key: string, now: number): void {
		const count = (this.#failures.get(key)?.count ?? 0) + 1;
		this.#failures.delete(key);
		this.#failures.set(key, { count, until: now + waitAfter(count) });
		const [oldest] = this.#failures.keys();
		if (this.#failures.size > KEYS_MAX && oldest !== undefined) this.#failures.delete(oldest);
	}

	succeeded(key: string): void {
		this.#failures.delete(key);
	}
}
