import { ERASE_ROSTER, PROTOCOL, type PushAnswer, type PushRequest } from '#domain/protocol.ts';
import type { Device } from '#server/database/schema.ts';
import type { Store } from '#server/database/store.ts';
import { contact } from '#server/devices.ts';
import { lockHead } from '#server/ledger.ts';
import { account } from '#server/sync/account.ts';
import { ingest } from '#server/sync/ingest.ts';
import { lifeOf, noteLife } from '#server/sync/lives.ts';
import { keepLate, waiting } from '#server/sync/late.ts';
import { offer } from '#server/sync/offer.ts';
import { heed } from '#server/sync/witness.ts';

/**
 * Takes a tablet's events into the ledger, in one flushed transaction, and answers what became of
 * each. Sending the same again changes nothing. No fact is refused: what cannot be read or
 * contradicts what is kept is set aside whole, and the rest goes on. Of a tablet out of service all is
 * set aside, in the late inbox. `epoch` is the one it lives as this begins: what the tablet knows may end it.
 */
export async function push(
	store: Store,
	epoch: PushAnswer['epoch'],
	device: Device,
	request: PushRequest,
	now: number
): Promise<PushAnswer> {
	const offered = request.events.map(offer);
	const retired = device.revoked_at !== null;
	return store.write(async (trx) => {
		await lockHead(trx, device.center_id);
		const known = await lifeOf(trx, device.center_id, request.incarnation);
		const life = await heed(trx, device, request, { epoch, known }, now);
		const from = { device, incarnation: request.incarnation };
		const results = retired
			? await keepLate(trx, from, offered, now)
			: await ingest(trx, from, offered, await waiting(trx, from), now);
		await contact(trx, device, request, now);
		const accounted = await account(trx, device, request, { epoch: life, known });
		const { doubled, words } = await noteLife(trx, device, request, known, now);
		return {
			protocol: PROTOCOL,
			epoch: life,
			serverTime: now,
			...accounted,
			// Of two events with one number a backup may hold the other; and what comes late may have any number.
			backedUpThrough: doubled || retired ? 0 : accounted.backedUpThrough,
			results,
			directives: retired ? [ERASE_ROSTER, ...words] : words
		};
	});
}
