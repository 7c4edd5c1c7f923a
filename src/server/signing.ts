import * as v from 'valibot';
import type { CenterId } from '#domain/id.ts';
import { sign, SigningKey, type Signed, type Statement } from '#domain/signed.ts';
import { drawnPair } from '#server/drawn-pair.ts';
import type { Keys } from '#server/keys.ts';

const PURPOSE = 'haebom.signatures.v1';

/** What a center's signatures are known by. Anybody may have it. */
export function signingKeyOf(keys: Keys, center: CenterId): SigningKey {
	const { point } = drawnPair(keys, `${PURPOSE}/${center}`);
	return v.parse(SigningKey, point.toString('base64'));
}

/** Has a center sign a statement. */
export async function signFor(keys: Keys, center: CenterId, statement: Statement): Promise<Signed> {
	const { jwk } = drawnPair(keys, `${PURPOSE}/${center}`);
	const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
	const secret = await crypto.subtle.importKey('jwk', jwk, curve, false, ['sign']);
	return sign(secret, statement);
}
