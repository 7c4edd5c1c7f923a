import { createECDH } from 'node:crypto';
import type { Keys } from '#server/keys.ts';

/**
 * A key pair on P-256, the same each time for a purpose. Drawn from the installation's secret, which lies
 * outside the database: no copy of a database has it, and processes that make it at once make the same one.
 */
export function drawnPair(
	keys: Keys,
	purpose: string
): { readonly point: Buffer; readonly jwk: JsonWebKey } {
	const ecdh = createECDH('prime256v1');
	const scalar = keys.draw(purpose);
	// One of 2³² is no scalar of the curve (SEC 1, 3.2.1), and is refused here.
	ecdh.setPrivateKey(scalar);
	const point = ecdh.getPublicKey();
	return {
		point,
		jwk: {
			kty: 'EC',
			crv: 'P-256',
			d: scalar.toString('base64url'),
			x: point.subarray(1, 33).toString('base64url'),
			y: point.subarray(33).toString('base64url')
		}
	};
}
