import type { Role } from '#domain/rights.ts';

const MINUTE_MS = 60_000;

/** After how many minutes without use a center may let a sign-in end. */
export const IDLE_MINUTES = [5, 10, 15, 20, 30] as const;
/** Where no center says otherwise, and before one is chosen. */
export const IDLE_MS_DEFAULT = 10 * MINUTE_MS;
/** However busy somebody is, after so long they sign in again. */
export const SIGN_IN_MS_MAX = 12 * 60 * MINUTE_MS;

/** One sign-in of somebody, as far as the clock has to do with it. */
export interface Use {
	readonly beganAt: number;
	/** Null before the first use. */
	readonly usedAt: number | null;
	readonly idleMs: number;
}

/** How long a sign-in still lasts if nobody uses it, in ms; 0 when it has run out. */
export function lasts({ beganAt, usedAt, idleMs }: Use, now: number): number {
	const idle = (usedAt ?? beganAt) + idleMs;
	return Math.max(0, Math.min(idle, beganAt + SIGN_IN_MS_MAX) - now);
}

/**
 * Whether somebody gets nowhere before a second step of signing in is set up. Who rules over a center's
 * accounts must have one; invented people need none, and whoever is just setting a center up is not held up.
 */
export function owesTwoStep(
	who: { readonly role: Role; readonly twoStep: boolean; readonly founding: boolean },
	center: { readonly demo: boolean }
): boolean {
	return who.role === 'administrator' && !who.twoStep && !who.founding && !center.demo;
}
