import 'fake-indexeddb/auto';

/** One write to a tablet's disk. */
export interface Write {
	/** Which transaction it was part of; they are numbered as they came. */
	readonly transaction: number;
	readonly table: string;
	readonly action: 'add' | 'put' | 'delete' | 'clear';
	/** What was written; of a deletion, its key. */
	readonly value: unknown;
}

/**
 * Every write to the tablets' disks in order, as the files of a browser's database keep them: nothing that
 * was overwritten or deleted is gone from it.
 */
export class DiskLog {
	readonly #writes = new Map<string, Write[]>();
	readonly #transactions = new WeakMap<IDBTransaction, number>();
	#last = 0;

	/** All that was written to one database. */
	of(database: string): readonly Write[] {
		return this.#writes.get(database) ?? [];
	}

	/** Watches all databases of this thread; the function it returns ends that. */
	watch(): () => void {
		const { prototype } = IDBObjectStore;
		const { add, put, delete: remove, clear } = prototype;
		const note = (store: IDBObjectStore, action: Write['action'], value: unknown) =>
			this.#note(store, action, value);
		prototype.add = function (value, key) {
			note(this, 'add', value);
			return key === undefined ? add.call(this, value) : add.call(this, value, key);
		};
		prototype.put = function (value, key) {
			note(this, 'put', value);
			return key === undefined ? put.call(this, value) : put.call(this, value, key);
		};
		prototype.delete = function (key) {
			note(this, 'delete', key);
			return remove.call(this, key);
		};
		prototype.clear = function () {
			note(this, 'clear', null);
			return clear.call(this);
		};
		return () => void Object.assign(prototype, { add, put, delete: remove, clear });
	}

	#note(store: IDBObjectStore, action: Write['action'], value: unknown): void {
		const { transaction } = store;
		const number = this.#transactions.get(transaction) ?? ++this.#last;
		this.#transactions.set(transaction, number);
		const { name } = transaction.db;
		const writes = this.#writes.get(name) ?? [];
		this.#writes.set(name, writes);
		writes.push({ transaction: number, table: store.name, action, value });
	}
}
