import * as v from 'valibot';

/** A public key that things are closed for: an uncompressed point of P-256 (SEC 1, 2.3.3), 65 bytes in base64. */
export const ClosingKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{87}=$/));
export type ClosingKey = v.InferOutput<typeof ClosingKey>;

/** What opens them. */
export interface OpeningKeys {
	readonly key: ClosingKey;
	readonly secret: CryptoKey;
}

/** So much longer is what is closed than what was: a point, and the tag of the cipher. */
export const CLOSING_BYTES = 65 + 16;

const POINT_BYTES = 65;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
/** Each key closes one thing only, so the nonce need not differ. */
const GCM = { name: 'AES-GCM', iv: new Uint8Array(12) } as const;

/**
 * Closes bytes so that only the holder of the secret opens them, and only for this purpose: a fresh key pair
 * on P-256, HKDF-SHA-256 (RFC 5869) over the shared secret, the purpose and both points, AES-256-GCM (NIST SP
 * 800-38D); as in ECIES (SEC 1, 5.1).
 */
export async function closeBytes(
	plain: Uint8Array<ArrayBuffer>,
	key: ClosingKey,
	purpose: Uint8Array
): Promise<Uint8Array<ArrayBuffer>> {
	const theirs = bytesOf(key);
	const own = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
	const point = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey));
	const recipient = await crypto.subtle.importKey('raw', theirs, CURVE, false, []);
	const cipher = await cipherOf(own.privateKey, recipient, [purpose, point, theirs]);
	const sealed = await crypto.subtle.encrypt(GCM, cipher, plain);
	return new Uint8Array([...point, ...new Uint8Array(sealed)]);
}

/** Opens what `closeBytes` made for this key and purpose; throws if it was made for another, or altered. */
export async function openBytes(
	closed: Uint8Array<ArrayBuffer>,
	keys: OpeningKeys,
	purpose: Uint8Array
): Promise<Uint8Array<ArrayBuffer>> {
	const point = closed.subarray(0, POINT_BYTES);
	const theirs = await crypto.subtle.importKey('raw', point, CURVE, false, []);
	const cipher = await cipherOf(keys.secret, theirs, [purpose, point, bytesOf(keys.key)]);
	return new Uint8Array(await crypto.subtle.decrypt(GCM, cipher, closed.subarray(POINT_BYTES)));
}

async function cipherOf(
	own: CryptoKey,
	theirs: CryptoKey,
	info: readonly Uint8Array[]
): Promise<CryptoKey> {
	const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256);
	const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
	return crypto.subtle.deriveKey(
		{
			name: 'HKDF',
			hash: 'SHA-256',
			salt: new Uint8Array(),
			info: new Uint8Array(info.flatMap((part) => [...part]))
		},
		secret,
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt', 'decrypt']
	);
}

/** The bytes of a text in base64. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
