import type { CenterId, DeviceId, SiteId } from '#domain/id.ts';
import type { Store } from '#server/database/store.ts';
import type { Log } from '#server/log.ts';

/**
 * How often another process's writes are looked for while somebody is watching: PostgreSQL tells of them, but
 * SQLite and many a pooler do not, and a line can be dead for a while before anybody knows.
 */
const SWEEP_MS = 2_000;
/** However many records arrive at once, a board is told at most this often. */
const COALESCE_MS = 400;

/** Records that came in for the sessions of a site, and the tablets that brought them. */
export interface Records {
	readonly site: SiteId;
	readonly from: ReadonlySet<DeviceId>;
}

/**
 * What there is news of: records, what was planned or altered by staff, or only that a tablet has been
 * heard of, which matters to nobody but those who watch over tablets.
 */
export type News = Records | 'everything' | 'contact';

/** How far a center's ledger and plan have been told about. */
interface Head {
	readonly position: number;
	readonly revision: number;
}

/** A look that will be taken, and what is told if nothing has moved. */
interface Due {
	readonly timer: NodeJS.Timeout;
	otherwise: readonly News[];
}

/**
 * Tells whoever watches a center that there is something new to read. It carries no data: a listener
 * that missed a ring has lost nothing, for the next one, or reconnecting, makes it read everything.
 */
export class Doorbell {
	readonly #listeners = new Map<CenterId, Set<(news: News) => void>>();
	readonly #due = new Map<CenterId, Due>();
	readonly #heads = new Map<CenterId, Head>();
	readonly #sweep: NodeJS.Timeout;
	readonly #closing = new AbortController();
	readonly #store: Store;
	readonly #log: Log;

	constructor(store: Store, log: Log, sweepMs = SWEEP_MS) {
		this.#store = store;
		this.#log = log;
		this.#sweep = setInterval(() => this.missed(), sweepMs);
		this.#sweep.unref();
	}

	/** Listens until the returned function is called. */
	listen(center: CenterId, listener: (news: News) => void): () => void {
		const listeners = this.#listeners.get(center) ?? new Set();
		this.#listeners.set(center, listeners.add(listener));
		return () => {
			// Leaving twice must not take along who came in between.
			if (!listeners.delete(listener) || listeners.size > 0) return;
			this.#listeners.delete(center);
			this.#heads.delete(center);
		};
	}

	/** Something came in or was altered: whoever listens hears of it now, and not with the next sweep. */
	ring(center: CenterId): void {
		this.#lookSoon(center, ['contact']);
	}

	/** A center's head has moved, in whichever process. */
	moved(center: CenterId): void {
		this.#lookSoon(center, []);
	}

	/** Any head may have moved. */
	missed(): void {
		void this.#look([...this.#listeners.keys()], []);
	}

	/** Aborts when the server is about to stop: streams that wait for a ring end then. */
	get closing(): AbortSignal {
		return this.#closing.signal;
	}

	close(): void {
		this.#closing.abort();
		clearInterval(this.#sweep);
		for (const { timer } of this.#due.values()) clearTimeout(timer);
		this.#listeners.clear();
	}

	#lookSoon(center: CenterId, otherwise: readonly News[]): void {
		if (!this.#listeners.has(center)) return;
		const due = this.#due.get(center);
		if (due) {
			if (otherwise.length > 0) due.otherwise = otherwise;
			return;
		}
		const timer = setTimeout(() => {
			const told = this.#due.get(center)?.otherwise ?? [];
			this.#due.delete(center);
			void this.#look([center], told);
		}, COALESCE_MS);
		this.#due.set(center, { timer, otherwise });
	}

	/**
	 * Tells of what moved in these centers since the last look, whoever wrote it; where nothing did, of
	 * what else there may be. Two looks at once may tell the same twice, and never nothing.
	 */
	async #look(centers: readonly CenterId[], otherwise: readonly News[]): Promise<void> {
		if (centers.length === 0) return;
		try {
			const heads = await this.#store.reader
				.selectFrom('center_head')
				.select(['center_id', 'position', 'revision'])
				.where('center_id', 'in', centers)
				.execute();
			for (const { center_id: center, ...head } of heads) {
				const news = await this.#newsOf(center, this.#heads.get(center), head);
				const listeners = this.#listeners.get(center);
				if (!listeners) continue;
				this.#heads.set(center, head);
				for (const each of news.length > 0 ? news : otherwise) {
					for (const listener of listeners) listener(each);
				}
			}
		} catch (err) {
			// The next sweep looks again at what was not told.
			this.#log.warn({ err }, 'doorbell sweep failed');
		}
	}

	async #newsOf(center: CenterId, before: Head | undefined, now: Head): Promise<News[]> {
		// A session may have left the site that it was at: whom a plan concerns is not told apart.
		if (before?.revision !== now.revision) return ['everything'];
		if (before.position === now.position) return [];
		const rows = await this.#store.reader
			.selectFrom('ledger')
			.innerJoin('session', (join) =>
				join
					.onRef('session.center_id', '=', 'ledger.center_id')
					.onRef('session.id', '=', 'ledger.session_id')
			)
			.select(['session.site_id', 'ledger.device_id'])
			.distinct()
			.where('ledger.center_id', '=', center)
			.where('ledger.position', '>', before.position)
			.where('ledger.position', '<=', now.position)
			.execute();
		const sites = Map.groupBy(rows, ({ site_id }) => site_id);
		const records = [...sites].map(([site, some]) => ({
			site,
			from: new Set(some.map(({ device_id }) => device_id))
		}));
		// What came in for no session concerns no tablet, but whoever watches the day.
		return records.length > 0 ? records : ['contact'];
	}
}
