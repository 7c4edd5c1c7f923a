import { addMonths, firstOf, type Month } from '#domain/calendar.ts';
import { bounds, clock } from '#domain/day.ts';
import type { Zone } from '#domain/zone.ts';

/** Of how many people at once somebody rarely needs the data. */
export const MANY_PEOPLE = 100;
/** When hardly anybody works at a center. */
export const NIGHT = { from: '22:00', to: '06:00' } as const;

/** The board of the day shows everybody there is today, all day long: that it is many says nothing. */
const ROUTINE: readonly string[] = ['today.see'];
const TAKEN_OUT = /\.(export|print|download)$/;

/** Why somebody who looks through the trail should look twice. */
export const UNUSUAL = ['many', 'night', 'taken-out'] as const;
export type Unusual = (typeof UNUSUAL)[number];

/** What is unusual about a deed; nothing, about most. */
export function unusual(
	deed: { readonly at: number; readonly action: string; readonly people: number },
	zone: Zone
): Unusual[] {
	const time = clock(deed.at, zone);
	const marks: Unusual[] = [];
	if (deed.people >= MANY_PEOPLE && !ROUTINE.includes(deed.action)) marks.push('many');
	if (deed.people > 0 && (time >= NIGHT.from || time < NIGHT.to)) marks.push('night');
	if (TAKEN_OUT.test(deed.action)) marks.push('taken-out');
	return marks;
}

/** The moments between which a month lies, from its first midnight up to, not including, the next one's. */
export function monthBounds(
	month: Month,
	zone: Zone
): { readonly from: number; readonly to: number } {
	const beginning = (each: Month) => bounds(firstOf(each), zone).from;
	return { from: beginning(month), to: beginning(addMonths(month, 1)) };
}
