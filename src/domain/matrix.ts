import { encodeQR } from 'qr';
import type { ClassCode } from '#domain/class-code.ts';
import type { Token } from '#domain/token.ts';

/** The white border that scanners need around a code, in modules (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/**
 * A badge's QR code, or a class's: version 2, 25 × 25 modules, numeric mode, error correction Q, and four modules of
 * white border on each side. True is dark.
 */
export function badgeMatrix(digits: Token | ClassCode): boolean[][] {
	return encodeQR(digits, 'raw', {
		ecc: 'quartile',
		encoding: 'numeric',
		version: 2,
		border: QUIET_ZONE
	});
}

/** A QR code for any other text, for example a link, at error correction M. True is dark. */
export function textMatrix(text: string): boolean[][] {
	return encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE });
}

/**
 * The QR code of a frame that is carried by light: as few modules as possible, for each frame is seen for an
 * instant only and another one comes if it is missed. One mask is as good as another for what looks random,
 * and trying all of them takes a slow tablet longer than the frame is shown.
 */
export function frameMatrix(text: string): boolean[][] {
	return encodeQR(text, 'raw', {
		ecc: 'low',
		encoding: 'alphanumeric',
		mask: 0,
		border: QUIET_ZONE
	});
}

/** The dark modules as one SVG path in units of modules. */
export function pathOf(matrix: readonly (readonly boolean[])[]): string {
	return matrix
		.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
		.join('');
}
