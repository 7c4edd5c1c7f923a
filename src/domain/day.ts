import * as v from 'valibot';
import { momentAt, wallAt, type Zone } from '#domain/zone.ts';

const DAY_MS = 24 * 60 * 60_000;
/** The calendar ends here, on both sides; a day beyond is taken for the last one. */
const [FIRST, LAST] = [Date.parse('0001-01-01'), Date.parse('9999-12-31')];

/** A day of the calendar, `YYYY-MM-DD`. When it begins and ends depends on where one is. */
export const Day = v.pipe(v.string(), v.isoDate(), v.check(isInCalendar), v.brand('Day'));
export type Day = v.InferOutput<typeof Day>;

/** The day it is in a zone at a moment given in milliseconds since 1970. */
export function dayOf(at: number, zone: Zone): Day {
	return dayAt(wallAt(at, zone));
}

/** The moments between which a day lies in a zone: from its first up to, not including, the next one's. */
export function bounds(day: Day, zone: Zone): { readonly from: number; readonly to: number } {
	return { from: momentOf(day, '00:00', zone), to: momentOf(addDays(day, 1), '00:00', zone) };
}

/** The moment a zone's clock shows `HH:MM` on a day. */
export function momentOf(day: Day, time: string, zone: Zone): number {
	return momentAt(Date.parse(`${day}T${time}:00Z`), zone);
}

/** What a zone's clock shows at a moment: `HH:MM`, 24 hours. */
export function clock(at: number, zone: Zone): string {
	return new Date(wallAt(at, zone)).toISOString().slice(11, 16);
}

/** The day so many days later, or earlier. */
export function addDays(day: Day, count: number): Day {
	return dayAt(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS);
}

/** The school year a day belongs to: it turns on 1 March. */
export function schoolYear(day: Day): number {
	const year = Number(day.slice(0, 4));
	return day.slice(5) < '03-01' ? year - 1 : year;
}

function dayAt(wall: number): Day {
	return v.parse(Day, new Date(Math.min(Math.max(wall, FIRST), LAST)).toISOString().slice(0, 10));
}

/** The 31st of a month that has 30 days would silently become another day. */
function isInCalendar(day: string): boolean {
	const at = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
