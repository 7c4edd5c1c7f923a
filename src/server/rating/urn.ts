import type { CenterId } from '#domain/id.ts';
import type { RatingsRequest } from '#domain/protocol.ts';
import type { Store } from '#server/database/store.ts';
import { sha256 } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';

/** Puts closed ballots into a center's urn. Neither who brought them nor when is kept; twice is once. */
export async function putIn(
	store: Store,
	center: CenterId,
	ballots: RatingsRequest['ballots']
): Promise<void> {
	await store.write(async (trx) => {
		await lockHead(trx, center);
		await trx
			.insertInto('urn')
			.values(
				ballots.map(({ session, sealed }) => ({
					center_id: center,
					digest: sha256(sealed),
					session_id: session,
					sealed
				}))
			)
			.onConflict((conflict) => conflict.columns(['center_id', 'digest']).doNothing())
			.execute();
	});
}
