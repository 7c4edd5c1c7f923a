import * as v from 'valibot';
import { ClosingKey, type OpeningKeys } from '#domain/rating/closing.ts';
import { drawnPair } from '#server/drawn-pair.ts';
import type { Keys } from '#server/keys.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

const known = new WeakMap<Keys, Map<string, Promise<OpeningKeys>>>();

/**
 * The key pair of a purpose, which also says whose it is: drawn from what lies outside the database, so that no
 * copy of it, nor of a tablet's disk, opens what was closed.
 */
export function closingKeysOf(keys: Keys, purpose: string): Promise<OpeningKeys> {
	const own = known.get(keys) ?? new Map<string, Promise<OpeningKeys>>();
	known.set(keys, own);
	const made = own.get(purpose) ?? make(keys, purpose);
	own.set(purpose, made);
	return made;
}

async function make(keys: Keys, purpose: string): Promise<OpeningKeys> {
	const { point, jwk } = drawnPair(keys, purpose);
	return {
		key: v.parse(ClosingKey, point.toString('base64')),
		secret: await crypto.subtle.importKey('jwk', jwk, CURVE, false, ['deriveBits'])
	};
}
