/**
 * What goes on outside of this process's memory: cryptography in other threads, a database at the end of a
 * socket. Virtual time waits for it.
 */
export class Outside {
	#waiting = 0;
	#heard: (() => void)[] = [];

	/** How many answers are waited for. */
	get waiting(): number {
		return this.#waiting;
	}

	/** Waits for something out there. */
	async wait<Answer>(answer: Promise<Answer>): Promise<Answer> {
		this.#waiting++;
		try {
			return await answer;
		} finally {
			this.#waiting--;
			for (const resume of this.#heard.splice(0)) resume();
		}
	}

	/** Until the next answer has come. */
	next(): Promise<void> {
		return new Promise((resolve) => this.#heard.push(resolve));
	}
}

/** Has virtual time wait for the browser's cryptography, which the product awaits. */
export function watchCryptography(outside: Outside): void {
	const { subtle } = globalThis.crypto;
	for (const name of ['importKey', 'sign', 'verify', 'deriveBits', 'deriveKey'] as const) {
		const work = subtle[name].bind(subtle) as (...given: unknown[]) => Promise<unknown>;
		Object.defineProperty(subtle, name, {
			value: (...given: unknown[]) => outside.wait(work(...given))
		});
	}
}
