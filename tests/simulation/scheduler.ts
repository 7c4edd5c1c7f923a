interface Due {
	readonly at: number;
	readonly order: number;
	readonly work: () => void;
}

/**
 * Time that passes only when there is nothing left to do at this moment. Whatever happens in a simulation
 * happens because something was due, one after the other, in an order that follows from the seed alone.
 */
export class Scheduler {
	/** Ms since 1970, by the clock of the server. */
	now: number;
	readonly #due: Due[] = [];
	#order = 0;

	constructor(now: number) {
		this.now = now;
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

	/** Goes on until nothing is due any more. */
	async run(): Promise<void> {
		await settled();
		for (let next = this.#due.pop(); next; next = this.#due.pop()) {
			this.now = Math.max(this.now, next.at);
			next.work();
			await settled();
		}
	}

	/** Goes on for so many ms; what is due later stays so. */
	async runFor(ms: number): Promise<void> {
		const until = this.now + ms;
		await settled();
		for (let next = this.#due.at(-1); next && next.at <= until; next = this.#due.at(-1)) {
			this.#due.pop();
			this.now = Math.max(this.now, next.at);
			next.work();
			await settled();
		}
		this.now = until;
	}
}

function isLater(one: Due | undefined, other: Due): boolean {
	return one !== undefined && (one.at - other.at || one.order - other.order) > 0;
}

/** Everything in memory goes on without waiting, so it has come to rest when the process turns to what is outside. */
function settled(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
