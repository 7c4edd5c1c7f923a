import { Outside, watchCryptography } from './outside.ts';

/** One for this process, whose cryptography it is. */
export const outside = new Outside();
watchCryptography(outside);

interface Due {
	readonly at: number;
	readonly order: number;
	readonly work: () => void;
}

/**
 * Time that passes only when there is nothing left to do at this moment. Whatever happens in a simulation
 * happens because something was due, one after the other, in an order that follows from the seed alone; unless
 * `together` lets so many answers from outside be waited for while time goes on.
 */
export class Scheduler {
	/** Ms since 1970, by the clock of the server. */
	now: number;
	readonly #together: number;
	readonly #due: Due[] = [];
	#order = 0;

	constructor(now: number, together = 0) {
		this.now = now;
		this.#together = together;
	}

	/** Does something after so many ms. */
	after(ms: number, work: () => void): void {
		const due = { at: this.now + ms, order: this.#order++, work };
		let [low, high] = [0, this.#due.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			// The latest lie first, so that the next one is taken from the end.
			if (isLater(this.#due[middle], due)) low = middle + 1;
			else high = middle;
		}
		this.#due.splice(low, 0, due);
	}

	/** Waits for so many ms. */
	pass(ms: number): Promise<void> {
		return new Promise((resolve) => this.after(ms, resolve));
	}

	/** Goes on until nothing is due any more, and nobody waits for an answer. */
	run(): Promise<void> {
		return this.#runUntil(Infinity);
	}

	/** Goes on for so many ms; what is due later stays so. */
	async runFor(ms: number): Promise<void> {
		const until = this.now + ms;
		await this.#runUntil(until);
		this.now = Math.max(this.now, until);
	}

	async #runUntil(until: number): Promise<void> {
		for (;;) {
			await settled(this.#together);
			let next = this.#next(until);
			if (!next) {
				await settled(0);
				next = this.#next(until);
			}
			if (!next) return;
			this.now = Math.max(this.now, next.at);
			next.work();
		}
	}

	#next(until: number): Due | undefined {
		const next = this.#due.at(-1);
		return next && next.at <= until ? this.#due.pop() : undefined;
	}
}

function isLater(one: Due | undefined, other: Due): boolean {
	return one !== undefined && (one.at - other.at || one.order - other.order) > 0;
}

/**
 * Everything in memory goes on without waiting, so it has come to rest when the process turns to what is outside;
 * and so has all else once no more answers than so many are waited for.
 */
async function settled(waiting: number): Promise<void> {
	await rest();
	while (outside.waiting > waiting) {
		await outside.next();
		await rest();
	}
}

function rest(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
