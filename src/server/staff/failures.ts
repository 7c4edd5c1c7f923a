import type { Store } from '#server/database/store.ts';
import { sha256 } from '#server/keys.ts';
import { waitAfter } from '#server/limiter.ts';

/** Who has not failed for a day is forgiven, and guessing with ever new names does not fill the table. */
const FORGIVEN_AFTER_MS = 24 * 60 * 60_000;

/** Slows down guessing of passwords and codes, per account, in all processes alike and over restarts. */
export class Failures {
	readonly #store: Store;

	constructor(store: Store) {
		this.#store = store;
	}

	/** How long this key still has to wait, in ms; 0 if it may try. */
	async wait(key: string, now: number): Promise<number> {
		const row = await this.#store.reader
			.selectFrom('failure')
			.select('until')
			.where('key', '=', sha256(key))
			.executeTakeFirst();
		return Math.max(0, (row?.until ?? 0) - now);
	}

	async failed(key: string, now: number): Promise<void> {
		const hashed = sha256(key);
		await this.#store.write(async (trx) => {
			await trx
				.deleteFrom('failure')
				.where('at', '<', now - FORGIVEN_AFTER_MS)
				.execute();
			const { count } = await trx
				.insertInto('failure')
				.values({ key: hashed, count: 1, until: now, at: now })
				.onConflict((conflict) =>
					conflict
						.column('key')
						.doUpdateSet((eb) => ({ count: eb('failure.count', '+', 1), at: now }))
				)
				.returning('count')
				.executeTakeFirstOrThrow();
			await trx
				.updateTable('failure')
				.set({ until: now + waitAfter(count) })
				.where('key', '=', hashed)
				.execute();
		});
	}

	async succeeded(key: string): Promise<void> {
		await this.#store.writer.deleteFrom('failure').where('key', '=', sha256(key)).execute();
	}
}
