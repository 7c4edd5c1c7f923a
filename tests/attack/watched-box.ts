import { after, NO_SERIES } from '#domain/rating/series.ts';
import { BallotBox, type Asked, type Closed, type Given } from '#kiosk/ballot-box.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Journal } from '#kiosk/journal.ts';

export type Close = (asked: Asked, given: Given) => Promise<Closed>;
export type Put = (asked: Asked, closed: Closed) => Promise<void>;

/** What was pressed, and how many in a row were alike. */
export interface Pressed {
	readonly given: Given;
	readonly alike: number;
}

interface Watch {
	close(asked: Asked, pressed: Pressed, close: Close): Promise<Closed>;
	put(asked: Asked, closed: Closed, put: Put): Promise<void>;
}

/** A box that shows what is closed and what is put in to somebody, who then does it. */
export class WatchedBox extends BallotBox {
	readonly #watch: Watch;
	#series = NO_SERIES;

	constructor(journal: Journal, environment: Environment, watch: Watch) {
		super(journal, environment);
		this.#watch = watch;
	}

	override close(asked: Asked, given: Given): Promise<Closed> {
		const alike = after(this.#series, given.answer).length;
		return this.#watch.close(asked, { given, alike }, (...pressed) => super.close(...pressed));
	}

	override put(asked: Asked, closed: Closed): Promise<void> {
		this.#series = closed.series;
		return this.#watch.put(asked, closed, (...kept) => super.put(...kept));
	}
}
