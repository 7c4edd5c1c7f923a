const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS = 5;

/** How many digits an authenticator app shows, and for how long: what every app takes for granted. */
export const CODE_DIGITS = 6;
export const CODE_S = 30;

/** What somebody typed as the second step. */
export type Proof =
	/** The digits of an authenticator app. */
	| { readonly kind: 'code'; readonly code: string }
	/** One of the codes that were shown once, for when the phone is lost. */
	| { readonly kind: 'recovery'; readonly code: string };

/** Tells digits of an app from a recovery code, however they were spaced. */
export function readProof(text: string): Proof {
	const code = text.normalize('NFKC').replace(/\s/g, '');
	return /^\d{6}$/.test(code) ? { kind: 'code', code } : { kind: 'recovery', code };
}

/** Bytes as authenticator apps take them: RFC 4648 base 32, without padding. */
export function base32(bytes: Uint8Array): string {
	let [text, held, bits] = ['', 0, 0];
	for (const byte of bytes) {
		held = (held << 8) | byte;
		for (bits += 8; bits >= BITS; bits -= BITS) text += BASE32[(held >> (bits - BITS)) & 31];
		held &= (1 << bits) - 1;
	}
	return bits > 0 ? text + BASE32[(held << (BITS - bits)) & 31] : text;
}

/** What the QR code for an authenticator app holds (the Key URI format that all of them read). */
export function authenticatorLink(issuer: string, account: string, secret: string): string {
	const query = `secret=${secret}&issuer=${encodeURIComponent(issuer)}&digits=${CODE_DIGITS}&period=${CODE_S}`;
	return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?${query}`;
}
