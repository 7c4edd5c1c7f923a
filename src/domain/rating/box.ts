import * as v from 'valibot';
import { Ballot } from '#domain/rating/ballot.ts';

/**
 * A ballot, closed so that only the center's key opens it. A tablet writes the fact that somebody answered
 * and the answer itself at the same moment, and a disk keeps traces of the order in which it was written:
 * closed, and all of one size, a ballot says nothing to whoever has every copy of that disk.
 */
export const SealedBallot = v.pipe(v.string(), v.regex(/^1\.[A-Za-z0-9+/]{1400,1600}={0,2}$/));
export type SealedBallot = v.InferOutput<typeof SealedBallot>;

/** The center's public key: an uncompressed point of P-256 (SEC 1, 2.3.3), 65 bytes in base64. */
export const BallotKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{87}=$/));
export type BallotKey = v.InferOutput<typeof BallotKey>;

/** Room for the longest ballot: 200 letters of four bytes each, and the rest. */
const PLAIN_BYTES = 1_024;
const POINT_BYTES = 65;
const PURPOSE = 'haebom.ballot.v1';
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

const utf8 = new TextEncoder();

/**
 * Closes a ballot: a fresh key pair on P-256, HKDF-SHA-256 (RFC 5869) over the shared secret and both
 * points, AES-256-GCM (NIST SP 800-38D) over the ballot filled up to 1,024 bytes; as in ECIES (SEC 1, 5.1).
 */
export async function close(ballot: Ballot, key: BallotKey): Promise<SealedBallot> {
	const theirs = bytesOf(key);
	const own = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
	const point = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey));
	const recipient = await crypto.subtle.importKey('raw', theirs, CURVE, false, []);
	const cipher = await cipherOf(own.privateKey, recipient, point, theirs);
	const sealed = await crypto.subtle.encrypt(GCM, cipher, filledUp(ballot));
	return `1.${base64(new Uint8Array([...point, ...new Uint8Array(sealed)]))}`;
}

/** Opens what `close` made for this key; throws if it was made for another, or altered. */
export async function openBallot(
	sealed: SealedBallot,
	keys: { readonly key: BallotKey; readonly secret: CryptoKey }
): Promise<Ballot> {
	const bytes = bytesOf(sealed.slice(2));
	const point = bytes.subarray(0, POINT_BYTES);
	const theirs = await crypto.subtle.importKey('raw', point, CURVE, false, []);
	const cipher = await cipherOf(keys.secret, theirs, point, bytesOf(keys.key));
	const plain = await crypto.subtle.decrypt(GCM, cipher, bytes.subarray(POINT_BYTES));
	return v.parse(Ballot, JSON.parse(new TextDecoder().decode(plain)));
}

/** Each key closes one ballot only, so the nonce need not differ. */
const GCM = { name: 'AES-GCM', iv: new Uint8Array(12) } as const;

async function cipherOf(
	own: CryptoKey,
	theirs: CryptoKey,
	sender: Uint8Array,
	recipient: Uint8Array
): Promise<CryptoKey> {
	const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256);
	const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
	return crypto.subtle.deriveKey(
		{
			name: 'HKDF',
			hash: 'SHA-256',
			salt: new Uint8Array(),
			info: new Uint8Array([...utf8.encode(PURPOSE), ...sender, ...recipient])
		},
		secret,
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt', 'decrypt']
	);
}

/** Blanks at the end are no part of JSON: whoever reads it need not know how many there are. */
function filledUp(ballot: Ballot): Uint8Array<ArrayBuffer> {
	const bytes = utf8.encode(JSON.stringify(ballot));
	if (bytes.length > PLAIN_BYTES) throw new Error('A ballot longer than any can be');
	const filled = new Uint8Array(PLAIN_BYTES).fill(' '.charCodeAt(0));
	filled.set(bytes);
	return filled;
}

function base64(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
