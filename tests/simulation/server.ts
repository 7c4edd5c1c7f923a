import type { Store, Writing } from '#server/database/store.ts';
import { beginEpoch, currentEpoch } from '#server/epochs.ts';
import type { Keys } from '#server/keys.ts';
import { answerTo, declined, type Asked, type Promised, type Served } from './answering.ts';
import { Auditor } from './auditor.ts';
import type { Faults } from './faults.ts';
import type { Connections, Ground } from './ground.ts';
import type { Oracle } from './oracle.ts';
import type { Scheduler } from './scheduler.ts';

/** The process died: whoever still waits for an answer gets none. */
export class ServerKilled extends Error {}
/** The database said no: the server answers that it made a mistake. */
export class Broken extends Error {}

/** What surrounds a server. */
export interface Around {
	readonly ground: Ground;
	readonly keys: Keys;
	readonly faults: Faults;
	readonly scheduler: Scheduler;
	readonly oracle: Oracle;
}

/**
 * The product's own answers on the product's own database, from a process that can die at named points and
 * start again with what it had committed, or with an old backup.
 */
export class SimulatedServer {
	store: Store;
	readonly #ground: Ground;
	readonly #keys: Keys;
	readonly #oracle: Oracle;
	readonly #faults: Faults;
	readonly #scheduler: Scheduler;
	readonly #auditor: Auditor;
	#process = 0;
	/** Rejects when the process dies. */
	#death = newDeath();
	/** Until the process that came after the last death listens. */
	#started: Promise<void> = Promise.resolve();

	private constructor(
		connections: Connections,
		{ ground, keys, faults, scheduler, oracle }: Around
	) {
		this.#ground = ground;
		this.#keys = keys;
		this.#faults = faults;
		this.#scheduler = scheduler;
		this.#oracle = oracle;
		this.#auditor = new Auditor((check, detail) => oracle.fail(check, detail));
		this.store = this.#on(connections);
	}

	static async start(around: Around): Promise<SimulatedServer> {
		return new SimulatedServer(await around.ground.connect(), around);
	}

	/** Answers a request as the product does. Throws `ServerKilled` where nobody is left to answer. */
	async serve(asked: Asked): Promise<Served> {
		const [keys, auditor] = [this.#keys, this.#auditor];
		const promise = (promised: Promised) => this.#oracle.promise(promised);
		try {
			return await this.do((store) =>
				answerTo({ store, keys, auditor, promise, now: this.#scheduler.now }, asked)
			);
		} catch (error) {
			if (error instanceof Broken || isStarved(error)) return declined('broken');
			throw error;
		}
	}

	/** Does something at the center when a process listens; throws `ServerKilled` if it does not live on. */
	do<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
		return this.#ground.wait(this.#do(work));
	}

	async #do<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
		// Nothing may come between this and taking its store: it might die once more.
		for (let started = null; started !== this.#started;) {
			started = this.#started;
			await started;
		}
		const process = this.#process;
		try {
			const result = await Promise.race([work(this.store), this.#death.promise]);
			if (this.#process !== process) throw new ServerKilled('died meanwhile');
			return result;
		} catch (error) {
			if (this.#process === process) throw error;
			throw new ServerKilled('died meanwhile', { cause: error });
		}
	}

	/** The process dies; what it had committed is all that is left. */
	kill(): void {
		this.#process++;
		this.#death.reject(new ServerKilled('died meanwhile'));
		this.#death = newDeath();
		this.#started = this.#started.then(async () => {
			await this.#ground.bury(this.store);
			this.store = this.#on(await this.#ground.connect());
		});
	}

	async backUp(): Promise<void> {
		await this.do(async (store) => this.#ground.backups?.make(store));
	}

	/** Puts the last backup in the place of the database; by hand nobody says so. */
	async restore(announced: boolean): Promise<void> {
		await this.#started;
		this.#ground.backups?.restore();
		this.kill();
		await this.#started;
		this.#oracle.restored(announced);
		if (!announced) return;
		const known = await currentEpoch(this.store.reader);
		await this.store.writer
			.transaction()
			.execute((trx) => beginEpoch(trx, { known, cause: 'restored' }, this.#scheduler.now));
	}

	async close(): Promise<void> {
		await this.#started;
		await this.store.close();
	}

	#on(connections: Connections): Store {
		return { ...connections, write: (work) => this.#write(connections.writer, work) };
	}

	async #write<T>(writer: Store['writer'], work: (trx: Writing) => Promise<T>): Promise<T> {
		const process = this.#process;
		const faults = this.#faults;
		this.#die('server killed before it begins', process);
		if (faults.strikes('server database locked')) throw new Broken('SQLITE_BUSY');
		const result = await writer.transaction().execute(async (trx) => {
			const done = await work(this.#failing(trx, process));
			if (faults.strikes('server disk full')) throw new Broken('SQLITE_FULL');
			this.#die('server killed before the commit', process);
			return done;
		});
		this.#die('server killed before the answer', process);
		return result;
	}

	/** A transaction in the middle of which the process can die, when something was written already. */
	#failing(trx: Writing, process: number): Writing {
		return new Proxy(trx, {
			get: (target, name) => {
				if (name === 'insertInto') this.#die('server killed in the middle', process);
				const value: unknown = Reflect.get(target, name, target);
				return typeof value === 'function' ? value.bind(target) : value;
			}
		});
	}

	#die(point: Parameters<Faults['strikes']>[0], process: number): void {
		if (process !== this.#process) throw new ServerKilled('died meanwhile');
		if (!this.#faults.strikes(point)) return;
		this.kill();
		throw new ServerKilled(point);
	}
}

function newDeath(): PromiseWithResolvers<never> {
	const death = Promise.withResolvers<never>();
	// Nobody may be waiting.
	death.promise.catch(() => {});
	return death;
}

/** PostgreSQL has more to do than it can: a server says then that it made a mistake, and a tablet comes again. */
function isStarved(error: unknown): boolean {
	return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}
