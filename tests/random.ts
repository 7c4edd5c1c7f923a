import type { RandomBytes } from '#domain/id.ts';
import { chanceFrom } from '#server/demo/chance.ts';

/** Numbers from 0 to 1: the same seed gives the same test on every machine. */
export const numbersFrom = chanceFrom;

export function randomFrom(seed: number): RandomBytes {
	const next = chanceFrom(seed);
	return (length) => Uint8Array.from({ length }, () => Math.floor(next() * 256));
}
