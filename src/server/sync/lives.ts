import type { Selectable } from 'kysely';
import * as v from 'valibot';
import { Incarnation, type CenterId } from '#domain/id.ts';
import { NEW_LIFE, type PushRequest } from '#domain/protocol.ts';
import type { Device, Schema } from '#server/database/schema.ts';
import type { Reader, Writing } from '#server/database/store.ts';
import type { ReadOffer } from '#server/sync/offer.ts';

/** What is known of a life of a tablet; null if it was never heard of. */
export type KnownLife = Selectable<Schema['incarnation']> | null;

/** What a center knows of a life. Read it with the center's head locked, before anything of a request is taken in. */
export async function lifeOf(
	reader: Reader,
	center: CenterId,
	incarnation: Incarnation
): Promise<KnownLife> {
	const row = await reader
		.selectFrom('incarnation')
		.selectAll()
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.executeTakeFirst();
	return row ?? null;
}

/** What is known of the life that a request is about, once all of it was taken in. */
export interface Noted {
	/** Two tablets live this life, or did: a number says no more which event is meant. */
	readonly doubled: boolean;
	/** What the tablet must be told. */
	readonly words: string[];
}

/**
 * Notes which life a tablet lives and what it claims. It must be told to begin a new life where two live this
 * one. Two do if it claims less than it did, which a tablet never does by itself; or if two events had one
 * number, which `ingest` has noted. Call after both.
 */
export async function noteLife(
	trx: Writing,
	device: Pick<Device, 'center_id' | 'id' | 'life'>,
	{ incarnation, life, lastSeq, sentAt }: PushRequest,
	before: KnownLife,
	now: number
): Promise<Noted> {
	const center = device.center_id;
	const current = life === incarnation;
	// What was held up on its way claims less, too, and was sent before.
	const rewound =
		current &&
		before !== null &&
		lastSeq < before.claimed_through &&
		before.claim_sent_at !== null &&
		sentAt > before.claim_sent_at;
	if (rewound) await noteDoubled(trx, center, incarnation, now);
	const grown = lastSeq > (before?.claimed_through ?? -1);
	const { doubled_at } = await trx
		.updateTable('incarnation')
		.set((eb) => ({
			...(grown ? { claimed_at: now, claim_sent_at: sentAt } : {}),
			...(current ? { began_at: eb.fn.coalesce('began_at', eb.val(now)), lived_at: now } : {}),
			// Otherwise there may be nothing to set.
			device_id: device.id
		}))
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.returning('doubled_at')
		.executeTakeFirstOrThrow();
	if (life && life !== device.life) {
		await trx
			.updateTable('device')
			.set({ life })
			.where('center_id', '=', center)
			.where('id', '=', device.id)
			.execute();
	}
	const doubled = doubled_at !== null;
	return { doubled, words: doubled && current ? [NEW_LIFE] : [] };
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
