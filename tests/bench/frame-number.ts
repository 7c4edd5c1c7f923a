import { HEIGHT, WIDTH, type Picture } from '../stage/y4m.ts';

/**
 * Where a frame bears its number: black and white blocks in the lower left, far from every badge. One
 * white block and one black, which show how bright these are, then the number from its highest bit,
 * then a bit that makes their sum even.
 */
export const STRIP = { left: 176, top: HEIGHT - 32, block: 24, bits: 11 };
export type Strip = typeof STRIP;

const WHITE = 235;
const BLACK = 16;

/** Stamps a number into a picture. */
export function stamp(picture: Picture, number: number): void {
	const bits = Array.from(
		{ length: STRIP.bits },
		(_, bit) => (number >> (STRIP.bits - 1 - bit)) & 1
	);
	const even = bits.reduce((sum, bit) => sum ^ bit, 0);
	for (const [index, bit] of [1, 0, ...bits, even].entries()) {
		const left = STRIP.left + index * STRIP.block;
		for (let y = STRIP.top; y < STRIP.top + STRIP.block; y++) {
			const row = y * WIDTH;
			picture.fill(bit ? WHITE : BLACK, row + left, row + left + STRIP.block);
		}
	}
}
