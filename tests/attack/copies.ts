import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Where in a file something stands: the page, or the log's frame, and how far from its beginning. */
export interface Spot {
	readonly page: number;
	readonly offset: number;
}

const TABLES = ['rating', 'rating_comment', 'rating_run'] as const;
const PAGE_BYTES = 4_096;
const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const FRAME_BYTES = FRAME_HEADER_BYTES + PAGE_BYTES;

/**
 * Copies of the server's database, one after every sync and after every opening. Of all of them together
 * it keeps what each has that the one before had not: in which copy every row and event was first seen, and
 * where the row then stood in SQLite's log.
 */
export class Copies {
	/** The number of the first copy that has a row or an event, by its id. */
	readonly seen = new Map<string, number>();
	/** Where a row's id stands in the log, there first where it was written first. */
	readonly frames = new Map<string, Spot>();
	readonly #path: string;
	readonly #database: DatabaseSync;
	#copies = 0;
	#position = 0;
	#log = { salt: '', end: 0 };

	constructor(path: string) {
		this.#path = path;
		this.#database = new DatabaseSync(path, { readOnly: true });
	}

	/** Takes one more. */
	take(): void {
		this.#copies += 1;
		const rows = TABLES.flatMap((table) =>
			this.#database
				.prepare(`select id from ${table}`)
				.all()
				.map(({ id }) => String(id))
		);
		const fresh = rows.filter((id) => !this.seen.has(id));
		for (const id of fresh) this.seen.set(id, this.#copies);
		const events = this.#database
			.prepare('select id, position from ledger where position > ? order by position')
			.all(this.#position);
		for (const { id, position } of events) {
			this.seen.set(String(id), this.#copies);
			this.#position = Number(position);
		}
		this.#read(fresh);
	}

	/** All rows of a table, as the last copy has them. */
	rows(table: (typeof TABLES)[number] | 'ledger'): Record<string, unknown>[] {
		return this.#database.prepare(`select * from ${table}`).all();
	}

	close(): void {
		this.#database.close();
	}

	/** Finds new rows in what was appended to the log since there were new ones; another salt begins it anew. */
	#read(ids: readonly string[]): void {
		if (ids.length === 0) return;
		const log = readFileSync(`${this.#path}-wal`);
		const salt = log.subarray(16, 24).toString('hex');
		const from = salt === this.#log.salt ? this.#log.end : LOG_HEADER_BYTES;
		for (const id of ids) {
			const at = log.indexOf(id, from, 'latin1') - LOG_HEADER_BYTES;
			if (at < 0) continue;
			this.frames.set(id, { page: Math.floor(at / FRAME_BYTES), offset: at % FRAME_BYTES });
		}
		this.#log = { salt, end: endOf(log, from, salt) };
	}
}

/** Where the log's own frames end; behind them may lie older ones. */
function endOf(log: Buffer, from: number, salt: string): number {
	let end = from;
	while (
		end + FRAME_BYTES <= log.length &&
		log.subarray(end + 8, end + 16).toString('hex') === salt
	) {
		end += FRAME_BYTES;
	}
	return end;
}

/** Every place in the database's file where an id stands. */
export function spotsIn(path: string, ids: readonly string[]): Map<string, Spot[]> {
	const file = readFileSync(path);
	return new Map(
		ids.map((id) => {
			const spots: Spot[] = [];
			for (
				let at = file.indexOf(id, 0, 'latin1');
				at >= 0;
				at = file.indexOf(id, at + 1, 'latin1')
			) {
				spots.push({ page: Math.floor(at / PAGE_BYTES), offset: at % PAGE_BYTES });
			}
			return [id, spots];
		})
	);
}
