import * as v from 'valibot';
import { SessionId, type ParticipantId, type RandomBytes } from '#domain/id.ts';

/** What staff of a site type to see names on a tablet. Longer is better; everybody there has to know it. */
export const Pin = v.pipe(v.string(), v.regex(/^\d{6,8}$/), v.brand('Pin'));
export type Pin = v.InferOutput<typeof Pin>;

const DRAWN_DIGITS = 6;

/** Makes a PIN of six digits. `random` must be a cryptographic source; the digits are drawn without bias. */
export function drawPin(random: RandomBytes): Pin {
	let digits = '';
	while (digits.length < DRAWN_DIGITS) {
		// 250 is the largest multiple of ten in a byte.
		for (const byte of random(DRAWN_DIGITS - digits.length)) if (byte < 250) digits += byte % 10;
	}
	return v.parse(Pin, digits);
}

/** Rounds of PBKDF2-HMAC-SHA-256: what OWASP's Password Storage Cheat Sheet asks for since 2023. */
export const PIN_ROUNDS = 600_000;

/** What the proof says, and what it is bound to. */
export const PROOF = 'haebom.staff.v1';

/**
 * What a tablet holds so that staff can open names with their PIN, without a network: the key of each
 * session, sealed with a key that only the PIN yields. Binary fields are in base64.
 */
export const StaffLock = v.object({
	salt: v.string(),
	rounds: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
	/** Sealed with the PIN's key alone, by which a right PIN is known where there is no session. */
	proof: v.string(),
	keys: v.array(v.object({ session: SessionId, key: v.string() }))
});
export type StaffLock = v.InferOutput<typeof StaffLock>;

/** Somebody on a roster as staff know them. */
export const StaffName = v.object({
	name: v.string(),
	school: v.string(),
	/** Grade and class, for example `1-3`; empty for youth out of school. */
	group: v.string(),
	number: v.nullable(v.number())
});
export type StaffName = v.InferOutput<typeof StaffName>;

/** The keys of the sessions whose names a PIN opens. */
export type SessionKeys = ReadonlyMap<SessionId, CryptoKey>;

const NONCE_BYTES = 12;
const utf8 = new TextEncoder();

/** Opens the sessions' keys; null if the PIN is another one. */
export async function unlock(lock: StaffLock, pin: Pin): Promise<SessionKeys | null> {
	const typed = await crypto.subtle.importKey('raw', utf8.encode(pin), 'PBKDF2', false, [
		'deriveKey'
	]);
	const key = await crypto.subtle.deriveKey(
		{ name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(lock.salt), iterations: lock.rounds },
		typed,
		{ name: 'AES-GCM', length: 256 },
		false,
		['decrypt']
	);
	try {
		await openBytes(lock.proof, key, PROOF);
	} catch {
		return null;
	}
	const opened = lock.keys.map(async ({ session, key: sealed }) => {
		const raw = await openBytes(sealed, key, session);
		return [
			session,
			await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
		] as const;
	});
	return new Map(await Promise.all(opened));
}

/** Opens what a roster entry holds for staff. Throws if it belongs to somebody else or was altered. */
export async function openName(
	sealed: string,
	participant: ParticipantId,
	key: CryptoKey
): Promise<StaffName> {
	const opened = await openBytes(sealed, key, participant);
	return v.parse(StaffName, JSON.parse(new TextDecoder().decode(opened)));
}

/** AES-256-GCM (NIST SP 800-38D): nonce, ciphertext and tag in base64, bound to what it belongs to. */
function openBytes(sealed: string, key: CryptoKey, belongsTo: string): Promise<ArrayBuffer> {
	const bytes = bytesOf(sealed);
	return crypto.subtle.decrypt(
		{
			name: 'AES-GCM',
			iv: bytes.subarray(0, NONCE_BYTES),
			additionalData: utf8.encode(belongsTo)
		},
		key,
		bytes.subarray(NONCE_BYTES)
	);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
