import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import * as v from 'valibot';
import { problem, type ProblemCode } from '#domain/problem.ts';
import { EnrolRequest, PUSH_BYTES_MAX, PushRequest, type PushAnswer } from '#domain/protocol.ts';
import type { CenterId, Incarnation } from '#domain/id.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import type { Store, Writing } from '#server/database/store.ts';
import { authenticate, enrol, placeOf } from '#server/devices.ts';
import { beginEpoch, currentEpoch } from '#server/epochs.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import type { Faults } from './faults.ts';
import type { Scheduler } from './scheduler.ts';
import type { Template } from './template.ts';

/** The process died: whoever still waits for an answer gets none. */
export class ServerKilled extends Error {}
/** The database said no: the server answers that it made a mistake. */
export class Broken extends Error {}

export interface Served {
	readonly status: number;
	readonly body: object;
	/** What the browser is to know the tablet by. */
	readonly credential?: string;
}

export interface Promised {
	readonly incarnation: Incarnation;
	readonly center: CenterId;
	readonly answer: PushAnswer;
}

export interface Asked {
	readonly path: string;
	readonly body: string | null;
	readonly credential: string | undefined;
}

let files = 0;

/**
 * The product's own ingest and pull on the product's own SQLite, in a process that can die at named points and
 * start again with what it had committed, or with an old backup.
 */
export class SimulatedServer {
	/** What was answered to pushes, as a promise to be kept. */
	readonly promised: Promised[] = [];
	/** The ids of all that a receipt was ever given for. */
	readonly receipts = new Set<string>();
	store: Store;
	/** How often the database went back to what it once was; a reader begins anew then. */
	restored = 0;
	readonly #template: Template;
	readonly #faults: Faults;
	readonly #scheduler: Scheduler;
	#path: string;
	#process = 0;
	/** Until the process that came after the last death listens. */
	#started: Promise<void> = Promise.resolve();
	readonly #files: string[] = [];
	#backup: string | null = null;

	constructor(template: Template, faults: Faults, scheduler: Scheduler) {
		this.#template = template;
		this.#faults = faults;
		this.#scheduler = scheduler;
		this.#path = this.#file();
		copyFileSync(template.path, this.#path);
		this.store = this.#open();
	}

	/** Answers a request as the product does. Throws `ServerKilled` where nobody is left to answer. */
	async serve({ path, body, credential }: Asked): Promise<Served> {
		try {
			return await this.do(() => this.#answer(path, body, credential));
		} catch (error) {
			if (error instanceof Broken) return declined('broken');
			throw error;
		}
	}

	/** Does something at the center while the process lives; throws `ServerKilled` if it does not live on. */
	async do<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
		await this.#started;
		const process = this.#process;
		try {
			const result = await work(this.store);
			if (this.#process !== process) throw new ServerKilled('died meanwhile');
			return result;
		} catch (error) {
			if (this.#process === process) throw error;
			throw new ServerKilled('died meanwhile', { cause: error });
		}
	}

	async #answer(path: string, body: string | null, credential?: string): Promise<Served> {
		const { store } = this;
		const now = this.#scheduler.now;
		const epoch = await currentEpoch(store.reader);
		if (body !== null && body.length > PUSH_BYTES_MAX) return declined('too-large');
		if (path === 'devices/enrol') {
			const request = v.parse(EnrolRequest, JSON.parse(body ?? ''));
			const held = { credential, address: '192.0.2.1' };
			const result = await enrol(store, request, held, now);
			if (result.kind !== 'enrolled') return declined(result.kind);
			const place = await placeOf(store.reader, result.device);
			const answer = { protocol: 1, epoch, serverTime: now, ...place };
			return { status: 200, body: answer, credential: result.credential };
		}
		const known = await authenticate(store.reader, credential);
		if (known.kind === 'not-paired') return declined(known.kind);
		if (path.startsWith('sync/pull')) {
			const cursor = new URLSearchParams(path.split('?')[1]).get('cursor');
			const from = { store, keys: this.#template.keys };
			return { status: 200, body: await pull(from, epoch, known.device, cursor, now) };
		}
		const request = v.parse(PushRequest, JSON.parse(body ?? ''));
		const answer = await push(store, epoch, known.device, request, now);
		const { center_id: center } = known.device;
		this.promised.push({ center, incarnation: request.incarnation, answer });
		for (const { id } of answer.results) if (id !== null) this.receipts.add(id);
		return { status: 200, body: answer };
	}

	/** The process dies; what it had committed is all that is left. */
	kill(): void {
		this.#process++;
		const dead = this.store;
		this.#started = this.#started.then(async () => {
			await dead.close();
			this.store = this.#open();
		});
	}

	/** Makes a backup, as an operator would. */
	async backUp(): Promise<void> {
		const path = this.#file();
		await this.do(({ writer }) => sql.raw(`vacuum into '${path}'`).execute(writer));
		this.#backup = path;
	}

	get hasBackup(): boolean {
		return this.#backup !== null;
	}

	/** Puts the last backup in the place of the database; by hand nobody says so. */
	async restore(announced: boolean): Promise<void> {
		if (!this.#backup) return;
		await this.#started;
		this.#path = this.#file();
		copyFileSync(this.#backup, this.#path);
		this.kill();
		await this.#started;
		this.restored++;
		this.promised.length = 0;
		if (!announced) return;
		const known = await currentEpoch(this.store.reader);
		await this.store.writer
			.transaction()
			.execute((trx) => beginEpoch(trx, { known, cause: 'restored' }, this.#scheduler.now));
	}

	async close(): Promise<void> {
		await this.#started;
		await this.store.close();
		for (const file of this.#files)
			for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
	}

	#file(): string {
		const file = join(this.#template.folder, `${files++}.db`);
		this.#files.push(file);
		return file;
	}

	#open(): Store {
		const writer = openSqlite(this.#path, 'write');
		const reader = openSqlite(this.#path, 'read');
		return {
			engine: 'sqlite',
			reader,
			writer,
			write: (work) => this.#write(writer, work),
			async close() {
				// What was never asked anything would stay open.
				await sql`select 1`.execute(reader);
				await reader.destroy();
				await writer.destroy();
			}
		};
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

function declined(code: ProblemCode): Served {
	const body = problem(code);
	return { status: body.status, body };
}
