import { bounds, dayOf } from '#domain/day.ts';
import type { CenterId } from '#domain/id.ts';
import { reachesSchool, reachesSite, type Reach } from '#domain/rights.ts';
import { byClock, type Session } from '#domain/session.ts';
import type { Whose } from '#domain/whose.ts';
import type { Zone } from '#domain/zone.ts';
import { occasionOf } from '#server/agenda.ts';
import { classesOf, type SchoolClass } from '#server/classes.ts';
import type { Reader } from '#server/database/store.ts';
import { sessionsBetween } from '#server/sessions.ts';

/** Badges are prepared up to two weeks ahead. */
const AHEAD_MS = 14 * 24 * 60 * 60_000;

/** Whose badges somebody can choose to see and print. */
export interface Choices {
	readonly sessions: readonly { readonly session: Session; readonly site: string }[];
	readonly classes: readonly SchoolClass[];
}

/**
 * The sessions of today and the coming days, and the classes, as far as somebody's reach goes. A later
 * session is among them if it is the one asked for: its roster may have been taken in early.
 */
export async function choicesFor(
	reader: Reader,
	center: { readonly id: CenterId; readonly zone: Zone },
	reach: Reach,
	now: number,
	asked: Whose | null
): Promise<Choices> {
	const today = bounds(dayOf(now, center.zone), center.zone);
	const stretch = { from: today.from, to: today.to + AHEAD_MS };
	const soon = await sessionsBetween(reader, center.id, stretch);
	const later =
		asked?.kind === 'session' ? await occasionOf(reader, center.id, asked.session) : null;
	const sessions =
		later && later.startsAt >= stretch.to
			? [...soon, { session: later, site: later.siteName }]
			: soon;
	const classes = reach.kind === 'sites' ? [] : await classesOf(reader, center.id);
	return {
		sessions: sessions.filter(({ session }) => reachesSite(reach, session.site)),
		classes: classes.filter(({ school }) => reachesSchool(reach, school))
	};
}

/** Whether these are among the choices. */
export function offers({ sessions, classes }: Choices, whose: Whose): boolean {
	return whose.kind === 'session'
		? sessions.some(({ session }) => session.id === whose.session)
		: classes.some(
				({ school, grade, classNo }) =>
					school === whose.school && grade === whose.grade && classNo === whose.classNo
			);
}

/** What somebody most likely wants: the session at the door now, else the next one, else a class. */
export function likely({ sessions, classes }: Choices, now: number): Whose | null {
	const all = sessions.map(({ session }) => session);
	const [session] = byClock(all, now);
	if (session) return { kind: 'session', session: session.id };
	const [first] = classes;
	if (!first) return null;
	const { school, grade, classNo } = first;
	return { kind: 'class', school, grade, classNo };
}
