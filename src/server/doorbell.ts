import type { CenterId, SiteId } from '#domain/id.ts';
import type { Store } from '#server/database/store.ts';
import type { Log } from '#server/log.ts';

/** How often another process's writes are looked for while somebody is watching. */
const SWEEP_MS = 2_000;
/** However many records arrive at once, a board is told at most this often. */
const COALESCE_MS = 400;

/**
 * What there is news of: what happened at a site, what was planned or altered by staff, or only that a
 * tablet has been heard of, which matters to nobody but those who watch over tablets.
 */
export type News = SiteId | 'everything' | 'contact';

/**
 * Tells whoever watches a center that there is something new to read. It carries no data: a listener
 * that missed a ring has lost nothing, for the next one, or reconnecting, makes it read everything.
 */
export class Doorbell {
	readonly #listeners = new Map<CenterId, Set<(news: News) => void>>();
	readonly #due = new Map<string, NodeJS.Timeout>();
	readonly #positions = new Map<CenterId, number>();
	readonly #sweep: NodeJS.Timeout;
	readonly #closing = new AbortController();
	readonly #store: Store;

	constructor(store: Store, log: Log) {
		this.#store = store;
		const look = () =>
			this.#look().catch((error) => log.warn({ err: error }, 'doorbell sweep failed'));
		this.#sweep = setInterval(look, SWEEP_MS);
		this.#sweep.unref();
	}

	/** Listens until the returned function is called. */
	listen(center: CenterId, listener: (news: News) => void): () => void {
		const listeners = this.#listeners.get(center) ?? new Set();
		this.#listeners.set(center, listeners.add(listener));
		return () => {
			listeners.delete(listener);
			if (listeners.size === 0) this.#listeners.delete(center);
		};
	}

	ring(center: CenterId, news: News): void {
		const key = `${center}/${news}`;
		if (!this.#listeners.has(center) || this.#due.has(key)) return;
		const timer = setTimeout(() => {
			this.#due.delete(key);
			for (const listener of this.#listeners.get(center) ?? []) listener(news);
		}, COALESCE_MS);
		this.#due.set(key, timer);
	}

	/** Aborts when the server is about to stop: streams that wait for a ring end then. */
	get closing(): AbortSignal {
		return this.#closing.signal;
	}

	close(): void {
		this.#closing.abort();
		clearInterval(this.#sweep);
		for (const timer of this.#due.values()) clearTimeout(timer);
		this.#listeners.clear();
	}

	async #look(): Promise<void> {
		const centers = [...this.#listeners.keys()];
		if (centers.length === 0) return;
		const heads = await this.#store.reader
			.selectFrom('center_head')
			.select(['center_id', 'position', 'revision'])
			.where('center_id', 'in', centers)
			.execute();
		for (const { center_id, position, revision } of heads) {
			const mark = position + revision;
			if (this.#positions.get(center_id) !== mark) this.ring(center_id, 'everything');
			this.#positions.set(center_id, mark);
		}
	}
}
