import * as v from 'valibot';
import { checksOut, withCheckDigits } from '#domain/check-digits.ts';
import { digest } from '#domain/digest.ts';

const RANDOM_DIGITS = 45;
const VARIETY = 10n ** BigInt(RANDOM_DIGITS);

/**
 * What the code on a class's sheet holds: 45 decimal digits that nobody can guess (149 bits), and two check
 * digits. Held before a tablet it calls the whole class in. Longer than a badge's, so that neither is
 * taken for the other, and short enough for a symbol of the same size.
 */
export const ClassCode = v.pipe(
	v.string(),
	v.regex(/^\d{47}$/),
	v.check(checksOut, 'The check digits do not match'),
	v.brand('ClassCode')
);
export type ClassCode = v.InferOutput<typeof ClassCode>;

/** What tablets know a class by; see `classOf`. */
export const ClassHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.brand('ClassHash'));
export type ClassHash = v.InferOutput<typeof ClassHash>;

/** The code that a secret of at least 32 bytes gives a class; the remainder favours no digit to speak of. */
export function classCodeFrom(secret: Uint8Array): ClassCode {
	let number = 0n;
	for (const byte of secret) number = (number << 8n) | BigInt(byte);
	const digits = (number % VARIETY).toString().padStart(RANDOM_DIGITS, '0');
	return v.parse(ClassCode, withCheckDigits(digits));
}

/** The hash a class is known by on tablets: SHA-256 of its code under a label, in hexadecimal. */
export function classOf(code: ClassCode): ClassHash {
	return v.parse(ClassHash, digest(`haebom.class.v1\n${code}`));
}
