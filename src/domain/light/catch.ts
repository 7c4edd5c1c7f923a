import { Basin } from '#domain/light/basin.ts';
import { readFrame, type Cargo } from '#domain/light/frame.ts';

/** Somebody may begin to film a second tablet before the first one was done. */
const TRANSFERS_MAX = 4;

/** What a code that was seen was worth. */
export type Caught =
	/** Not one of these, or misread. */
	| { readonly kind: 'foreign' }
	/** One of these, but carrying the other thing. */
	| { readonly kind: 'other'; readonly cargo: Cargo }
	| {
			readonly kind: 'frame';
			readonly basin: Basin;
			readonly seed: number;
			readonly fresh: boolean;
	  };

/** Sorts what a camera sees by transfer, each of which fills by itself: what is mixed in spoils nothing. */
export class Catch {
	readonly #wanted: Cargo;
	/** The one that was seen last comes last. */
	#basins: readonly Basin[] = [];

	constructor(wanted: Cargo) {
		this.#wanted = wanted;
	}

	/** Takes the text of a code. */
	take(text: string): Caught {
		const frame = readFrame(text);
		if (!frame) return { kind: 'foreign' };
		if (frame.cargo !== this.#wanted) return { kind: 'other', cargo: frame.cargo };
		const basin = this.#basins.find((each) => each.matches(frame)) ?? new Basin(frame);
		const others = this.#basins.filter((each) => each !== basin);
		this.#basins = [...others, basin].slice(-TRANSFERS_MAX);
		return { kind: 'frame', basin, seed: frame.seed, fresh: basin.pour(frame) };
	}

	/** Lets a transfer go, for example because it turned out not to be what its frames said. */
	drop(basin: Basin): void {
		this.#basins = this.#basins.filter((each) => each !== basin);
	}
}
