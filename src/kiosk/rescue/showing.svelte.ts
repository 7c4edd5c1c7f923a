import { Fountain } from '#domain/light/fountain.ts';
import type { Cargo } from '#domain/light/frame.ts';
import { frameMatrix } from '#domain/matrix.ts';

/** How many pictures a second can be chosen. A camera takes 15 or more; a slow tablet reads fewer. */
export const RATES = [2, 4, 6, 8] as const;
export type Rate = (typeof RATES)[number];

/** Shows a whole as pictures that never repeat, until somebody says that the other side has it. */
export class Showing {
	/** True is dark. */
	matrix = $state.raw<readonly (readonly boolean[])[]>([]);
	/** How many pictures went by. */
	shown = $state(0);
	rate = $state<Rate>(6);
	readonly blocks: number;
	readonly #fountain: Fountain;

	constructor(cargo: Cargo, whole: Uint8Array) {
		this.#fountain = new Fountain(cargo, whole);
		this.blocks = this.#fountain.blocks;
		this.#next();
	}

	/** How long the other side films if it misses nothing, in seconds. */
	get secondsAtBest(): number {
		return Math.ceil(this.blocks / this.rate);
	}

	/** Begins to change pictures; returns how to end. */
	start(): () => void {
		let timer: ReturnType<typeof setTimeout>;
		const turn = () => {
			this.#next();
			timer = setTimeout(turn, 1_000 / this.rate);
		};
		timer = setTimeout(turn, 1_000 / this.rate);
		return () => clearTimeout(timer);
	}

	/** The next faster or slower rate there is. */
	hasten(faster: boolean): void {
		this.rate = RATES[RATES.indexOf(this.rate) + (faster ? 1 : -1)] ?? this.rate;
	}

	#next(): void {
		this.matrix = frameMatrix(this.#fountain.frame(this.shown));
		this.shown++;
	}
}
