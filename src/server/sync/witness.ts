import type { Epoch } from '#domain/id.ts';
import type { PushRequest } from '#domain/protocol.ts';
import type { Device } from '#server/database/schema.ts';
import type { Writing } from '#server/database/store.ts';
import { actionOf, beginEpoch, knows, lastRestore } from '#server/epochs.ts';
import type { KnownLife } from '#server/sync/lives.ts';
import { asActor, change, record } from '#server/trail.ts';

/** A tablet that is wrong about what it was told must not keep all others offering for ever. */
const WITNESSED_EVERY_MS = 10 * 60_000;

/**
 * Takes a tablet's word that this database was put back: in the epoch it still lives, the tablet was told
 * that more is committed than there is, or it was told of an epoch that nobody here knows. The database
 * then begins a new life, in the transaction in which the tablet is answered. Returns the epoch to answer
 * with. Call with the center's head locked, before anything of the request is taken in.
 */
export async function heed(
	trx: Writing,
	device: Device,
	{ acked }: Pick<PushRequest, 'acked'>,
	{ epoch, known }: { readonly epoch: Epoch; readonly known: KnownLife },
	now: number
): Promise<Epoch> {
	if (!acked || device.revoked_at !== null) return epoch;
	const strange = !(await knows(trx, acked.epoch));
	if (!strange && acked.epoch !== epoch) return epoch;
	const here = known?.acked_through ?? 0;
	if (!strange && acked.through <= here) return epoch;
	const last = await lastRestore(trx);
	if (last?.cause === 'tablet' && now - last.at < WITNESSED_EVERY_MS) return epoch;

	const ending = { known: epoch, seen: strange ? acked.epoch : null, cause: 'tablet' } as const;
	const next = await beginEpoch(trx, ending, now);
	if (!next) return epoch;
	const deed = change(actionOf('tablet'), `device:${device.id}`, {
		told: acked.through,
		kept: here
	});
	await record(trx, device.center_id, asActor(device, ''), deed, now);
	return next;
}
