import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { CenterId } from '#domain/id.ts';
import { dial } from '#server/database/postgres.ts';
import type { Log } from '#server/log.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/** Who wants to know of what other processes write. */
export interface Hearer {
	/** A center's head has moved. */
	moved(center: CenterId): void;
	/** The line was cut, or is new: any head may have moved meanwhile. */
	missed(): void;
}

/**
 * Hears from PostgreSQL that a center's head has moved, whichever process moved it, as soon as that is
 * committed. Listens on a connection of its own, and makes a new one whenever it is lost.
 */
export class Ear {
	readonly #url: string;
	readonly #log: Log;
	readonly #hearer: Hearer;
	readonly #closing = new AbortController();
	readonly #ended: Promise<void>;

	constructor(url: string, log: Log, hearer: Hearer) {
		this.#url = url;
		this.#log = log;
		this.#hearer = hearer;
		this.#ended = this.#stayConnected();
	}

	async close(): Promise<void> {
		this.#closing.abort();
		await this.#ended;
	}

	async #stayConnected(): Promise<void> {
		const { signal } = this.#closing;
		let pause = FIRST_PAUSE_MS;
		while (!signal.aborted) {
			const heard = await this.#listen(signal);
			pause = heard ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
			// Woken early only to end.
			await sleep(pause, null, { signal, ref: false }).catch(() => null);
		}
	}

	/** Listens until the connection is lost or nobody wants to hear any more; whether it came about at all. */
	async #listen(signal: AbortSignal): Promise<boolean> {
		const line = dial(this.#url);
		const lost = new Promise<null>((resolve) => {
			line.once('end', () => resolve(null));
			line.on('error', (err) => {
				this.#log.warn({ err }, 'no word of other processes; they are looked for instead');
				resolve(null);
			});
			signal.addEventListener('abort', () => resolve(null), { once: true });
		});
		line.on('notification', ({ payload }) => {
			const center = v.safeParse(CenterId, payload);
			if (center.success) this.#hearer.moved(center.output);
		});
		try {
			await line.connect();
			await line.query('listen center_moved');
			this.#hearer.missed();
			await lost;
			return true;
		} catch (err) {
			this.#log.warn({ err }, 'no word of other processes; they are looked for instead');
			return false;
		} finally {
			// One that is lost already has nothing to say to that.
			await line.end().catch(() => null);
		}
	}
}
