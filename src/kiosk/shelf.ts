import type { Kept } from '#kiosk/kept.ts';

/** Rows found by an index, in its order; rows with the same place there in the order of their keys. */
export interface Selection<Row, Key> {
	first(): Promise<Row | undefined>;
	last(): Promise<Row | undefined>;
	count(): Promise<number>;
	toArray(): Promise<Row[]>;
	primaryKeys(): Promise<Key[]>;
	limit(rows: number): Selection<Row, Key>;
	filter(wanted: (row: Row) => boolean): Selection<Row, Key>;
	/** Returns how many rows were changed, be it to what they were. */
	modify(changes: Partial<Row>): Promise<number>;
	delete(): Promise<number>;
}

/**
 * An index to search. Values are in the order of IndexedDB: numbers before texts before lists, and lists
 * by their members.
 */
export interface Index<Row, Key> {
	equals(value: string | number): Selection<Row, Key>;
	anyOf(values: readonly (string | number)[]): Selection<Row, Key>;
	below(value: string | number): Selection<Row, Key>;
	/** From one to the other: the lower one counts unless told otherwise, the upper one does not. */
	between(lower: unknown, upper: unknown, low?: boolean, up?: boolean): Selection<Row, Key>;
}

/** Rows under keys of their own. */
export interface Table<Row, Key> {
	get(key: Key): Promise<Row | undefined>;
	bulkGet(keys: Key[]): Promise<(Row | undefined)[]>;
	toArray(): Promise<Row[]>;
	/** Rejects where the key is taken, and the transaction with it. */
	add(row: Row): Promise<unknown>;
	bulkAdd(rows: readonly Row[]): Promise<unknown>;
	put(row: Row): Promise<unknown>;
	bulkPut(rows: readonly Row[]): Promise<unknown>;
	/** Changes some of a row's fields, if there is such a row. */
	update(key: Key, changes: Partial<Row>): Promise<number>;
	delete(key: Key): Promise<void>;
	bulkDelete(keys: Key[]): Promise<void>;
	clear(): Promise<void>;
	/** By a field, or by several that are written `[one+other]`. */
	where(index: string): Index<Row, Key>;
}

export type Name = keyof Kept;
export type Tables = {
	readonly [Each in Name]: Table<Kept[Each]['row'], Kept[Each]['key']>;
};

/**
 * Where a journal lies: the few things that it asks of a store. Its rules are above this line and the same
 * wherever it lies. The methods are named, and mean, what they do in Dexie, so that a tablet has no layer more.
 */
export interface Shelf {
	/** Outside of a transaction each call is one by itself. */
	readonly tables: Tables;
	/**
	 * All or nothing, and nobody else in between who writes. Resolves when it is durable. Nothing but the
	 * given tables may be awaited inside: IndexedDB ends a transaction that is not asked for anything.
	 */
	transaction<Result>(
		mode: 'r' | 'rw',
		names: readonly Name[],
		work: (tables: Tables) => Promise<Result>
	): Promise<Result>;
	/** Calls back with what a query answers, now and after every change that is durable. */
	watch<Answer>(
		query: () => Promise<Answer>,
		next: (answer: Answer) => void,
		failed: (error: unknown) => void
	): () => void;
	/** Opens again after the connection was closed under us. */
	reopen(): Promise<void>;
	close(): void;
}
