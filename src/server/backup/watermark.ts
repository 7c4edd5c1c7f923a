import type { CenterId, Epoch, Incarnation } from '#domain/id.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { currentEpoch } from '#server/epochs.ts';
import { lockHead } from '#server/ledger.ts';

/** How far the records of one life of a tablet are in a backup. */
export interface Mark {
	readonly center_id: CenterId;
	readonly incarnation: Incarnation;
	readonly acked_through: number;
}

/** How far all tablets' records are committed in a database, or in a copy of it. */
export async function marksOf(reader: Reader): Promise<Mark[]> {
	return reader
		.selectFrom('incarnation')
		.select(['center_id', 'incarnation', 'acked_through'])
		.orderBy('center_id')
		.execute();
}

/**
 * Lets tablets know that what they handed in is in a verified backup as well. False, and nothing is said,
 * when the database has begun another life since that backup was made. Never moves back.
 */
export async function moveWatermark(
	store: Store,
	epoch: Epoch,
	marks: readonly Mark[]
): Promise<boolean> {
	for (const [center, own] of Map.groupBy(marks, ({ center_id }) => center_id)) {
		const moved = await store.write(async (trx) => {
			await lockHead(trx, center);
			if ((await currentEpoch(trx)) !== epoch) return false;
			for (const { incarnation, acked_through } of own) {
				await trx
					.updateTable('incarnation')
					.set({ backed_up_through: acked_through, backed_up_epoch: epoch })
					.where('center_id', '=', center)
					.where('incarnation', '=', incarnation)
					.where(({ eb, or }) =>
						or([
							eb('backed_up_epoch', 'is', null),
							eb('backed_up_epoch', '!=', epoch),
							eb('backed_up_through', '<', acked_through)
						])
					)
					.execute();
			}
			return true;
		});
		if (!moved) return false;
	}
	return (await currentEpoch(store.reader)) === epoch;
}
