import type { Incarnation } from '#domain/id.ts';
import type { Receipt, ReceiptStatus } from '#domain/protocol.ts';
import type { Device, QuarantineRow } from '#server/database/schema.ts';
import type { Writing } from '#server/database/store.ts';
import { sha256 } from '#server/keys.ts';
import { append, known, lockHead, setAside, type Entry } from '#server/ledger.ts';
import { branchOf, noteForks } from '#server/sync/lives.ts';
import { digestOf, type Offer, type ReadOffer } from '#server/sync/offer.ts';

/** Which tablet offers, and which life of it the events are of. */
export interface Source {
	readonly device: Pick<Device, 'center_id' | 'id'>;
	readonly incarnation: Incarnation;
}

/**
 * Takes offers of one incarnation into the ledger, and what cannot be counted into the quarantine. A
 * receipt for each, in their order; the same again changes nothing. What `waiting` names by its digest
 * lies in the late inbox: only staff let it in, whoever hands it in again.
 */
export async function ingest(
	trx: Writing,
	{ device, incarnation }: Source,
	offers: readonly Offer[],
	waiting: ReadonlySet<string>,
	now: number
): Promise<Receipt[]> {
	const head = await lockHead(trx, device.center_id);
	const sorted = await sort(trx, { device, incarnation }, offers, waiting);
	const from = { device_id: device.id, received_at: now };
	await append(
		trx,
		device.center_id,
		head,
		sorted.fresh.map((offer) => ({ ...entryOf(offer, sorted.forks.includes(offer)), ...from }))
	);
	await noteForks(trx, device.center_id, incarnation, sorted.forks, now);
	await setAside(
		trx,
		sorted.aside.map((aside) => ({
			...quarantineRow(aside, incarnation),
			center_id: device.center_id,
			...from
		}))
	);
	return sorted.results;
}

interface Aside {
	readonly status: 'conflict' | 'quarantined';
	readonly raw: string;
	readonly id: string | null;
	readonly seq: number | null;
	readonly reason: string;
}

/** Tells new events from resends and contradictions, within the batch as well as against the ledger. */
async function sort(
	trx: Writing,
	{ device, incarnation }: Source,
	offers: readonly Offer[],
	waiting: ReadonlySet<string>
): Promise<{ fresh: ReadOffer[]; forks: ReadOffer[]; aside: Aside[]; results: Receipt[] }> {
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
	const forks: ReadOffer[] = [];
	const aside: Aside[] = [];
	const results = offers.map((offer): Receipt => {
		const receipt = (status: ReceiptStatus): Receipt => ({
			id: offer.kind === 'read' ? offer.event.id : offer.id,
			status
		});
		if (waiting.has(digestOf(offer))) return receipt('quarantined');
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
		if (sameId) {
			aside.push({ ...about, status: 'conflict', reason: 'id: taken by another event' });
			return receipt('conflict');
		}
		// Two events of two copies of a tablet: other people's arrivals, most likely, and facts in any case.
		if (sameSeq) forks.push(offer);
		byId.set(event.id, fingerprint);
		bySeq.set(event.seq, fingerprint);
		fresh.push(offer);
		return receipt('stored');
	});
	return { fresh, forks, aside, results };
}

function entryOf(offer: ReadOffer, forked: boolean): Omit<Entry, 'device_id' | 'received_at'> {
	const { event, body, fingerprint } = offer;
	const { id, seq, session } = event;
	const incarnation = forked ? branchOf(offer) : event.incarnation;
	return { id, incarnation, seq, session_id: session, body, fingerprint };
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
