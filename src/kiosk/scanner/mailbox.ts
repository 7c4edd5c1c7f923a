/** More than a table of badges seen in the time one is recorded: older sightings are let go. */
const ITEMS_MAX = 64;

/** Turns callbacks into something to iterate over. */
export class Mailbox<Item> implements AsyncIterable<Item> {
	readonly #items: Item[] = [];
	#wake: () => void = () => {};
	#ended: { readonly error: Error | null } | null = null;

	put(item: Item): void {
		if (this.#ended) return;
		if (this.#items.length === ITEMS_MAX) this.#items.shift();
		this.#items.push(item);
		this.#wake();
	}

	/** Ends the iteration once everything before has been taken. */
	close(): void {
		this.#ended ??= { error: null };
		this.#wake();
	}

	/** Makes the iteration throw once everything before has been taken. */
	fail(error: Error): void {
		this.#ended ??= { error };
		this.#wake();
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
		for (;;) {
			const item = this.#items.shift();
			if (item !== undefined) {
				yield item;
			} else if (this.#ended) {
				if (this.#ended.error) throw this.#ended.error;
				return;
			} else {
				await new Promise<void>((resolve) => (this.#wake = resolve));
			}
		}
	}
}
