import * as v from 'valibot';

/** Korea has kept UTC+9 without daylight saving time since 1988. */
const SEOUL_OFFSET_MS = 9 * 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** A calendar day in Seoul, `YYYY-MM-DD`. */
export const Day = v.pipe(v.string(), v.isoDate(), v.brand('Day'));
export type Day = v.InferOutput<typeof Day>;

/** The day it is in Seoul at a moment given in milliseconds since 1970. */
export function dayOf(at: number): Day {
	return v.parse(Day, inSeoul(at).slice(0, 10));
}

/** The moments between which a day lies in Seoul: from its midnight up to, not including, the next. */
export function bounds(day: Day): { readonly from: number; readonly to: number } {
	const from = Date.parse(`${day}T00:00:00Z`) - SEOUL_OFFSET_MS;
	return { from, to: from + DAY_MS };
}

/** The moment a Seoul clock shows `HH:MM` on a day. */
export function momentOf(day: Day, time: string): number {
	return Date.parse(`${day}T${time}:00Z`) - SEOUL_OFFSET_MS;
}

/** What a clock in Seoul shows at a moment: `HH:MM`, 24 hours. */
export function clock(at: number): string {
	return inSeoul(at).slice(11, 16);
}

/** The school year a day belongs to: it turns on 1 March. */
export function schoolYear(day: Day): number {
	const year = Number(day.slice(0, 4));
	return day.slice(5) < '03-01' ? year - 1 : year;
}

/** A tablet's clock may say anything; what no calendar holds is taken for its nearest end. */
function inSeoul(at: number): string {
	const last = Date.UTC(9999, 11, 31);
	return new Date(Math.min(Math.max(at + SEOUL_OFFSET_MS, 0), last)).toISOString();
}
