import type { EventRow } from '#kiosk/kept.ts';
import type { Name, Shelf, Tables } from '#kiosk/shelf.ts';
import { MemoryTable, named, Rows, type Reach } from './memory-table.ts';
import type { Value } from './ordered-index.ts';

/** The same tables and indexes as on a tablet's own disk. */
const SCHEMA: Readonly<Record<Name, string>> = {
	identity: '&key',
	counter: '&key',
	contact: '&key',
	events: '&id, about, session, own, [incarnation+seq], [owed+incarnation+seq]',
	sessions: '&id, endsAt',
	roster: '&[session+participant], badge, session, *replaced',
	lock: '&key',
	tries: '&key',
	papers: '&id, session',
	asking: '&self',
	told: '&incarnation',
	proof: '&key',
	receipts: '&id',
	parcels: '&of',
	glimpses: '&[of+seed], of'
};
const NAMES = Object.keys(SCHEMA) as Name[];

/** The tablet died: whoever still waits for its disk hears nothing else. */
export class Killed extends Error {}

/** What a tablet can meet while it writes: death, a full disk, a slow one. */
export interface Fate {
	/** Throws `Killed` or whatever else a disk throws. */
	meet(point: 'write' | 'before commit' | 'after commit', names: readonly Name[]): void;
	/** How long a commit takes. */
	pause(): Promise<void> | null;
	/** Told of each event of this tablet's own that is new, another, or gone, once that is durable. */
	noted(was: EventRow | undefined, is: EventRow | undefined): void;
}

const KIND: Fate = { meet: () => undefined, pause: () => null, noted: () => undefined };

/** What is on a tablet's disk: it outlives the pages that are open on it, and can be copied. */
export class Disk {
	readonly tables: Readonly<Record<Name, Rows>>;
	/** Ends when whoever has the disk now is done. */
	turn: Promise<unknown> = Promise.resolve();
	readonly changed = new Set<() => void>();

	constructor(tables?: Readonly<Record<Name, Rows>>) {
		this.tables =
			tables ??
			(Object.fromEntries(NAMES.map((name) => [name, new Rows(SCHEMA[name])])) as Disk['tables']);
	}

	/** An image of it, as it is between two transactions. */
	clone(): Disk {
		return new Disk(
			Object.fromEntries(NAMES.map((name) => [name, this.tables[name].clone()])) as Disk['tables']
		);
	}

	has(event: string): boolean {
		return this.tables.events.get(event) !== undefined;
	}

	/** All events, whoever made them. */
	events(): EventRow[] {
		return this.tables.events.all() as EventRow[];
	}
}

interface Undo {
	readonly rows: Rows;
	readonly key: Value;
	readonly before: object | undefined;
}

/**
 * A shelf with the promises of the real one and a disk that can be looked into: transactions are all or
 * nothing and one after the other, also of several windows; a death discards what is not committed.
 */
export class MemoryShelf implements Shelf {
	readonly tables: Tables;
	readonly #disk: Disk;
	readonly #fate: Fate;
	/** What it takes to undo the transaction that has the disk now. */
	#undo: Undo[] = [];
	#dead = false;

	constructor(disk = new Disk(), fate = KIND) {
		this.#disk = disk;
		this.#fate = fate;
		this.tables = this.#open(NAMES, true, (work, name) =>
			this.transaction('rw', [name], async () => work())
		);
	}

	transaction<Result>(
		mode: 'r' | 'rw',
		names: readonly Name[],
		work: (tables: Tables) => Promise<Result>
	): Promise<Result> {
		const turn = this.#disk.turn.then(() => this.#transact(mode, names, work));
		this.#disk.turn = turn.catch(() => undefined);
		return turn;
	}

	async #transact<Result>(
		mode: 'r' | 'rw',
		names: readonly Name[],
		work: (tables: Tables) => Promise<Result>
	): Promise<Result> {
		this.#alive();
		this.#undo = [];
		let open = true;
		const tables = this.#open(names, mode === 'rw', async (once) => {
			if (!open) throw named('TransactionInactiveError', 'The transaction is over');
			return once();
		});
		try {
			const result = await work(tables);
			open = false;
			const wrote = this.#undo.length > 0;
			if (wrote) await this.#fate.pause();
			this.#alive();
			if (wrote) this.#meet('before commit', names);
			const done = this.#undo;
			this.#undo = [];
			if (!wrote) return result;
			this.#tell(done);
			this.#meet('after commit', names);
			for (const look of this.#disk.changed) look();
			return result;
		} catch (error) {
			open = false;
			for (const { rows, key, before } of this.#undo.reverse()) rows.set(key, before);
			throw error;
		}
	}

	#open(
		names: readonly Name[],
		writing: boolean,
		run: <Result>(work: () => Result, name: Name) => Promise<Result>
	): Tables {
		const open = (name: Name) => {
			const rows = this.#disk.tables[name];
			const reach: Reach = {
				run: (work) => run(work, name),
				write: (key, row) => {
					if (!writing) throw named('ReadOnlyError', 'Nothing is written in this transaction');
					this.#meet('write', [name]);
					this.#undo.push({ rows, key, before: rows.set(key, row && frozen(row)) });
				}
			};
			return new MemoryTable(rows, reach);
		};
		return Object.fromEntries(names.map((name) => [name, open(name)])) as unknown as Tables;
	}

	#tell(done: readonly Undo[]): void {
		const { events } = this.#disk.tables;
		for (const { rows, key, before } of done) {
			if (rows !== events) continue;
			const [was, is] = [before as EventRow | undefined, events.get(key) as EventRow | undefined];
			if (was?.own === 1 || is?.own === 1) this.#fate.noted(was, is);
		}
	}

	#meet(point: Parameters<Fate['meet']>[0], names: readonly Name[]): void {
		try {
			this.#fate.meet(point, names);
		} catch (error) {
			if (error instanceof Killed) this.#dead = true;
			throw error;
		}
	}

	#alive(): void {
		if (this.#dead) throw new Killed('This page is closed');
	}

	watch<Answer>(
		query: () => Promise<Answer>,
		next: (answer: Answer) => void,
		failed: (error: unknown) => void
	): () => void {
		const look = () => void query().then(next, failed);
		this.#disk.changed.add(look);
		look();
		return () => this.#disk.changed.delete(look);
	}

	async reopen(): Promise<void> {
		this.#alive();
	}

	close(): void {
		this.#dead = true;
	}
}

function frozen<Value>(value: Value): Value {
	if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
	for (const part of Object.values(value)) frozen(part);
	return Object.freeze(value);
}
