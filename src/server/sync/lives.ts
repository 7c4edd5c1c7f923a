import * as v from 'valibot';
import { Incarnation, type CenterId } from '#domain/id.ts';
import { NEW_LIFE, type PushRequest } from '#domain/protocol.ts';
import type { Device } from '#server/database/schema.ts';
import type { Reader, Writing } from '#server/database/store.ts';
import type { ReadOffer } from '#server/sync/offer.ts';

/** What a life had claimed before; null if it was never heard of. */
export type Claim = { readonly through: number; readonly sentAt: number | null } | null;

/** The highest number that a life ever claimed, and what the tablet's clock showed then. */
export async function claimOf(
	reader: Reader,
	center: CenterId,
	incarnation: Incarnation
): Promise<Claim> {
	const row = await reader
		.selectFrom('incarnation')
		.select(['claimed_through as through', 'claim_sent_at as sentAt'])
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.executeTakeFirst();
	return row ?? null;
}

/**
 * Notes which life a tablet lives and what it claims, and returns what it must be told: to begin a new life,
 * where two live this one. Two do if it claims less than it did, which a tablet never does by itself; or if two
 * events had one number, which `ingest` has noted. Call after both.
 */
export async function noteLife(
	trx: Writing,
	device: Pick<Device, 'center_id' | 'id' | 'life'>,
	{ incarnation, life, lastSeq, sentAt }: PushRequest,
	before: Claim,
	now: number
): Promise<string[]> {
	const center = device.center_id;
	const current = life === incarnation;
	// What was held up on its way claims less, too, and was sent before.
	const rewound =
		current &&
		before !== null &&
		lastSeq < before.through &&
		before.sentAt !== null &&
		sentAt > before.sentAt;
	if (rewound) await noteDoubled(trx, center, incarnation, now);
	const grown = lastSeq > (before?.through ?? -1);
	await trx
		.updateTable('incarnation')
		.set((eb) => ({
			...(grown ? { claimed_at: now, claim_sent_at: sentAt } : {}),
			...(current ? { began_at: eb.fn.coalesce('began_at', eb.val(now)), lived_at: now } : {}),
			// Otherwise there may be nothing to set.
			device_id: device.id
		}))
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.execute();
	if (life && life !== device.life) {
		await trx
			.updateTable('device')
			.set({ life })
			.where('center_id', '=', center)
			.where('id', '=', device.id)
			.execute();
	}
	const { doubled_at } = await trx
		.selectFrom('incarnation')
		.select('doubled_at')
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.executeTakeFirstOrThrow();
	return doubled_at !== null && current ? [NEW_LIFE] : [];
}

/** Notes that two tablets live one life. */
async function noteDoubled(
	trx: Writing,
	center: CenterId,
	incarnation: Incarnation,
	now: number
): Promise<void> {
	await trx
		.updateTable('incarnation')
		.set({ doubled_at: now })
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.where('doubled_at', 'is', null)
		.execute();
}

/** Under what an event stands in the ledger whose number another had taken: under its own id, where nobody is. */
export function branchOf({ event }: ReadOffer): Incarnation {
	return v.parse(Incarnation, event.id);
}

/** Notes whose the events are that stand under `branchOf`. */
export async function noteForks(
	trx: Writing,
	center: CenterId,
	incarnation: Incarnation,
	forks: readonly ReadOffer[],
	now: number
): Promise<void> {
	if (forks.length === 0) return;
	await trx
		.insertInto('fork')
		.values(
			forks.map(({ event }) => ({
				center_id: center,
				incarnation,
				seq: event.seq,
				event_id: event.id
			}))
		)
		.execute();
	await noteDoubled(trx, center, incarnation, now);
}
