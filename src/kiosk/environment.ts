import type { Clocks } from '#domain/clock-set.ts';
import { randomId, type RandomBytes } from '#domain/id.ts';

/** What the kiosk's logic takes from outside itself, so that tests can hold the clock and the dice. */
export interface Environment {
	/** The tablet's own clock, ms since 1970. May be wrong, may jump. */
	now(): number;
	/** Ms since this page was opened. Never jumps. */
	elapsed(): number;
	readonly random: RandomBytes;
	/** Which life of the page this is. */
	readonly boot: string;
	/** Lets whatever else waits go first, such as somebody at the door. */
	breathe(): Promise<void>;
}

/** Both clocks, read at once. */
export function clocksOf({ now, elapsed }: Pick<Environment, 'now' | 'elapsed'>): Clocks {
	return { now: now(), elapsed: elapsed() };
}

export function browserEnvironment(): Environment {
	const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
	return {
		now: () => Date.now(),
		elapsed: () => Math.round(performance.now()),
		random,
		boot: randomId(random),
		breathe: () => new Promise((resume) => setTimeout(resume))
	};
}
