import type { ExpressionBuilder } from 'kysely';
import { keyOf, timeOf } from '#domain/event.ts';
import type { CenterId, DeviceId, Incarnation } from '#domain/id.ts';
import { PUSH_EVENTS_MAX, type Receipt } from '#domain/protocol.ts';
import type { LateRow, Schema } from '#server/database/schema.ts';
import type { Store, Writing } from '#server/database/store.ts';
import { lockHead } from '#server/ledger.ts';
import { ingest, type Source } from '#server/sync/ingest.ts';
import { digestOf, offer, type Offer } from '#server/sync/offer.ts';
import { record, type Actor } from '#server/trail.ts';

/**
 * Keeps what a tablet out of service hands in, apart from the ledger, until staff have decided. What
 * the ledger holds already is recognised; the same again changes nothing.
 */
export async function keepLate(
	trx: Writing,
	{ device, incarnation }: Source,
	offers: readonly Offer[],
	now: number
): Promise<Receipt[]> {
	const counted = await inLedger(trx, device.center_id, offers);
	const rows = offers
		.filter((offer) => !counted.has(digestOf(offer)))
		.map((offer): LateRow => ({
			center_id: device.center_id,
			device_id: device.id,
			digest: digestOf(offer),
			incarnation,
			...asRow(offer),
			received_at: now
		}));
	if (rows.length > 0) {
		await trx
			.insertInto('late')
			.values(rows)
			.onConflict((conflict) => conflict.columns(['center_id', 'device_id', 'digest']).doNothing())
			.execute();
	}
	return offers.map((offer) => ({
		id: offer.kind === 'read' ? offer.event.id : offer.id,
		status: counted.has(digestOf(offer)) ? 'duplicate' : 'quarantined'
	}));
}

/** The digests of what lies in the late inbox of a life of a tablet and was not taken into the ledger. */
export async function waiting(
	trx: Writing,
	{ device, incarnation }: Source
): Promise<ReadonlySet<string>> {
	const rows = await trx
		.selectFrom('late')
		.select('digest')
		.where('center_id', '=', device.center_id)
		.where('incarnation', '=', incarnation)
		.where(concernedBy('taken'))
		.execute();
	return new Set(rows.map(({ digest }) => digest));
}

/** What became of late records that were taken into the ledger. */
export type Taken = {
	readonly stored: number;
	/** The ledger had them already. */
	readonly duplicate: number;
	/** Unreadable, or contradicting what is kept: now with the others that staff must look at. */
	readonly aside: number;
};

/**
 * Takes all that a tablet handed in late into the ledger, as if it were pushed now; what was left aside
 * before, too. Null if there is nothing. Doing it twice changes nothing.
 */
export async function takeLate(
	store: Store,
	center: CenterId,
	id: DeviceId,
	reason: string,
	by: Actor,
	now: number
): Promise<Taken | null> {
	const device = { center_id: center, id };
	return decide(store, device, { decision: 'taken', reason }, by, now, async (trx, rows) => {
		const statuses: Receipt['status'][] = [];
		for (const [incarnation, life] of Map.groupBy(rows, (row) => row.incarnation)) {
			for (let from = 0; from < life.length; from += PUSH_EVENTS_MAX) {
				const offers = life
					.slice(from, from + PUSH_EVENTS_MAX)
					.map(({ raw }) => offer(JSON.parse(raw)));
				const receipts = await ingest(trx, { device, incarnation }, offers, new Set(), now);
				statuses.push(...receipts.map(({ status }) => status));
			}
		}
		const count = (status: Receipt['status']) => statuses.filter((each) => each === status).length;
		return {
			stored: count('stored'),
			duplicate: count('duplicate'),
			aside: count('conflict') + count('quarantined')
		};
	});
}

/** Leaves what a tablet handed in late out of the ledger; it stays where it is. False if there is nothing new. */
export async function leaveLate(
	store: Store,
	center: CenterId,
	id: DeviceId,
	reason: string,
	by: Actor,
	now: number
): Promise<boolean> {
	const device = { center_id: center, id };
	const decision = { decision: 'left', reason } as const;
	const left = await decide(store, device, decision, by, now, async (_, rows) => ({
		left: rows.length
	}));
	return left !== null;
}

interface Decision {
	readonly decision: 'taken' | 'left';
	readonly reason: string;
}

interface Row {
	readonly incarnation: Incarnation;
	readonly raw: string;
}

/** Acts on the late records that a decision is about, and writes it on them and on the trail; null without any. */
async function decide<Counts extends Readonly<Record<string, number>>>(
	store: Store,
	device: Source['device'],
	{ decision, reason }: Decision,
	by: Actor,
	now: number,
	act: (trx: Writing, rows: readonly Row[]) => Promise<Counts>
): Promise<Counts | null> {
	const { center_id: center, id } = device;
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const rows = await trx
			.selectFrom('late')
			.select(['incarnation', 'raw'])
			.where('center_id', '=', center)
			.where('device_id', '=', id)
			.where(concernedBy(decision))
			.orderBy('incarnation')
			.orderBy('seq')
			.orderBy('digest')
			.execute();
		if (rows.length === 0) return null;
		const counts = await act(trx, rows);
		await trx
			.updateTable('late')
			.set({ decision, reason, decided_at: now })
			.where('center_id', '=', center)
			.where('device_id', '=', id)
			.where(concernedBy(decision))
			.execute();
		const deed = {
			kind: 'change',
			action: decision === 'taken' ? 'late.take' : 'late.leave',
			subject: `device:${id}`,
			people: peopleIn(rows),
			reason,
			detail: counts
		} as const;
		await record(trx, center, by, deed, now);
		return counts;
	});
}

/** To take is to take all, what was left aside before as well; to leave is about what nobody decided yet. */
function concernedBy(decision: Decision['decision']) {
	return (eb: ExpressionBuilder<Schema, 'late'>) =>
		decision === 'left'
			? eb('decision', 'is', null)
			: eb.or([eb('decision', 'is', null), eb('decision', '=', 'left')]);
}

/** The fingerprints of those offers that the ledger holds, under the same ids. */
async function inLedger(
	trx: Writing,
	center: CenterId,
	offers: readonly Offer[]
): Promise<ReadonlySet<string>> {
	const ids = offers.flatMap((offer) => (offer.kind === 'read' ? [offer.event.id] : []));
	if (ids.length === 0) return new Set();
	const rows = await trx
		.selectFrom('ledger')
		.select('fingerprint')
		.where('center_id', '=', center)
		.where('id', 'in', ids)
		.execute();
	return new Set(rows.map(({ fingerprint }) => fingerprint));
}

function asRow(offer: Offer): Pick<LateRow, 'seq' | 'event_id' | 'kind' | 'at' | 'raw'> {
	if (offer.kind === 'unreadable') {
		return { seq: offer.seq, event_id: offer.id, kind: null, at: null, raw: offer.raw };
	}
	const { event, body } = offer;
	return { seq: event.seq, event_id: event.id, kind: event.kind, at: timeOf(event), raw: body };
}

/** Of how many people some records speak, as far as they can be read. */
function peopleIn(rows: readonly { readonly raw: string }[]): number {
	const keys = rows.flatMap(({ raw }) => {
		const read = offer(JSON.parse(raw));
		return read.kind === 'read' ? [keyOf(read.event.who)] : [];
	});
	return new Set(keys).size;
}
