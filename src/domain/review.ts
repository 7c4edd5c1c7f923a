import * as v from 'valibot';
import { bounds, clock, Day, dayOf } from '#domain/day.ts';

/** Of how many people at once somebody rarely needs the data. */
export const MANY_PEOPLE = 100;
/** When hardly anybody works at a center. */
export const NIGHT = { from: '22:00', to: '06:00' } as const;

/** The board of the day shows everybody there is today, all day long: that it is many says nothing. */
const ROUTINE: readonly string[] = ['today.see'];
const TAKEN_OUT = /\.(export|print|download)$/;

/** A calendar month, `YYYY-MM`. */
export const Month = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/), v.brand('Month'));
export type Month = v.InferOutput<typeof Month>;

/** Why somebody who looks through the trail should look twice. */
export const UNUSUAL = ['many', 'night', 'taken-out'] as const;
export type Unusual = (typeof UNUSUAL)[number];

/** What is unusual about a deed; nothing, about most. */
export function unusual(deed: {
	readonly at: number;
	readonly action: string;
	readonly people: number;
}): Unusual[] {
	const time = clock(deed.at);
	const marks: Unusual[] = [];
	if (deed.people >= MANY_PEOPLE && !ROUTINE.includes(deed.action)) marks.push('many');
	if (deed.people > 0 && (time >= NIGHT.from || time < NIGHT.to)) marks.push('night');
	if (TAKEN_OUT.test(deed.action)) marks.push('taken-out');
	return marks;
}

/** The month it is at a moment. */
export function monthOf(at: number): Month {
	return v.parse(Month, dayOf(at).slice(0, 7));
}

/** The month so many before another; negative for one after it. */
export function monthBefore(month: Month, count = 1): Month {
	const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count;
	const number = String((index % 12) + 1).padStart(2, '0');
	return v.parse(Month, `${String(Math.floor(index / 12)).padStart(4, '0')}-${number}`);
}

/** The moments between which a month lies, from its first midnight up to, not including, the next one's. */
export function monthBounds(month: Month): { readonly from: number; readonly to: number } {
	const first = (each: Month) => bounds(v.parse(Day, `${each}-01`)).from;
	return { from: first(month), to: first(monthBefore(month, -1)) };
}
