import type { ExpressionBuilder } from 'kysely';
import { timeOf } from '#domain/event.ts';
import type { CenterId, DeviceId, Incarnation } from '#domain/id.ts';
import { PUSH_EVENTS_MAX } from '#domain/protocol.ts';
import type { Schema } from '#server/database/schema.ts';
import type { Reader } from '#server/database/store.ts';
import { offer, type Offer } from '#server/sync/offer.ts';

/** A record of a tablet that was set aside, as this build reads it. */
export interface AsideRecord {
	readonly digest: string;
	/** Of the life that handed it in. */
	readonly incarnation: Incarnation;
	readonly offer: Offer;
	readonly left: boolean;
	/** Unreadable to this build; or of an id that the ledger has, with other content; or else it can be taken in. */
	readonly stands: 'unreadable' | 'contradicting' | 'takeable';
}

/** What of a tablet was set aside, and what staff decided about it. */
export interface AsideInbox {
	readonly waiting: Piles;
	readonly left: Piles;
	readonly taken: number;
	readonly decided: {
		readonly decision: 'taken' | 'left';
		readonly at: number;
		readonly reason: string;
	} | null;
}

/** How many records stand how, and when those that can be read were made. */
export interface Piles {
	readonly count: number;
	readonly takeable: number;
	readonly contradicting: number;
	readonly unreadable: number;
	readonly happened: { readonly from: number; readonly to: number } | null;
}

/** Whether nobody has decided yet about what was set aside. */
export function undecided({ not, exists, selectFrom }: ExpressionBuilder<Schema, 'quarantine'>) {
	return not(
		exists(
			selectFrom('aside_decision')
				.select('aside_decision.digest')
				.whereRef('aside_decision.center_id', '=', 'quarantine.center_id')
				.whereRef('aside_decision.digest', '=', 'quarantine.digest')
		)
	);
}

/** What of a tablet is set aside and was not taken in, in the order in which it was recorded. */
export async function asideRecordsOf(
	reader: Reader,
	center: CenterId,
	device: DeviceId
): Promise<AsideRecord[]> {
	const rows = await reader
		.selectFrom('quarantine')
		.leftJoin('aside_decision as left', (join) =>
			join
				.onRef('left.center_id', '=', 'quarantine.center_id')
				.onRef('left.digest', '=', 'quarantine.digest')
				.on('left.decision', '=', 'left')
		)
		.leftJoin('aside_decision as taken', (join) =>
			join
				.onRef('taken.center_id', '=', 'quarantine.center_id')
				.onRef('taken.digest', '=', 'quarantine.digest')
				.on('taken.decision', '=', 'taken')
		)
		.select(['quarantine.digest', 'quarantine.incarnation', 'quarantine.raw', 'left.at as leftAt'])
		.where('quarantine.center_id', '=', center)
		.where('quarantine.device_id', '=', device)
		.where('taken.at', 'is', null)
		.orderBy('quarantine.incarnation')
		.orderBy('quarantine.seq')
		.orderBy('quarantine.digest')
		.execute();
	const read = rows.map(({ raw, ...row }) => ({ ...row, offer: offer(JSON.parse(raw)) }));
	const kept = await fingerprintsOf(
		reader,
		center,
		read.flatMap(({ offer }) => (offer.kind === 'read' ? [offer.event.id] : []))
	);
	return read.map(({ digest, incarnation, offer, leftAt }) => ({
		...{ digest, incarnation, offer },
		left: leftAt !== null,
		stands: standing(offer, kept)
	}));
}

/** What was set aside of one tablet. */
export async function asideInboxOf(
	reader: Reader,
	center: CenterId,
	device: DeviceId
): Promise<AsideInbox> {
	const records = await asideRecordsOf(reader, center, device);
	const decisions = await reader
		.selectFrom('aside_decision')
		.innerJoin('quarantine', (join) =>
			join
				.onRef('quarantine.center_id', '=', 'aside_decision.center_id')
				.onRef('quarantine.digest', '=', 'aside_decision.digest')
		)
		.select(['aside_decision.decision', 'aside_decision.at', 'aside_decision.reason'])
		.where('quarantine.center_id', '=', center)
		.where('quarantine.device_id', '=', device)
		.orderBy('aside_decision.at', 'desc')
		// What was left can still be taken, and not the other way round.
		.orderBy('aside_decision.decision', 'desc')
		.execute();
	return {
		waiting: pilesOf(records.filter(({ left }) => !left)),
		left: pilesOf(records.filter(({ left }) => left)),
		taken: decisions.filter(({ decision }) => decision === 'taken').length,
		decided: decisions[0] ?? null
	};
}

/** Under which fingerprints the ledger has these ids. */
async function fingerprintsOf(
	reader: Reader,
	center: CenterId,
	ids: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	const kept = new Map<string, string>();
	for (let from = 0; from < ids.length; from += PUSH_EVENTS_MAX) {
		const rows = await reader
			.selectFrom('ledger')
			.select(['id', 'fingerprint'])
			.where('center_id', '=', center)
			.where('id', 'in', ids.slice(from, from + PUSH_EVENTS_MAX))
			.execute();
		for (const { id, fingerprint } of rows) kept.set(id, fingerprint);
	}
	return kept;
}

function standing(offer: Offer, kept: ReadonlyMap<string, string>): AsideRecord['stands'] {
	if (offer.kind === 'unreadable') return 'unreadable';
	const known = kept.get(offer.event.id);
	return known && known !== offer.fingerprint ? 'contradicting' : 'takeable';
}

function pilesOf(records: readonly AsideRecord[]): Piles {
	const of = (stands: AsideRecord['stands']) =>
		records.filter((each) => each.stands === stands).length;
	const moments = records.flatMap(({ offer }) =>
		offer.kind === 'read' ? [timeOf(offer.event)] : []
	);
	return {
		count: records.length,
		takeable: of('takeable'),
		contradicting: of('contradicting'),
		unreadable: of('unreadable'),
		happened: moments.length > 0 ? { from: Math.min(...moments), to: Math.max(...moments) } : null
	};
}
