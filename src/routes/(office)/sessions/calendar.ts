import * as v from 'valibot';
import { addMonths, firstOf, Month, monthOf, weekOf, weeksOf } from '#domain/calendar.ts';
import { addDays, Day, schoolYear } from '#domain/day.ts';
import { ProgramId, SiteId } from '#domain/id.ts';

const VIEWS = ['month', 'week', 'list'] as const;
export type View = (typeof VIEWS)[number];

/** What part of the calendar an address asks for. */
export interface Asked {
	readonly view: View;
	/** A day that lies in it. */
	readonly at: Day;
	readonly program: ProgramId | null;
	readonly site: SiteId | null;
}

/** Reads an address; what it does not say, or says wrongly, is today's month and everything in it. */
export function readCalendar({ searchParams }: URL, today: Day): Asked {
	const asked = <Output>(schema: v.GenericSchema<unknown, Output>, name: string) => {
		const read = v.safeParse(schema, searchParams.get(name));
		return read.success ? read.output : null;
	};
	const month = asked(Month, 'at');
	return {
		view: asked(v.picklist(VIEWS), 'view') ?? 'month',
		at: asked(Day, 'at') ?? (month && (monthOf(today) === month ? today : firstOf(month))) ?? today,
		program: asked(ProgramId, 'program'),
		site: asked(SiteId, 'site')
	};
}

/** The address of a part of the calendar: readable, and the same each time, so that it can be kept. */
export function addressOf({ view, at, program, site }: Asked, page?: number): string {
	const parts = new URLSearchParams({ view, at: view === 'month' ? monthOf(at) : at });
	if (program) parts.set('program', program);
	if (site) parts.set('site', site);
	if (page) parts.set('page', String(page));
	return `/sessions?${parts}`;
}

/** The days that a view shows, from the first up to, not including, the last one. */
export function daysOf({ view, at }: Pick<Asked, 'view' | 'at'>): { from: Day; to: Day } {
	if (view === 'list') {
		const year = schoolYear(at);
		return { from: firstDayOf(year), to: firstDayOf(year + 1) };
	}
	const days = view === 'week' ? weekOf(at) : weeksOf(monthOf(at)).flat();
	const [first = at, last = at] = [days[0], days[days.length - 1]];
	return { from: first, to: addDays(last, 1) };
}

/** The same view one step earlier (-1) or later (1). */
export function step(asked: Asked, by: -1 | 1): Asked {
	const { view, at } = asked;
	if (view === 'week') return { ...asked, at: addDays(at, 7 * by) };
	if (view === 'month') return { ...asked, at: firstOf(addMonths(monthOf(at), by)) };
	return { ...asked, at: firstDayOf(schoolYear(at) + by) };
}

function firstDayOf(schoolYear: number): Day {
	return v.parse(Day, `${schoolYear}-03-01`);
}
