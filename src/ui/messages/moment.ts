import { clock, dayOf } from '#domain/day.ts';
import type { Zone } from '#domain/zone.ts';

/** Day and time of a moment where a center lies, as lists show it: `2026-11-24 09:30`. */
export function dayAndTime(at: number, zone: Zone): string {
	return `${dayOf(at, zone)} ${clock(at, zone)}`;
}
