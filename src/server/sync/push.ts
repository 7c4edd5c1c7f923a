import { fingerprint, understand, type EventEnvelope } from '#domain/event.ts';
import type { Incarnation } from '#domain/id.ts';
import {
	PROTOCOL,
	type PushAnswer,
	type PushRequest,
	type Receipt,
	type ReceiptStatus
} from '#domain/protocol.ts';
import type { Device, LedgerRow, QuarantineRow } from '#server/database/schema.ts';
import type { Store, Writing } from '#server/database/store.ts';
import { contact } from '#server/devices.ts';
import { sha256 } from '#server/keys.ts';
import { append, known, lockHead, receivedAfter, setAside } from '#server/ledger.ts';

const MISSING_RANGES_MAX = 100;

/**
 * Takes a tablet's events into the ledger, in one flushed transaction, and answers what became of
 * each. Sending the same again changes nothing. No fact is refused: what cannot be read or
 * contradicts what is kept is set aside whole, and the rest goes on.
 */
export async function push(
	store: Store,
	epoch: PushAnswer['epoch'],
	device: Device,
	request: PushRequest,
	now: number
): Promise<PushAnswer> {
	const offered = request.events.map(offer);
	return store.write(async (trx) => {
		const head = await lockHead(trx, device.center_id);
		const sorted = await sort(trx, device, request.incarnation, offered);
		const base = { center_id: device.center_id, device_id: device.id, received_at: now };
		await append(
			trx,
			device.center_id,
			sorted.fresh.map((offer, index) =>
				ledgerRow(offer, { ...base, position: head.position + index + 1 })
			)
		);
		await setAside(
			trx,
			sorted.aside.map((aside) => ({ ...quarantineRow(aside, request.incarnation), ...base }))
		);
		await contact(trx, device, request, now);
		return {
			protocol: PROTOCOL,
			epoch,
			serverTime: now,
			...(await account(trx, device, request)),
			backedUpThrough: 0,
			results: sorted.results,
			directives: []
		};
	});
}

/** One event of a batch, as far as it could be read. */
type Offer =
	| {
			readonly kind: 'read';
			readonly event: EventEnvelope;
			readonly body: string;
			readonly fingerprint: string;
	  }
	| {
			readonly kind: 'unreadable';
			readonly raw: string;
			readonly id: string | null;
			readonly seq: number | null;
			readonly reason: string;
	  };

type ReadOffer = Extract<Offer, { kind: 'read' }>;

interface Aside {
	readonly status: 'conflict' | 'quarantined';
	readonly raw: string;
	readonly id: string | null;
	readonly seq: number | null;
	readonly reason: string;
}

function offer(value: unknown): Offer {
	const understood = understand(value);
	if (understood.kind !== 'unreadable') {
		const { event, body } = understood;
		return { kind: 'read', event, body, fingerprint: fingerprint(body, sha256) };
	}
	const { id, seq } = (typeof value === 'object' && value !== null ? value : {}) as {
		id?: unknown;
		seq?: unknown;
	};
	return {
		kind: 'unreadable',
		raw: JSON.stringify(value),
		id: typeof id === 'string' ? id.slice(0, 64).toWellFormed().replaceAll('\u0000', '') : null,
		seq: Number.isSafeInteger(seq) ? Number(seq) : null,
		reason: understood.reason
	};
}

