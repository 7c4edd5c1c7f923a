import type { Epoch } from '#domain/id.ts';
import type { PushAnswer, PushRequest } from '#domain/protocol.ts';
import type { Device } from '#server/database/schema.ts';
import type { Writing } from '#server/database/store.ts';
import { receivedAfter } from '#server/ledger.ts';
import type { KnownLife } from '#server/sync/lives.ts';

const MISSING_RANGES_MAX = 100;

/**
 * Moves the contiguous mark of the incarnation, says how much of it is in a backup made in this epoch, and
 * names the holes below what the tablet claims.
 */
export async function account(
	trx: Writing,
	device: Device,
	{ incarnation, lastSeq }: Pick<PushRequest, 'incarnation' | 'lastSeq'>,
	{ epoch, known }: { readonly epoch: Epoch; readonly known: KnownLife }
): Promise<Pick<PushAnswer, 'ackedThrough' | 'backedUpThrough' | 'missing'>> {
	const center = device.center_id;
	const before = known?.acked_through ?? 0;
	const received = await receivedAfter(trx, center, incarnation, before);
	const claimed_through = Math.max(lastSeq, known?.claimed_through ?? 0);
	const holes = holesIn(received, before, claimed_through);
	const [firstHole] = holes;
	const acked_through = firstHole ? firstHole[0] - 1 : (received[received.length - 1] ?? before);
	const row = { device_id: device.id, acked_through, claimed_through };
	await trx
		.insertInto('incarnation')
		.values({ center_id: center, incarnation, ...row })
		.onConflict((conflict) => conflict.columns(['center_id', 'incarnation']).doUpdateSet(row))
		.execute();
	return {
		ackedThrough: acked_through,
		backedUpThrough: known?.backed_up_epoch === epoch ? known.backed_up_through : 0,
		missing: holes.slice(0, MISSING_RANGES_MAX)
	};
}

/** The stretches of numbers after `from`, up to `through`, that are not among the sorted `present`. */
export function holesIn(
	present: readonly number[],
	from: number,
	through: number
): [number, number][] {
	const holes: [number, number][] = [];
	let next = from + 1;
	for (const seq of present) {
		if (seq > next) holes.push([next, seq - 1]);
		next = Math.max(next, seq + 1);
	}
	if (through >= next) holes.push([next, through]);
	return holes;
}
