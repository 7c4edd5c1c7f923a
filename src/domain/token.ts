import * as v from 'valibot';
import { checksOut, withCheckDigits } from '#domain/check-digits.ts';
import { ClassCode } from '#domain/class-code.ts';
import { digest } from '#domain/digest.ts';
import type { RandomBytes } from '#domain/id.ts';

export const RANDOM_DIGITS = 39;
export const TOKEN_DIGITS = RANDOM_DIGITS + 2;

/** A code this far from the right length is not a damaged badge but something else altogether. */
const DAMAGE_TOLERANCE_DIGITS = 6;

/**
 * What a badge's QR code holds: 39 random decimal digits (129 bits) and two check digits after
 * ISO/IEC 7064 MOD 97-10. Digits only, so that a keyboard scanner survives a Korean input method
 * and the code fits QR version 2 with error correction Q.
 */
export const Token = v.pipe(
	v.string(),
	v.regex(/^\d{41}$/),
	v.check(checksOut, 'The check digits do not match'),
	v.brand('Token')
);
export type Token = v.InferOutput<typeof Token>;

/** What kiosk and server know a badge by; see `badgeOf`. */
export const BadgeHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.brand('BadgeHash'));
export type BadgeHash = v.InferOutput<typeof BadgeHash>;

/** What a scanned or typed text turned out to be. */
export type Reading =
	| { readonly kind: 'ours'; readonly token: Token }
	/** Not a badge: the code on a class's sheet. */
	| { readonly kind: 'class'; readonly code: ClassCode }
	| { readonly kind: 'damaged' }
	| { readonly kind: 'foreign' };

/**
 * Tells a badge of ours, a class's code, a damaged one, and anything else apart. Forgives what scanners and people
 * add: AIM and ECI prefixes, spaces and hyphens between groups, full-width digits.
 */
export function read(text: string): Reading {
	const digits = text
		.normalize('NFKC')
		.replace(/^\]Q\d/, '')
		.replace(/^\\0000\d\d/, '')
		.replace(/[\s\u200b-\u200d\ufeff-]/g, '');
	const token = v.safeParse(Token, digits);
	if (token.success) return { kind: 'ours', token: token.output };
	const code = v.safeParse(ClassCode, digits);
	if (code.success) return { kind: 'class', code: code.output };
	return looksLikeOurs(digits) ? { kind: 'damaged' } : { kind: 'foreign' };
}

function looksLikeOurs(text: string): boolean {
	const known = text.replace(/\D/g, '').length;
	const strange = text.length - known;
	return Math.abs(text.length - TOKEN_DIGITS) + strange <= DAMAGE_TOLERANCE_DIGITS;
}

/** Makes a new token. `random` must be a cryptographic source; the digits are drawn without bias. */
export function mint(random: RandomBytes): Token {
	let digits = '';
	while (digits.length < RANDOM_DIGITS) {
		// 250 is the largest multiple of ten in a byte: keeping 250 to 255 would favour the low digits.
		for (const byte of random(RANDOM_DIGITS - digits.length)) if (byte < 250) digits += byte % 10;
	}
	return v.parse(Token, withCheckDigits(digits));
}

/** The hash a badge is known by on tablets and in the ledger: SHA-256 of the token under a label. */
export function badgeOf(token: Token): BadgeHash {
	return v.parse(BadgeHash, digest(`haebom.badge.v1\n${token}`));
}

/** The token in groups of four for people who read it aloud or type it. */
export function grouped(digits: string): string {
	return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}
