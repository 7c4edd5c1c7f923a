const KIOSK = 'haebom-kiosk';
/** A page that is being left, or loaded anew, holds on for a moment. */
const GRACE_MS = 1_500;

/**
 * Shows the door in one window at a time. Two would lose nothing, but they would take the camera from each
 * other, and keys would go to the one that nobody looks at. The browser passes the kiosk on by itself when the
 * window that has it is closed; one that hangs can be taken from.
 */
export class OneWindow {
	/** Another window has the kiosk. */
	elsewhere = $state(false);

	readonly #locks: LockManager | undefined;
	#queue = new AbortController();
	#leave = () => {};

	/** Browsers give locks only to HTTPS and to localhost; without them every window is the one. */
	constructor(locks: LockManager | undefined) {
		this.#locks = locks;
	}

	/** Queues up for the kiosk; returns how to let go of it. */
	start(): () => void {
		void this.#queueUp();
		return () => {
			this.#queue.abort();
			this.#leave();
		};
	}

	/** Takes the kiosk from the window that has it. */
	take(): void {
		this.#queue.abort();
		void this.#hold({ steal: true });
	}

	async #queueUp(): Promise<void> {
		this.#queue = new AbortController();
		const { signal } = this.#queue;
		const late = setTimeout(() => (this.elsewhere = true), GRACE_MS);
		signal.addEventListener('abort', () => clearTimeout(late));
		await this.#hold({ signal }, () => clearTimeout(late));
	}

	async #hold(how: LockOptions, held = () => {}): Promise<void> {
		try {
			await this.#locks?.request(KIOSK, how, () => {
				held();
				this.elsewhere = false;
				return new Promise<void>((resolve) => (this.#leave = resolve));
			});
			held();
		} catch {
			// Let go before it was our turn; or another window has taken it.
			if (how.signal?.aborted) return;
			this.elsewhere = true;
			void this.#queueUp();
		}
	}
}
