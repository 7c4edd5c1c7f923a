import * as v from 'valibot';
import { addDays, Day } from '#domain/day.ts';

/** A month of the calendar, `YYYY-MM`. */
export const Month = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/), v.brand('Month'));
export type Month = v.InferOutput<typeof Month>;

const DAYS_IN_WEEK = 7;

/** 0 is Sunday. */
export function weekday(day: Day): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay();
}

export function monthOf(day: Day): Month {
	return v.parse(Month, day.slice(0, 7));
}

export function firstOf(month: Month): Day {
	return v.parse(Day, `${month}-01`);
}

/** The month so many months later, or earlier. */
export function addMonths(month: Month, count: number): Month {
	const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
	const year = String(Math.floor(months / 12)).padStart(4, '0');
	return v.parse(Month, `${year}-${String((months % 12) + 1).padStart(2, '0')}`);
}

/** The months of a school year, from March to February. */
export function monthsOfYear(year: number): { readonly from: Month; readonly to: Month } {
	return { from: v.parse(Month, `${year}-03`), to: v.parse(Month, `${year + 1}-02`) };
}

/** The week that a day lies in. It begins on Sunday, as calendars in Korea do. */
export function weekOf(day: Day): Day[] {
	const sunday = addDays(day, -weekday(day));
	return Array.from({ length: DAYS_IN_WEEK }, (_, index) => addDays(sunday, index));
}

/** The weeks that a month touches, whole: its first and last ones lend days of its neighbours. */
export function weeksOf(month: Month): Day[][] {
	const weeks: Day[][] = [];
	for (let day = firstOf(month); monthOf(day) === month;) {
		const week = weekOf(day);
		weeks.push(week);
		day = addDays(week[0] ?? day, DAYS_IN_WEEK);
	}
	return weeks;
}

/** The same weekday in each week after a day, up to and including `until`; at most so many. */
export function weekly(after: Day, until: Day, countMax: number): Day[] {
	const days: Day[] = [];
	for (
		let day = addDays(after, DAYS_IN_WEEK);
		day <= until && days.length < countMax;
		day = addDays(day, DAYS_IN_WEEK)
	) {
		days.push(day);
	}
	return days;
}
