import { clock, dayOf } from '#domain/day.ts';

/** Day and time of a moment, as lists show it: `2026-11-24 09:30`. */
export function dayAndTime(at: number): string {
	return `${dayOf(at)} ${clock(at)}`;
}
