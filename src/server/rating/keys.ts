import { createECDH } from 'node:crypto';
import * as v from 'valibot';
import type { CenterId } from '#domain/id.ts';
import { BallotKey } from '#domain/rating/box.ts';
import type { Keys } from '#server/keys.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** What closes a center's ballots, and what opens them. */
export interface BallotKeys {
	readonly key: BallotKey;
	readonly secret: CryptoKey;
}

const known = new WeakMap<Keys, Map<CenterId, Promise<BallotKeys>>>();

/**
 * A center's key pair on P-256. Drawn from the installation's secret, which lies outside the database: no
 * copy of a database, nor of a tablet's disk, opens a ballot.
 */
export function ballotKeysOf(keys: Keys, center: CenterId): Promise<BallotKeys> {
	const own = known.get(keys) ?? new Map<CenterId, Promise<BallotKeys>>();
	known.set(keys, own);
	const made = own.get(center) ?? make(keys, center);
	own.set(center, made);
	return made;
}

async function make(keys: Keys, center: CenterId): Promise<BallotKeys> {
	const ecdh = createECDH('prime256v1');
	const scalar = keys.draw(`haebom.ballots.v1/${center}`);
	// One of 2³² is no scalar of the curve (SEC 1, 3.2.1), and is refused here.
	ecdh.setPrivateKey(scalar);
	const point = ecdh.getPublicKey();
	const jwk = {
		kty: 'EC',
		crv: 'P-256',
		d: scalar.toString('base64url'),
		x: point.subarray(1, 33).toString('base64url'),
		y: point.subarray(33).toString('base64url')
	};
	return {
		key: v.parse(BallotKey, point.toString('base64')),
		secret: await crypto.subtle.importKey('jwk', jwk, CURVE, false, ['deriveBits'])
	};
}
