import * as v from 'valibot';
import type { ClassCode } from '#domain/class-code.ts';
import type { ParticipantId } from '#domain/id.ts';
import { Bearer } from '#domain/roster.ts';
import type { Token } from '#domain/token.ts';

const utf8 = new TextEncoder();
const NONCE_BYTES = 12;

/** What opens a name: the bearer's own badge, or their class's code. */
export type Opener = Token | ClassCode;

/** What the key is drawn for: nothing else drawn from an opener can be the same key. */
export const SEAL_PURPOSE = 'haebom.name.v1';

/**
 * Seals a bearer's name so that only the opener opens it: AES-256-GCM (NIST SP 800-38D) under a key
 * drawn from it by HKDF-SHA-256 (RFC 5869), bound to the participant. The answer is `1.` and base64 of
 * nonce, ciphertext and tag. `nonce` is 12 bytes and must never be used twice for an opener.
 */
export async function seal(
	bearer: Bearer,
	participant: ParticipantId,
	opener: Opener,
	nonce: Uint8Array<ArrayBuffer>
): Promise<string> {
	const sealed = await crypto.subtle.encrypt(
		{ name: 'AES-GCM', iv: nonce, additionalData: utf8.encode(participant) },
		await keyOf(opener),
		utf8.encode(JSON.stringify(bearer))
	);
	const bytes = [...nonce, ...new Uint8Array(sealed)];
	return `1.${btoa(String.fromCharCode(...bytes))}`;
}

/** Opens what `seal` made. Throws when the opener is another one or the text was altered. */
export async function open(
	sealed: string,
	participant: ParticipantId,
	opener: Opener
): Promise<Bearer> {
	const bytes = Uint8Array.from(atob(sealed.slice(2)), (letter) => letter.charCodeAt(0));
	const opened = await crypto.subtle.decrypt(
		{
			name: 'AES-GCM',
			iv: bytes.subarray(0, NONCE_BYTES),
			additionalData: utf8.encode(participant)
		},
		await keyOf(opener),
		bytes.subarray(NONCE_BYTES)
	);
	return v.parse(Bearer, JSON.parse(new TextDecoder().decode(opened)));
}

async function keyOf(opener: Opener): Promise<CryptoKey> {
	const secret = await crypto.subtle.importKey('raw', utf8.encode(opener), 'HKDF', false, [
		'deriveKey'
	]);
	return crypto.subtle.deriveKey(
		{
			name: 'HKDF',
			hash: 'SHA-256',
			salt: new Uint8Array(),
			info: utf8.encode(SEAL_PURPOSE)
		},
		secret,
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt', 'decrypt']
	);
}
