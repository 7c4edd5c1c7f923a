import type { CenterId } from '#domain/id.ts';
import type { OpeningKeys } from '#domain/rating/closing.ts';
import { closingKeysOf } from '#server/closing-keys.ts';
import type { Keys } from '#server/keys.ts';

/** What closes a center's ballots, and what opens them. */
export function ballotKeysOf(keys: Keys, center: CenterId): Promise<OpeningKeys> {
	return closingKeysOf(keys, `haebom.ballots.v1/${center}`);
}
