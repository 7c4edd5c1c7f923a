import { keyOf, type Who } from '#domain/event.ts';
import type { Session } from '#domain/session.ts';
import type { Asked, BallotBox, Closed, Given } from '#kiosk/ballot-box.ts';
import type { Environment } from '#kiosk/environment.ts';

/** Longer than nearly anybody takes to press everything and to write a few words. */
export const HELD_MS = 2 * 60_000;

/** Whoever waits for the browser's cryptography has to be there when it answers; a page that goes away is not. */
interface Closing {
	closed: Closed | null;
	readonly done: Promise<Closed>;
}

interface Held {
	/** Keeps it now. */
	readonly end: () => void;
	/** Lets go of it. */
	readonly drop: () => void;
}

/**
 * Holds what people answer until the next one comes, or until so long after they were asked, and keeps it
 * only then. That somebody has answered is recorded with its time, and on the disk between others: recorded
 * as soon as they were done, it would tell how long they took, and so who wrote the few words, gave three
 * reasons or pressed at once. When the next one comes tells nothing of that. A tablet that dies meanwhile
 * loses the answer it holds, and asks again whoever shows the badge once more.
 *
 * What is held is closed as soon as it is given, so that only writing is left when the page may be gone in a moment.
 */
export class HeldBallots {
	readonly #box: BallotBox;
	readonly #environment: Environment;
	/** When each question was put, by the clock that never jumps. */
	readonly #askedAt = new WeakMap<Asked, number>();
	/** What people say by now. */
	readonly #closings = new WeakMap<Given, Closing>();
	/** What waits, and how that ends. */
	readonly #held = new Map<Asked, Held>();
	/** What is on its way to the disk. */
	readonly #kept = new Map<Asked, Promise<void>>();

	constructor(box: BallotBox, environment: Environment) {
		this.#box = box;
		this.#environment = environment;
	}

	/** Whether there are answers that are not on the disk yet. */
	get holding(): boolean {
		return this.#held.size + this.#kept.size > 0;
	}

	/** What somebody is asked about a session; see `BallotBox`. Null also while their answer is held. */
	async questionFor(session: Session, who: Who | null): Promise<Asked | null> {
		if (who && this.#holds(session, who)) return null;
		const asked = await this.#box.questionFor(session, who);
		if (asked) this.#askedAt.set(asked, this.#environment.elapsed());
		return asked;
	}

	/** Closes what somebody says by now. They may still say otherwise. */
	close(asked: Asked, given: Given): void {
		this.#closingOf(asked, given);
	}

	/**
	 * Resolves when it is durable, or dropped; rejects if the disk did not take it. Where anybody may answer there is
	 * nobody to find out about, and nothing is held.
	 */
	hold(asked: Asked, given: Given): Promise<void> {
		if (asked.who === null) return this.#put(asked, given);
		return new Promise((resolve) => {
			const part = () => {
				clearTimeout(timer);
				this.#held.delete(asked);
			};
			const end = () => {
				part();
				resolve(this.#keep(asked, given));
			};
			const drop = () => {
				part();
				resolve();
			};
			const timer = setTimeout(end, this.#remaining(asked));
			this.#held.set(asked, { end, drop });
		});
	}

	/**
	 * Somebody else comes, or the page goes away: what is held is kept now, and the writing has begun when this returns.
	 * Resolves when all that the disk took is durable.
	 */
	async keepAll(): Promise<void> {
		for (const { end } of [...this.#held.values()]) end();
		await Promise.allSettled(this.#kept.values());
	}

	/**
	 * Whoever came last has not left after all, so there was nothing to answer. Of those before them nothing is held:
	 * it was kept when they came.
	 */
	drop(): void {
		for (const { drop } of [...this.#held.values()]) drop();
	}

	#keep(asked: Asked, given: Given): Promise<void> {
		const kept = this.#put(asked, given).finally(() => this.#kept.delete(asked));
		this.#kept.set(asked, kept);
		return kept;
	}

	#put(asked: Asked, given: Given): Promise<void> {
		const { closed, done } = this.#closingOf(asked, given);
		return closed ? this.#box.put(asked, closed) : done.then((late) => this.#box.put(asked, late));
	}

	#closingOf(asked: Asked, given: Given): Closing {
		const begun = this.#closings.get(given);
		if (begun) return begun;
		const closing: Closing = { closed: null, done: this.#box.close(asked, given) };
		// Should it fail, whoever keeps it hears of it.
		closing.done.then(
			(closed) => (closing.closed = closed),
			() => {}
		);
		this.#closings.set(given, closing);
		return closing;
	}

	/** Whoever took longer than that is held as long once more. */
	#remaining(asked: Asked): number {
		const now = this.#environment.elapsed();
		const passed = now - (this.#askedAt.get(asked) ?? now);
		return HELD_MS - (passed % HELD_MS);
	}

	#holds(session: Session, who: Who): boolean {
		return [...this.#held.keys(), ...this.#kept.keys()].some(
			(asked) => asked.session.id === session.id && asked.who && keyOf(asked.who) === keyOf(who)
		);
	}
}
