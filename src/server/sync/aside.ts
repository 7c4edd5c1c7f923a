import { keyOf } from '#domain/event.ts';
import type { CenterId, DeviceId } from '#domain/id.ts';
import { PUSH_EVENTS_MAX } from '#domain/protocol.ts';
import { asideRecordsOf, type AsideRecord } from '#server/aside-inbox.ts';
import type { Store, Writing } from '#server/database/store.ts';
import { lockHead } from '#server/ledger.ts';
import { ingest } from '#server/sync/ingest.ts';
import { record, type Actor } from '#server/trail.ts';

/** What became of records that were set aside. */
export type TakenAside = {
	readonly stored: number;
	/** Unreadable, or another content of an id that the ledger has: they stay where they are. */
	readonly remaining: number;
};

/**
 * Takes what was set aside of a tablet and can be read into the ledger, what was left before as well: under the
 * life that it names, beside whatever has its number. Of one id the ledger keeps what it has: both would be one
 * deed counted twice. Null if there is nothing to take; doing it twice changes nothing.
 */
export async function takeAside(
	store: Store,
	center: CenterId,
	id: DeviceId,
	reason: string,
	by: Actor,
	now: number
): Promise<TakenAside | null> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const records = await asideRecordsOf(trx, center, id);
		const takeable = records.filter(({ stands }) => stands === 'takeable');
		if (takeable.length === 0) return null;
		const device = { center_id: center, id };
		const stored: AsideRecord[] = [];
		for (const [incarnation, life] of Map.groupBy(takeable, lifeOf)) {
			for (let from = 0; from < life.length; from += PUSH_EVENTS_MAX) {
				const batch = life.slice(from, from + PUSH_EVENTS_MAX);
				const offers = batch.map(({ offer }) => offer);
				const results = await ingest(trx, { device, incarnation }, offers, new Set(), now);
				stored.push(
					...batch.filter((_, index) =>
						['stored', 'duplicate'].includes(results[index]?.status ?? '')
					)
				);
			}
		}
		await note(trx, center, stored, { decision: 'taken', reason, at: now });
		const detail = { stored: stored.length, remaining: records.length - stored.length };
		const about = { subject: `device:${id}`, people: peopleIn(stored), reason, detail };
		await record(trx, center, by, { kind: 'change', action: 'aside.take', ...about }, now);
		return detail;
	});
}

/** Leaves what was set aside of a tablet where it is. False if there is nothing that nobody decided yet. */
export async function leaveAside(
	store: Store,
	center: CenterId,
	device: DeviceId,
	reason: string,
	by: Actor,
	now: number
): Promise<boolean> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const records = await asideRecordsOf(trx, center, device);
		const waiting = records.filter(({ left }) => !left);
		if (waiting.length === 0) return false;
		await note(trx, center, waiting, { decision: 'left', reason, at: now });
		const detail = { left: waiting.length };
		const about = { subject: `device:${device}`, people: peopleIn(waiting), reason, detail };
		await record(trx, center, by, { kind: 'change', action: 'aside.leave', ...about }, now);
		return true;
	});
}

interface Decision {
	readonly decision: 'taken' | 'left';
	readonly reason: string;
	readonly at: number;
}

async function note(
	trx: Writing,
	center: CenterId,
	records: readonly AsideRecord[],
	decision: Decision
): Promise<void> {
	for (let from = 0; from < records.length; from += PUSH_EVENTS_MAX) {
		await trx
			.insertInto('aside_decision')
			.values(
				records
					.slice(from, from + PUSH_EVENTS_MAX)
					.map(({ digest }) => ({ center_id: center, digest, ...decision }))
			)
			.execute();
	}
}

/** Of which life a record says that it is; of a stranger's, that is not the life that handed it in. */
function lifeOf({ offer, incarnation }: AsideRecord) {
	return offer.kind === 'read' ? offer.event.incarnation : incarnation;
}

/** Of how many people some records speak, as far as they can be read. */
function peopleIn(records: readonly AsideRecord[]): number {
	return new Set(
		records.flatMap(({ offer }) => (offer.kind === 'read' ? [keyOf(offer.event.who)] : []))
	).size;
}
