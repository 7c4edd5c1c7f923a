import * as v from 'valibot';
import type { CenterId } from '#domain/id.ts';
import { BallotKey } from '#domain/rating/box.ts';
import { drawnPair } from '#server/drawn-pair.ts';
import type { Keys } from '#server/keys.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** What closes a center's ballots, and what opens them. */
export interface BallotKeys {
	readonly key: BallotKey;
	readonly secret: CryptoKey;
}

const known = new WeakMap<Keys, Map<CenterId, Promise<BallotKeys>>>();

/**
 * A center's key pair on P-256, drawn from what lies outside the database: no copy of it, nor of a tablet's
 * disk, opens a ballot.
 */
export function ballotKeysOf(keys: Keys, center: CenterId): Promise<BallotKeys> {
	const own = known.get(keys) ?? new Map<CenterId, Promise<BallotKeys>>();
	known.set(keys, own);
	const made = own.get(center) ?? make(keys, center);
	own.set(center, made);
	return made;
}

async function make(keys: Keys, center: CenterId): Promise<BallotKeys> {
	const { point, jwk } = drawnPair(keys, `haebom.ballots.v1/${center}`);
	return {
		key: v.parse(BallotKey, point.toString('base64')),
		secret: await crypto.subtle.importKey('jwk', jwk, CURVE, false, ['deriveBits'])
	};
}
