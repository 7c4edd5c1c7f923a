import type { Box } from '#domain/label.ts';

/**
 * The side of a QR symbol with its quiet zone, in millimetres. A badge has 33 modules with the quiet
 * zone (ISO/IEC 18004, version 2), and a tablet's fixed-focus front camera wants 0.75 mm for each at
 * 15 to 25 cm: that is 25 mm. With 30 mm there is room for a bad lens and a scuffed badge.
 */
export const SYMBOL_WANTED_MM = 30;
export const SYMBOL_LEAST_MM = 25;

/** Whether the front cameras of tablets read a symbol of this side well, just so, or hardly. */
export type SymbolFit = 'wanted' | 'least' | 'small';

/** Between the symbol, whose own white border counts, and the words beside it. */
const GAP_MM = 1;
/** How much of the words' place the name and school take; the digits have the rest. */
const BEARER_SHARE = 0.64;
/** How much of an upright badge's height the digits take. */
const DIGITS_SHARE = 0.12;

/** Where on a badge its parts go. */
export interface Face {
	readonly symbol: Box;
	/** School, name, class and number. */
	readonly bearer: Box;
	/** The token for whoever has to type it. */
	readonly digits: Box;
}

/** The side of the largest symbol that fits and is of use, in millimetres. */
export function symbolSide({ width, height }: Pick<Box, 'width' | 'height'>): number {
	return Math.min(width, height, SYMBOL_WANTED_MM);
}

/** How well a symbol of this side can be read. */
export function symbolFit(side: number): SymbolFit {
	if (side >= SYMBOL_WANTED_MM) return 'wanted';
	return side >= SYMBOL_LEAST_MM ? 'least' : 'small';
}

/** Lays a badge out: side by side on a wide one, one below the other on an upright one. */
export function faceOf(inside: Box): Face {
	return inside.width > inside.height ? sideBySide(inside) : upright(inside);
}

function sideBySide({ x, y, width, height }: Box): Face {
	const side = symbolSide({ width, height });
	const words = { x: x + side + GAP_MM, width: width - side - GAP_MM };
	// On a tall label the words keep to the symbol's middle, and do not drift apart.
	const tall = Math.min(height, 1.5 * side);
	const top = y + (height - tall) / 2;
	const bearer = tall * BEARER_SHARE;
	return {
		symbol: { x, y: y + (height - side) / 2, width: side, height: side },
		bearer: { ...words, y: top, height: bearer },
		digits: { ...words, y: top + bearer, height: tall - bearer }
	};
}

function upright({ x, y, width, height }: Box): Face {
	const side = symbolSide({ width, height });
	const digits = height * DIGITS_SHARE;
	const bearer = height - side - digits - GAP_MM;
	return {
		bearer: { x, y, width, height: bearer },
		symbol: { x: x + (width - side) / 2, y: y + bearer, width: side, height: side },
		digits: { x, y: y + bearer + side + GAP_MM, width, height: digits }
	};
}
