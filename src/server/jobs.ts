import { sql } from 'kysely';
import { randomId } from '#domain/id.ts';
import type { Engine } from '#server/database/schema.ts';
import type { Store } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import type { Log } from '#server/log.ts';

/**
 * What the installation does by itself. It is done by one process at a time, but whoever does it can die
 * half-way, or be thought dead and go on: done twice, or half and then again, it must come to the same.
 */
export interface Job {
	/** The same in every process and every version. */
	readonly name: string;
	/** From the end of one time to the beginning of the next, in ms. */
	readonly everyMs: number;
	/** Does it once. When `over` aborts it may stop where it is: somebody else will do it. */
	run(now: number, over: AbortSignal): Promise<void>;
}

/** How long things take among processes, in ms. */
export interface Pace {
	/** How often each looks whether something is due. */
	readonly look: number;
	/** Who has not been heard of for so long has died, and what it did is taken up by another. */
	readonly lease: number;
	/** What failed is tried again after this, or when it is due if that is sooner. */
	readonly again: number;
	/** Nobody keeps a job for longer: what hangs must not hang for ever. */
	readonly longest: number;
}

const PACE: Pace = { look: 5_000, lease: 60_000, again: 60_000, longest: 60 * 60_000 };

/** Does what is due, as one of the processes of the installation, until it is closed. */
export interface Jobs {
	/** Ends when what is being done here has come to its end. */
	close(): Promise<void>;
}

/** Begins to look after the jobs. A row of each says when it is due and who holds it until when. */
export async function openJobs(
	store: Store,
	log: Log,
	jobs: readonly Job[],
	pace: Pace = PACE
): Promise<Jobs> {
	const now = clockOf(store.engine);
	for (const { name } of jobs) {
		await store.writer
			.insertInto('job')
			.values({ name, due_at: now, holder: '', held_until: 0 })
			.onConflict((conflict) => conflict.column('name').doNothing())
			.execute();
	}
	const me = randomId(randomBytes);
	const closing = new AbortController();
	const workers = jobs.map((job) => new Worker({ store, log, pace }, job, me, closing.signal));
	return {
		async close() {
			closing.abort();
			await Promise.all(workers.map((worker) => worker.close()));
		}
	};
}

/** The database's clock: those of the processes may differ by more than a lease. */
function clockOf(engine: Engine) {
	return engine === 'sqlite'
		? sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
		: sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;
}

/** Looks after one job; the jobs do not wait for each other. */
class Worker {
	readonly #parts: { readonly store: Store; readonly log: Log; readonly pace: Pace };
	readonly #job: Job;
	readonly #me: string;
	readonly #closing: AbortSignal;
	readonly #timer: NodeJS.Timeout;
	#busy: Promise<void> | null = null;

	constructor(
		parts: { readonly store: Store; readonly log: Log; readonly pace: Pace },
		job: Job,
		me: string,
		closing: AbortSignal
	) {
		this.#parts = parts;
		this.#job = job;
		this.#me = me;
		this.#closing = closing;
		this.#timer = setInterval(() => this.#look(), parts.pace.look);
		this.#timer.unref();
	}

	async close(): Promise<void> {
		clearInterval(this.#timer);
		await this.#busy;
	}

	#look(): void {
		this.#busy ??= this.#doIfDue()
			.catch((err) => this.#parts.log.warn({ err, job: this.#job.name }, 'job not looked after'))
			.finally(() => (this.#busy = null));
	}

	async #doIfDue(): Promise<void> {
		if (!(await this.#take())) return;
		const { log, pace } = this.#parts;
		const lost = new AbortController();
		const over = AbortSignal.any([this.#closing, lost.signal, AbortSignal.timeout(pace.longest)]);
		const renewing = setInterval(() => void this.#renew(lost, over), pace.lease / 3);
		let next = this.#job.everyMs;
		try {
			await this.#job.run(Date.now(), over);
		} catch (err) {
			log.error({ err, job: this.#job.name }, 'job failed');
			next = Math.min(next, pace.again);
		} finally {
			clearInterval(renewing);
		}
		// Whoever was told to stop has not done it.
		await this.#giveBack(over.aborted ? Math.min(next, pace.again) : next);
	}

	async #take(): Promise<boolean> {
		const { store, pace } = this.#parts;
		const now = clockOf(store.engine);
		const taken = await store.writer
			.updateTable('job')
			.set({ holder: this.#me, held_until: sql`${now} + ${sql.lit(pace.lease)}` })
			.where('name', '=', this.#job.name)
			.where('due_at', '<=', now)
			.where('held_until', '<=', now)
			.returning('name')
			.executeTakeFirst();
		return taken !== undefined;
	}

	/** Says that whoever holds it is still alive; learns, at the latest now, when another has taken it up. */
	async #renew(lost: AbortController, over: AbortSignal): Promise<void> {
		if (over.aborted) return;
		const { store, log, pace } = this.#parts;
		try {
			const { numUpdatedRows } = await store.writer
				.updateTable('job')
				.set({ held_until: sql`${clockOf(store.engine)} + ${sql.lit(pace.lease)}` })
				.where('name', '=', this.#job.name)
				.where('holder', '=', this.#me)
				.executeTakeFirst();
			if (numUpdatedRows === 0n) lost.abort();
		} catch (err) {
			// Tried again before the lease ends; if it ends, another does it too, which is harmless.
			log.warn({ err, job: this.#job.name }, 'job not held');
		}
	}

	async #giveBack(nextMs: number): Promise<void> {
		const { store } = this.#parts;
		await store.writer
			.updateTable('job')
			.set({ held_until: 0, due_at: sql`${clockOf(store.engine)} + ${sql.lit(nextMs)}` })
			.where('name', '=', this.#job.name)
			.where('holder', '=', this.#me)
			.execute();
	}
}
