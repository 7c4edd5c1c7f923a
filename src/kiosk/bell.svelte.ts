import type { Chime } from '#kiosk/chime.ts';

const RING_EVERY_MS = 4_000;
/** Somebody who has not come after a minute does not hear it; the screen goes on showing it. */
const RINGS = 15;
const DOUBLE_TAP_MS = 400;

/** Calls somebody who helps. It is heard and seen at this tablet, with or without a network. */
export class Bell {
	/** Somebody called, and nobody has come yet. */
	called = $state(false);
	readonly #chime: Pick<Chime, 'ring'>;
	#pressedAt = -Infinity;
	#ringing: ReturnType<typeof setInterval> | undefined;

	constructor(chime: Pick<Chime, 'ring'>) {
		this.#chime = chime;
	}

	/** Calls, or says that it is well again. The second tap of a double one is none. */
	press(): void {
		const now = performance.now();
		if (now - this.#pressedAt < DOUBLE_TAP_MS) return;
		this.#pressedAt = now;
		if (this.called) this.answer();
		else this.#call();
	}

	/** Somebody came, or it was a mistake. */
	answer(): void {
		clearInterval(this.#ringing);
		this.called = false;
	}

	#call(): void {
		this.called = true;
		this.#chime.ring();
		let rung = 1;
		this.#ringing = setInterval(() => {
			this.#chime.ring();
			if (++rung === RINGS) clearInterval(this.#ringing);
		}, RING_EVERY_MS);
	}
}
