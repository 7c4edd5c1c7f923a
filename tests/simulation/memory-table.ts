import type { Index, Selection, Table } from '#kiosk/shelf.ts';
import { OrderedIndex, pathOf, type Value } from './ordered-index.ts';

type Row = object;

/** Rows of one table as they lie in memory. Rows are frozen, so that nothing leaks by reference. */
export class Rows {
	readonly primary: OrderedIndex['path'];
	readonly #schema: string;
	readonly #rows = new Map<string, { readonly key: Value; readonly row: Row }>();
	readonly #indexes: ReadonlyMap<string, OrderedIndex>;

	constructor(schema: string) {
		const [primary = '', ...others] = schema.split(',').map((each) => each.trim());
		this.#schema = schema;
		this.primary = pathOf(primary);
		const paths = [this.primary, ...others.map(pathOf)];
		this.#indexes = new Map(paths.map((path) => [path.name, new OrderedIndex(path)]));
	}

	/** A copy that goes its own way. Rows are frozen, so both may have the same. */
	clone(): Rows {
		const copy = new Rows(this.#schema);
		for (const { key, row } of this.#rows.values()) copy.set(key, row);
		return copy;
	}

	get(key: Value): Row | undefined {
		return this.#rows.get(textOf(key))?.row;
	}

	/** Puts a row in the place of whatever is there, or takes that away; returns what was there. */
	set(key: Value, row: Row | undefined): Row | undefined {
		const text = textOf(key);
		const before = this.#rows.get(text)?.row;
		for (const index of this.#indexes.values()) {
			if (before) index.remove(before, key);
			if (row) index.add(row, key);
		}
		if (row) this.#rows.set(text, { key, row });
		else this.#rows.delete(text);
		return before;
	}

	index(name: string): OrderedIndex {
		const index = this.#indexes.get(name);
		if (!index) throw new Error(`There is no index ${name}`);
		return index;
	}

	all(): Row[] {
		return this.keys().flatMap((key) => this.get(key) ?? []);
	}

	keys(): Value[] {
		return this.index(this.primary.name).between(null, [[[[]]]], true, true);
	}
}

/** A list has no place in a map that another list of the same members would find. */
function textOf(key: Value): string {
	return typeof key === 'string' ? key : JSON.stringify(key);
}

/** How a transaction reaches a table: it may be over, or the tablet dead, and what is written can be undone. */
export interface Reach {
	/** Runs at once or in its turn; rejects when the tablet has died. */
	run<Result>(work: () => Result): Promise<Result>;
	write(key: Value, row: Row | undefined): void;
}

/** A table as the journal asks it, in a transaction or by itself. */
export class MemoryTable<Each extends Row, Key extends Value> implements Table<Each, Key> {
	readonly #rows: Rows;
	readonly #reach: Reach;

	constructor(rows: Rows, reach: Reach) {
		this.#rows = rows;
		this.#reach = reach;
	}

	get(key: Key): Promise<Each | undefined> {
		return this.#reach.run(() => this.#rows.get(key) as Each | undefined);
	}

	bulkGet(keys: Key[]): Promise<(Each | undefined)[]> {
		return this.#reach.run(() => keys.map((key) => this.#rows.get(key) as Each | undefined));
	}

	toArray(): Promise<Each[]> {
		return this.#reach.run(() => this.#rows.all() as Each[]);
	}

	add(row: Each): Promise<void> {
		return this.bulkAdd([row]);
	}

	bulkAdd(rows: readonly Each[]): Promise<void> {
		return this.#reach.run(() => {
			for (const row of rows) {
				const key = this.#keyOf(row);
				if (this.#rows.get(key)) throw named('ConstraintError', 'The key is taken');
				this.#reach.write(key, row);
			}
		});
	}

	put(row: Each): Promise<void> {
		return this.bulkPut([row]);
	}

	bulkPut(rows: readonly Each[]): Promise<void> {
		return this.#reach.run(() => {
			for (const row of rows) this.#reach.write(this.#keyOf(row), row);
		});
	}

	update(key: Key, changes: Partial<Each>): Promise<number> {
		return this.#reach.run(() => {
			const before = this.#rows.get(key);
			if (before) this.#reach.write(key, { ...before, ...changes });
			return before ? 1 : 0;
		});
	}

	delete(key: Key): Promise<void> {
		return this.bulkDelete([key]);
	}

	bulkDelete(keys: Key[]): Promise<void> {
		return this.#reach.run(() => this.#remove(keys));
	}

	clear(): Promise<void> {
		return this.#reach.run(() => this.#remove(this.#rows.keys()));
	}

	where(name: string): Index<Each, Key> {
		const index = this.#rows.index(name);
		const select = (keys: () => Value[]) => this.#select(keys, [], Infinity);
		return {
			equals: (value) => select(() => index.between(value, value, true, true)),
			anyOf: (values) =>
				select(() =>
					[...new Set(values)].sort().flatMap((value) => index.between(value, value, true, true))
				),
			below: (value) => select(() => index.between(null, value, true, false)),
			between: (lower, upper, low = true, up = false) =>
				select(() => index.between(lower as Value, upper as Value, low, up))
		};
	}

	#select(
		keys: () => Value[],
		wanted: readonly ((row: Each) => boolean)[],
		most: number
	): Selection<Each, Key> {
		const found = () => {
			const all = keys();
			if (wanted.length === 0) return all.slice(0, most);
			const fits = (key: Value) => wanted.every((each) => each(this.#rows.get(key) as Each));
			return all.filter(fits).slice(0, most);
		};
		const rows = (some: readonly Value[]) => some.map((key) => this.#rows.get(key) as Each);
		const { run, write } = this.#reach;
		return {
			first: () => run(() => rows(found().slice(0, 1))[0]),
			last: () => run(() => rows(found().slice(-1))[0]),
			count: () => run(() => found().length),
			toArray: () => run(() => rows(found())),
			primaryKeys: () => run(() => found() as Key[]),
			limit: (limit) => this.#select(keys, wanted, Math.min(most, limit)),
			filter: (also) => this.#select(keys, [...wanted, also], most),
			modify: (changes) =>
				run(() => {
					const some = found();
					for (const key of some) write(key, { ...this.#rows.get(key), ...changes });
					return some.length;
				}),
			delete: () =>
				run(() => {
					const some = found();
					this.#remove(some);
					return some.length;
				})
		};
	}

	#remove(keys: readonly Value[]): void {
		for (const key of keys) if (this.#rows.get(key)) this.#reach.write(key, undefined);
	}

	#keyOf(row: Each): Value {
		const [key] = this.#rows.primary.valuesOf(row);
		if (key === undefined) throw named('DataError', 'A row without a key');
		return key;
	}
}

/** An error with a name, as the browser's database throws them. */
export function named(name: string, message: string): Error {
	const error = new Error(message);
	error.name = name;
	return error;
}
