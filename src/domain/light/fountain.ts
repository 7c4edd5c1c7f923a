import { digestOfBytes } from '#domain/digest.ts';
import { blocksIn, writeFrame, type Cargo, type Frame } from '#domain/light/frame.ts';

/**
 * Bytes of a block. With its head a frame is a QR code of version 14, whose 73 modules a camera of 720 lines
 * reads from across a table.
 */
export const BLOCK_BYTES = 400;

/** The beginning of the digest by which a transfer is known: 64 bits. */
export function nameOf(whole: Uint8Array): string {
	return digestOfBytes(whole).slice(0, 16);
}

/**
 * Which blocks are added up, bit by bit, in the frame of a seed: a bit for each block, the lowest first. The
 * first frames are the blocks themselves; each later one is a random half of them, so that whoever has as many
 * frames as there are blocks, whichever these are, lacks two more on average.
 */
export function mixOf(blocks: number, seed: number): Uint32Array {
	const mix = new Uint32Array(Math.ceil(blocks / 32));
	if (seed < blocks) {
		mix[seed >>> 5] = 1 << (seed & 31);
		return mix;
	}
	let state = Math.imul(seed, 0x9e3779b9);
	for (let word = 0; word < mix.length; word++) {
		state = (state + 0x9e3779b9) | 0;
		mix[word] = scrambled(state);
	}
	const spare = mix.length * 32 - blocks;
	const last = mix.length - 1;
	mix[last] = ((mix[last] ?? 0) << spare) >>> spare;
	if (mix.every((word) => word === 0)) mix[0] = 1;
	return mix;
}

/** The last step of MurmurHash3: each bit of the input turns half of those that come out. */
function scrambled(value: number): number {
	let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Gives frames of a whole for as long as anybody looks, each different from all before. */
export class Fountain {
	readonly blocks: number;
	readonly #head: Pick<Frame, 'cargo' | 'of' | 'length'>;
	readonly #filled: Uint32Array;
	readonly #words = BLOCK_BYTES / 4;

	constructor(cargo: Cargo, whole: Uint8Array) {
		this.#head = { cargo, of: nameOf(whole), length: whole.length };
		this.blocks = blocksIn({ length: whole.length, block: new Uint8Array(BLOCK_BYTES) });
		const bytes = new Uint8Array(this.blocks * BLOCK_BYTES);
		bytes.set(whole);
		this.#filled = new Uint32Array(bytes.buffer);
	}

	/** The text of the frame with this seed. */
	frame(seed: number): string {
		const sum = new Uint32Array(this.#words);
		const mix = mixOf(this.blocks, seed);
		for (let block = 0; block < this.blocks; block++) {
			if ((((mix[block >>> 5] ?? 0) >>> (block & 31)) & 1) === 0) continue;
			const from = block * this.#words;
			for (let word = 0; word < this.#words; word++) {
				sum[word] = (sum[word] ?? 0) ^ (this.#filled[from + word] ?? 0);
			}
		}
		return writeFrame({ ...this.#head, seed, block: new Uint8Array(sum.buffer) });
	}
}
