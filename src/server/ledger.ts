import type { AttendanceEvent } from '#domain/event.ts';
import { understand } from '#domain/event.ts';
import type { CenterId, DeviceId, EventId, Incarnation, SessionId } from '#domain/id.ts';
import type { Recorded } from '#domain/session-log.ts';
import { linked } from '#server/chain.ts';
import type { LedgerRow, QuarantineRow } from '#server/database/schema.ts';
import type { Reader, Writing } from '#server/database/store.ts';

/** How far a center's counters are, and the hash of its last row. */
export interface Head {
	readonly position: number;
	readonly revision: number;
	readonly chain: string;
}

/**
 * Takes the center's head, which every write of its data holds until it has committed. Positions and
 * revisions handed out under it become visible in their order: no reader's cursor skips a late commit.
 */
export async function lockHead(trx: Writing, center: CenterId): Promise<Head> {
	return trx
		.updateTable('center_head')
		.set((eb) => ({ position: eb.ref('position') }))
		.where('center_id', '=', center)
		.returning(['position', 'revision', 'chain'])
		.executeTakeFirstOrThrow();
}

/**
 * Hands out `count` new revisions, one for each session or enrolment that changes, and returns the
 * first. No two rows share one, so a page of changes can end anywhere.
 */
export async function revise(trx: Writing, center: CenterId, count: number): Promise<number> {
	const { revision } = await trx
		.updateTable('center_head')
		.set((eb) => ({ revision: eb('revision', '+', count) }))
		.where('center_id', '=', center)
		.returning('revision')
		.executeTakeFirstOrThrow();
	return revision - count + 1;
}

/**
 * Has tablets ask for news of what is neither a session nor an enrolment, by a revision that no row has:
 * whoever watches the center's head finds it moved, in every process.
 */
export async function announce(trx: Writing, center: CenterId): Promise<void> {
	await revise(trx, center, 1);
}

/** What is already kept under the ids or the numbers of a batch, by which a resend is recognised. */
export async function known(
	trx: Writing,
	center: CenterId,
	batch: {
		readonly ids: readonly string[];
		readonly incarnation: Incarnation;
		readonly seqs: readonly number[];
	}
): Promise<
	{
		readonly id: string;
		readonly seq: number;
		readonly incarnation: Incarnation;
		readonly fingerprint: string;
	}[]
> {
	if (batch.ids.length === 0) return [];
	const columns = ['id', 'seq', 'incarnation', 'fingerprint'] as const;
	const byId = await trx
		.selectFrom('ledger')
		.select(columns)
		.where('center_id', '=', center)
		.where('id', 'in', [...batch.ids])
		.execute();
	const bySeq = await trx
		.selectFrom('ledger')
		.select(columns)
		.where('center_id', '=', center)
		.where('incarnation', '=', batch.incarnation)
		.where('seq', '>=', Math.min(...batch.seqs))
		.where('seq', '<=', Math.max(...batch.seqs))
		.execute();
	return [...byId, ...bySeq];
}

/** Appends rows after the locked head, each at the next position and chained to the one before, and moves it. */
export async function append(
	trx: Writing,
	center: CenterId,
	head: Pick<Head, 'position' | 'chain'>,
	entries: readonly Entry[]
): Promise<void> {
	if (entries.length === 0) return;
	let { position, chain } = head;
	const rows = entries.map((entry): LedgerRow => {
		position++;
		chain = linked(chain, { ...entry, position });
		return { ...entry, center_id: center, position, chain };
	});
	await trx.insertInto('ledger').values(rows).execute();
	await trx
		.updateTable('center_head')
		.set({ position, chain })
		.where('center_id', '=', center)
		.execute();
}

/** A row that has no place in the ledger yet. */
export type Entry = Omit<LedgerRow, 'center_id' | 'position' | 'chain'>;

/** Sets aside what cannot be counted, whole. The same text twice is kept once. */
export async function setAside(trx: Writing, rows: readonly QuarantineRow[]): Promise<void> {
	if (rows.length === 0) return;
	await trx
		.insertInto('quarantine')
		.values([...rows])
		.onConflict((conflict) => conflict.columns(['center_id', 'digest']).doNothing())
		.execute();
}

