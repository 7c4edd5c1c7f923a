/** A value that IndexedDB can order. */
export type Value = string | number | readonly Value[];

/** The order of IndexedDB: numbers before texts before lists, and lists by their members. */
export function compare(a: Value, b: Value): number {
	if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	if (typeof a === 'object' && typeof b === 'object') {
		for (let at = 0; at < a.length && at < b.length; at++) {
			const difference = compare(a[at] as Value, b[at] as Value);
			if (difference !== 0) return difference;
		}
		return a.length - b.length;
	}
	return rank(a) - rank(b);
}

function rank(value: Value): number {
	return typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2;
}

/** What an index is over: a field, several, or each member of a list, as Dexie writes them. */
export interface Path {
	readonly name: string;
	valuesOf(row: object): readonly Value[];
}

/** Reads `field`, `[one+other]` or `*list`. A row without such a field is not in the index. */
export function pathOf(written: string): Path {
	const name = written.replace(/^[&*]/, '');
	const read = (row: object, field: string) => (row as Record<string, Value | null>)[field];
	if (written.startsWith('*')) {
		return { name, valuesOf: (row) => (read(row, name) as readonly Value[] | undefined) ?? [] };
	}
	if (!name.startsWith('[')) {
		return {
			name,
			valuesOf(row) {
				const value = read(row, name);
				return value === undefined || value === null ? [] : [value];
			}
		};
	}
	const fields = name.slice(1, -1).split('+');
	return { name, valuesOf: (row) => [fields.map((field) => read(row, field) as Value)] };
}

interface Place {
	readonly value: Value;
	readonly key: Value;
}

/** Keys in the order of a value, and of themselves where that is the same. */
export class OrderedIndex {
	readonly path: Path;
	readonly #places: Place[] = [];

	constructor(path: Path) {
		this.path = path;
	}

	add(row: object, key: Value): void {
		for (const value of this.path.valuesOf(row)) {
			this.#places.splice(this.#find({ value, key }), 0, { value, key });
		}
	}

	remove(row: object, key: Value): void {
		for (const value of this.path.valuesOf(row)) this.#places.splice(this.#find({ value, key }), 1);
	}

	/** The keys between two values; whether these count is said by `low` and `up`. */
	between(lower: Value | null, upper: Value, low: boolean, up: boolean): Value[] {
		const from = lower === null ? 0 : this.#edge(lower, !low);
		return this.#places.slice(from, this.#edge(upper, up)).map(({ key }) => key);
	}

	#find(place: Place): number {
		return this.#first(
			(other) => compare(other.value, place.value) || compare(other.key, place.key)
		);
	}

	#edge(value: Value, after: boolean): number {
		return this.#first((other) => compare(other.value, value) || (after ? -1 : 0));
	}

	/** Where the first stands that is not before what is sought. */
	#first(isBefore: (place: Place) => number): number {
		let [low, high] = [0, this.#places.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			const place = this.#places[middle];
			if (place && isBefore(place) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