/** Tells new events from resends and contradictions, within the batch as well as against the ledger. */
async function sort(
	trx: Writing,
	device: Device,
	incarnation: Incarnation,
	offers: readonly Offer[]
): Promise<{ fresh: ReadOffer[]; aside: Aside[]; results: Receipt[] }> {
	const readable = offers.filter((offer) => offer.kind === 'read');
	const kept = await known(trx, device.center_id, {
		ids: readable.map(({ event }) => event.id),
		incarnation,
		seqs: readable.map(({ event }) => event.seq)
	});
	const byId = new Map(kept.map((row) => [row.id, row.fingerprint]));
	const bySeq = new Map(
		kept.filter((row) => row.incarnation === incarnation).map((row) => [row.seq, row.fingerprint])
	);

	const fresh: ReadOffer[] = [];
	const aside: Aside[] = [];
	const results = offers.map((offer): Receipt => {
		const receipt = (status: ReceiptStatus): Receipt => ({
			id: offer.kind === 'read' ? offer.event.id : offer.id,
			status
		});
		if (offer.kind === 'unreadable') {
			aside.push({ ...offer, status: 'quarantined' });
			return receipt('quarantined');
		}
		const { event, body, fingerprint } = offer;
		const about = { raw: body, id: event.id, seq: event.seq };
		if (event.incarnation !== incarnation) {
			aside.push({ ...about, status: 'quarantined', reason: 'incarnation: not the batch’s' });
			return receipt('quarantined');
		}
		const sameId = byId.get(event.id);
		const sameSeq = bySeq.get(event.seq);
		if (sameId === fingerprint) return receipt('duplicate');
		if (sameId ?? sameSeq) {
			const reason = sameId ? 'id: taken by another event' : 'seq: taken by another event';
			aside.push({ ...about, status: 'conflict', reason });
			return receipt('conflict');
		}
		byId.set(event.id, fingerprint);
		bySeq.set(event.seq, fingerprint);
		fresh.push(offer);
		return receipt('stored');
	});
	return { fresh, aside, results };
}

type Place = Pick<LedgerRow, 'center_id' | 'position' | 'device_id' | 'received_at'>;

function ledgerRow({ event, body, fingerprint }: ReadOffer, place: Place): LedgerRow {
	const { id, incarnation, seq, session } = event;
	return { ...place, id, incarnation, seq, session_id: session, body, fingerprint };
}

function quarantineRow(
	{ status, reason, raw, id, seq }: Aside,
	incarnation: Incarnation
): Pick<
	QuarantineRow,
	'digest' | 'status' | 'reason' | 'raw' | 'event_id' | 'incarnation' | 'seq'
> {
	return { digest: sha256(raw), status, reason, raw, event_id: id, incarnation, seq };
}

/** Moves the contiguous mark of the incarnation, and names the holes below what the tablet claims. */
async function account(
	trx: Writing,
	device: Device,
	{ incarnation, lastSeq }: PushRequest
): Promise<Pick<PushAnswer, 'ackedThrough' | 'missing'>> {
	const center = device.center_id;
	const mark = await trx
		.selectFrom('incarnation')
		.select(['acked_through', 'claimed_through'])
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.executeTakeFirst();
	const before = mark?.acked_through ?? 0;
	const received = await receivedAfter(trx, center, incarnation, before);
	const holes = holesIn(received, before, Math.max(lastSeq, mark?.claimed_through ?? 0));
	const [firstHole] = holes;
	const acked_through = firstHole ? firstHole[0] - 1 : (received[received.length - 1] ?? before);
	const row = {
		device_id: device.id,
		acked_through,
		claimed_through: Math.max(lastSeq, mark?.claimed_through ?? 0)
	};
	await trx
		.insertInto('incarnation')
		.values({ center_id: center, incarnation, ...row })
		.onConflict((conflict) => conflict.columns(['center_id', 'incarnation']).doUpdateSet(row))
		.execute();
	return { ackedThrough: acked_through, missing: holes.slice(0, MISSING_RANGES_MAX) };
}

/** The stretches of numbers after `from`, up to `through`, that are not among the sorted `present`. */
function holesIn(present: readonly number[], from: number, through: number): [number, number][] {
	const holes: [number, number][] = [];
	let next = from + 1;
	for (const seq of present) {
		if (seq > next) holes.push([next, seq - 1]);
		next = Math.max(next, seq + 1);
	}
	if (through >= next) holes.push([next, through]);
	return holes;
}