/** Which of the numbers after `from` this incarnation has handed in, set aside and late ones included; sorted. */
export async function receivedAfter(
	trx: Reader,
	center: CenterId,
	incarnation: Incarnation,
	from: number
): Promise<number[]> {
	const inLedger = trx
		.selectFrom('ledger')
		.select('seq')
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.where('seq', '>', from);
	const aside = trx
		.selectFrom('quarantine')
		.select('seq')
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.where('seq', '>', from)
		.$narrowType<{ seq: number }>();
	const late = trx
		.selectFrom('late')
		.select('seq')
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.where('seq', '>', from)
		.$narrowType<{ seq: number }>();
	const rows = await inLedger.union(aside).union(late).orderBy('seq').execute();
	return rows.map(({ seq }) => seq);
}

/** The events of some sessions that this build can count. */
export async function eventsOf(
	reader: Reader,
	center: CenterId,
	sessions: readonly SessionId[]
): Promise<AttendanceEvent[]> {
	if (sessions.length === 0) return [];
	const rows = await reader
		.selectFrom('ledger')
		.select('body')
		.where('center_id', '=', center)
		.where('session_id', 'in', [...sessions])
		.execute();
	return rows.flatMap(({ body }) => countable(body));
}

/** The events of a session that this build can count, each with the name of the tablet that brought it. */
export async function recordsOf(
	reader: Reader,
	center: CenterId,
	session: SessionId
): Promise<Recorded[]> {
	const rows = await reader
		.selectFrom('ledger')
		.leftJoin('device', (join) =>
			join
				.onRef('device.center_id', '=', 'ledger.center_id')
				.onRef('device.id', '=', 'ledger.device_id')
		)
		.select(['ledger.body', 'device.name as tablet'])
		.where('ledger.center_id', '=', center)
		.where('ledger.session_id', '=', session)
		.execute();
	return rows.flatMap(({ body, tablet }) => countable(body).map((event) => ({ event, tablet })));
}

/** The event that a center keeps under an id; null if there is none that this build can count. */
export async function eventOf(
	reader: Reader,
	center: CenterId,
	id: EventId
): Promise<AttendanceEvent | null> {
	const row = await reader
		.selectFrom('ledger')
		.select('body')
		.where('center_id', '=', center)
		.where('id', '=', id)
		.executeTakeFirst();
	return (row && countable(row.body)[0]) ?? null;
}

/** The highest number of an incarnation that a center keeps; 0 if it keeps none. */
export async function lastSeqOf(
	reader: Reader,
	center: CenterId,
	incarnation: Incarnation
): Promise<number> {
	const { seq } = await reader
		.selectFrom('ledger')
		.select(({ fn }) => fn.max<number | null>('seq').as('seq'))
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.executeTakeFirstOrThrow();
	return Number(seq ?? 0);
}

/** Events that no session could be found for, received in a stretch of time. */
export async function eventsWithoutSession(
	reader: Reader,
	center: CenterId,
	received: { readonly from: number; readonly to: number }
): Promise<AttendanceEvent[]> {
	const rows = await reader
		.selectFrom('ledger')
		.select('body')
		.where('center_id', '=', center)
		.where('session_id', 'is', null)
		.where('received_at', '>=', received.from)
		.where('received_at', '<', received.to)
		.execute();
	return rows.flatMap(({ body }) => countable(body));
}

function countable(body: string): AttendanceEvent[] {
	const understood = understand(JSON.parse(body));
	return understood.kind === 'known' ? [understood.event] : [];
}

/** Rows of a center beyond a position, in order, with the tablet that brought them. */
export async function ledgerAfter(
	reader: Reader,
	center: CenterId,
	position: number,
	limit: number
): Promise<{ readonly position: number; readonly device_id: DeviceId; readonly body: string }[]> {
	return reader
		.selectFrom('ledger')
		.select(['position', 'device_id', 'body'])
		.where('center_id', '=', center)
		.where('position', '>', position)
		.orderBy('position')
		.limit(limit)
		.execute();
}
