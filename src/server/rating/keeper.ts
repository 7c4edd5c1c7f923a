import type { CenterId } from '#domain/id.ts';
import type { Store } from '#server/database/store.ts';
import type { Keys } from '#server/keys.ts';
import type { Log } from '#server/log.ts';
import { dueIn } from '#server/rating/due.ts';
import { openUrn } from '#server/rating/opening.ts';

const LOOK_EVERY_MS = 60_000;

/** Looks after every center's urn: opens what can be opened, soon after it can be. */
export class UrnKeeper {
	readonly #parts: { readonly store: Store; readonly keys: Keys };
	readonly #log: Log;
	/** What lay in each urn when it was last looked through: as long as nothing came, nothing can be opened. */
	readonly #known = new Map<CenterId, string>();
	readonly #timer: ReturnType<typeof setInterval>;
	#looking = Promise.resolve();

	constructor(parts: { readonly store: Store; readonly keys: Keys }, log: Log) {
		this.#parts = parts;
		this.#log = log;
		this.#timer = setInterval(() => void this.look(Date.now()), LOOK_EVERY_MS);
	}

	/** Looks through all urns; one look after the other, and never rejects. */
	look(now: number): Promise<void> {
		this.#looking = this.#looking.then(async () => {
			try {
				const { reader } = this.#parts.store;
				const centers = await reader.selectFrom('urn').select('center_id').distinct().execute();
				for (const { center_id } of centers) await this.#lookInto(center_id, now);
			} catch (err) {
				this.#log.error({ err }, 'ballots not opened');
			}
		});
		return this.#looking;
	}

	/** Ends, when a look that is under way has come to its end. */
	async close(): Promise<void> {
		clearInterval(this.#timer);
		await this.#looking;
	}

	async #lookInto(center: CenterId, now: number): Promise<void> {
		const known = JSON.stringify(await dueIn(this.#parts.store.reader, center, now));
		if (known === this.#known.get(center)) return;
		const answers = await openUrn(this.#parts, center, now);
		this.#known.set(center, answers > 0 ? '' : known);
		if (answers > 0) this.#log.info({ center, answers }, 'ballots opened');
	}
}
