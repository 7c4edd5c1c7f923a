import { mixOf, nameOf } from '#domain/light/fountain.ts';
import { blocksIn, type Frame } from '#domain/light/frame.ts';

/**
 * Collects the frames of one transfer and solves for its blocks, as linear equations over two numbers whose
 * sum is "either, but not both". Each frame is worked in as it comes, so that nothing is left to wait for.
 */
export class Basin {
	readonly blocks: number;
	readonly cargo: Frame['cargo'];
	readonly of: string;
	readonly #length: number;
	readonly #blockBytes: number;
	readonly #mixWords: number;
	/** For each block an equation whose first term it is: the mix, and behind it the sum. */
	readonly #equations: (Uint32Array | undefined)[];
	#solvable = 0;

	constructor(first: Frame) {
		this.cargo = first.cargo;
		this.of = first.of;
		this.#length = first.length;
		this.#blockBytes = first.block.length;
		this.blocks = blocksIn(first);
		this.#mixWords = Math.ceil(this.blocks / 32);
		this.#equations = Array.from({ length: this.blocks });
	}

	/** How many blocks there are enough frames for. */
	get filled(): number {
		return this.#solvable;
	}

	/** Whether a frame is of this transfer, in blocks of this size. */
	matches({ cargo, of, length, block }: Frame): boolean {
		return (
			cargo === this.cargo &&
			of === this.of &&
			length === this.#length &&
			block.length === this.#blockBytes
		);
	}

	/** Works a frame in that matches; whether it said anything new. */
	pour({ seed, block }: Pick<Frame, 'seed' | 'block'>): boolean {
		const equation = this.#equationOf(seed, block);
		for (let word = 0; word < this.#mixWords; word++) {
			for (let bits = equation[word] ?? 0; bits !== 0; bits = equation[word] ?? 0) {
				const first = word * 32 + lowestBit(bits);
				const known = this.#equations[first];
				if (!known) {
					this.#equations[first] = equation;
					this.#solvable++;
					return true;
				}
				add(equation, known, word);
			}
		}
		return false;
	}

	/** The whole, once it is there; null before, and if its digest is not what the frames said. */
	whole(): Uint8Array<ArrayBuffer> | null {
		if (this.#solvable < this.blocks) return null;
		const bytes = new Uint8Array(this.blocks * this.#blockBytes);
		for (let block = this.blocks - 1; block >= 0; block--) {
			const equation = this.#equations[block];
			if (!equation) return null;
			this.#reduce(equation, block);
			const sum = new Uint8Array(equation.buffer, this.#mixWords * 4, this.#blockBytes);
			bytes.set(sum, block * this.#blockBytes);
		}
		const whole = bytes.slice(0, this.#length);
		return nameOf(whole) === this.of ? whole : null;
	}

	/** Takes all terms but the first out of an equation; those of later blocks have only their first by now. */
	#reduce(equation: Uint32Array, block: number): void {
		for (let later = block + 1; later < this.blocks; later++) {
			const word = later >>> 5;
			if ((((equation[word] ?? 0) >>> (later & 31)) & 1) === 0) continue;
			const known = this.#equations[later];
			if (known) add(equation, known, word);
		}
	}

	#equationOf(seed: number, block: Uint8Array): Uint32Array {
		const blockWords = Math.ceil(this.#blockBytes / 4);
		const equation = new Uint32Array(this.#mixWords + blockWords);
		equation.set(mixOf(this.blocks, seed));
		new Uint8Array(equation.buffer).set(block, this.#mixWords * 4);
		return equation;
	}
}

/** Nothing stands before the word `from` in either of them. */
function add(sum: Uint32Array, other: Uint32Array, from: number): void {
	for (let word = from; word < sum.length; word++)
		sum[word] = (sum[word] ?? 0) ^ (other[word] ?? 0);
}

function lowestBit(bits: number): number {
	return 31 - Math.clz32(bits & -bits);
}
