import { setImmediate as breath } from 'node:timers/promises';

interface Timer {
	readonly at: number;
	readonly work: () => void;
}

/** Shorter waits are the machinery's own, and not the center's. */
const SHORTEST_MS = 1_000;

/** The center's time. It only passes when it is told to, and the product's own timers run in it. */
export class Clock {
	#now: number;
	readonly #timers = new Map<object, Timer>();
	readonly #underway = new Set<Promise<unknown>>();

	constructor(now: number) {
		this.#now = now;
	}

	now = () => this.#now;

	/** Lets time pass up to a moment, and comes back when all that follows from it is done. */
	async reach(moment: number): Promise<void> {
		for (;;) {
			const [due] = [...this.#timers]
				.filter(([, { at }]) => at <= moment)
				.toSorted(([, a], [, b]) => a.at - b.at);
			if (!due) break;
			const [timer, { at, work }] = due;
			this.#timers.delete(timer);
			this.#now = Math.max(this.#now, at);
			work();
			await this.settled();
		}
		this.#now = Math.max(this.#now, moment);
	}

	/** Does something so many ms later. */
	after(ms: number, work: () => void): object {
		const timer = {};
		this.#timers.set(timer, { at: this.#now + ms, work });
		return timer;
	}

	/** What is begun by a timer, and has to be waited for. */
	begun<Result>(work: Promise<Result>): Promise<Result> {
		this.#underway.add(work);
		void work.finally(() => this.#underway.delete(work));
		return work;
	}

	async settled(): Promise<void> {
		do {
			await breath();
			await Promise.all(this.#underway);
		} while (this.#underway.size > 0);
	}

	/** Lets the timers of this thread run in this time; the function it returns ends that. */
	rule(): () => void {
		const { setTimeout, clearTimeout } = globalThis;
		const later = (work: () => void, ms = 0) => {
			return ms < SHORTEST_MS ? setTimeout(work, ms) : this.after(ms, work);
		};
		const never = (timer?: NodeJS.Timeout) => {
			if (!timer || !this.#timers.delete(timer)) clearTimeout(timer);
		};
		Object.assign(globalThis, { setTimeout: later, clearTimeout: never });
		return () => void Object.assign(globalThis, { setTimeout, clearTimeout });
	}
}
