import * as v from 'valibot';
import type { RandomBytes } from '#domain/id.ts';

/** Eight digits that pair one tablet, once, within ten minutes. */
export const PairingCode = v.pipe(
	v.string(),
	v.transform((text) => text.normalize('NFKC').replace(/[\s-]/g, '')),
	v.regex(/^\d{8}$/),
	v.brand('PairingCode')
);
export type PairingCode = v.InferOutput<typeof PairingCode>;

export const PAIRING_DIGITS = 8;
export const PAIRING_VALID_MS = 10 * 60_000;

/** Draws a code without bias from a cryptographic source. */
export function mintPairingCode(random: RandomBytes): PairingCode {
	let digits = '';
	while (digits.length < PAIRING_DIGITS) {
		for (const byte of random(PAIRING_DIGITS - digits.length)) if (byte < 250) digits += byte % 10;
	}
	return v.parse(PairingCode, digits);
}

/** What the center's screen shows as a QR code. The code is a fragment: it never reaches a server's log. */
export function pairingLink(origin: string, code: PairingCode): string {
	return `${origin}/kiosk#pair=${code}`;
}

const IN_LINK = /#pair=(\d+)$/;

/** Whether a scanned text is such a link. */
export function isPairingLink(text: string): boolean {
	return IN_LINK.test(text);
}

/** The code in a scanned link or in typed text; null if there is none. */
export function readPairing(text: string): PairingCode | null {
	const parsed = v.safeParse(PairingCode, IN_LINK.exec(text)?.[1] ?? text);
	return parsed.success ? parsed.output : null;
}
