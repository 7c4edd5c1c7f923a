// The same rows in the same table with the same keys and triggers, written by nothing but prepared
// statements: what the database alone can commit. A process of its own, told what to do by `ingest`.
import { DatabaseSync } from 'node:sqlite';
import { fingerprint, understand } from '#domain/event.ts';
import type { CenterId, DeviceId } from '#domain/id.ts';
import { BEGINNING, linked } from '#server/chain.ts';
import { openStore } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { EventSource, type Crowd } from './event-batches.ts';

/** What `ingest` asks for, and what it gets: how long the transactions took together. */
export type BareOrder =
	| {
			readonly kind: 'open';
			readonly path: string;
			readonly center: CenterId;
			readonly device: DeviceId;
			readonly crowd: Crowd;
	  }
	| { readonly kind: 'insert'; readonly batches: number };
export interface BareAnswer {
	readonly ms: number;
}

const COLUMNS = [
	'center_id',
	'position',
	'id',
	'device_id',
	'incarnation',
	'seq',
	'session_id',
	'body',
	'fingerprint',
	'received_at',
	'chain'
];
const FULL = 2;

let insert: ((batches: number) => number) | null = null;

process.on('message', async (order: BareOrder) => {
	if (order.kind === 'open') insert = await open(order);
	const ms = order.kind === 'insert' ? insert?.(order.batches) : 0;
	if (ms === undefined) throw new Error('Nothing is open yet');
	process.send?.({ ms } satisfies BareAnswer);
});

async function open({ path, center, device, crowd }: Extract<BareOrder, { kind: 'open' }>) {
	// The product's own migration makes the table.
	await (await openStore(`sqlite:${path}`, silent)).close();
	const database = new DatabaseSync(path);
	database.exec('pragma journal_mode = wal');
	database.exec('pragma synchronous = full');
	if (database.prepare('pragma synchronous').get()?.['synchronous'] !== FULL) {
		throw new Error('SQLite does not keep synchronous=FULL');
	}
	const statement = database.prepare(
		`insert into ledger (${COLUMNS.join(', ')}) values (${COLUMNS.map(() => '?').join(', ')})`
	);
	const source = new EventSource(crowd, randomBytes, Date.now());
	let position = 0;
	let chain = BEGINNING;
	const rowsOf = () =>
		source.next().map((event) => {
			const understood = understand(event);
			if (understood.kind !== 'known') throw new Error('An event that cannot be read');
			const { body } = understood;
			const { id, incarnation, seq, session } = event;
			const link = {
				position: ++position,
				device_id: device,
				received_at: Date.now(),
				fingerprint: fingerprint(body)
			};
			chain = linked(chain, link);
			const place = [center, position, id, device, incarnation, seq, session];
			return [...place, body, link.fingerprint, link.received_at, chain];
		});

	return (batches: number): number => {
		const ready = Array.from({ length: batches }, rowsOf);
		const from = performance.now();
		for (const rows of ready) {
			database.exec('begin immediate');
			for (const row of rows) statement.run(...row);
			database.exec('commit');
		}
		return performance.now() - from;
	};
}
