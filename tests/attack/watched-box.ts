import { after, NO_SERIES } from '#domain/rating/series.ts';
import { BallotBox, type Asked, type Given } from '#kiosk/ballot-box.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Journal } from '#kiosk/journal.ts';

export type Keep = (asked: Asked, given: Given) => Promise<void>;

/** What was pressed, and how many in a row were alike. */
export interface Pressed {
	readonly given: Given;
	readonly alike: number;
}

type Watch = (asked: Asked, pressed: Pressed, keep: Keep) => Promise<void>;

/** A box that shows what is kept to somebody, who then keeps it. */
export class WatchedBox extends BallotBox {
	readonly #watch: Watch;
	#series = NO_SERIES;

	constructor(journal: Journal, environment: Environment, watch: Watch) {
		super(journal, environment);
		this.#watch = watch;
	}

	override keep(asked: Asked, given: Given): Promise<void> {
		this.#series = after(this.#series, given.answer);
		const alike = this.#series.length;
		return this.#watch(asked, { given, alike }, (...kept) => super.keep(...kept));
	}
}
