import * as v from 'valibot';
import { bounds, dayOf } from '#domain/day.ts';
import { SessionId, SiteId } from '#domain/id.ts';
import type { Zone } from '#domain/zone.ts';

const Moment = v.pipe(v.number(), v.safeInteger());
const Duration = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** One occurrence of a program at a site. Moments in ms since 1970, durations in ms. */
export const Session = v.object({
	id: SessionId,
	site: SiteId,
	program: v.string(),
	/** The program's type; servers that do not say have not known it yet. */
	kind: v.optional(v.string()),
	startsAt: Moment,
	endsAt: Moment,
	/** How long before the start the door opens. */
	openBeforeMs: Duration,
	/** How long after the start somebody still counts as in time. */
	graceMs: Duration,
	/** A scan sooner than this after arriving does not mean leaving. */
	stayMs: Duration,
	cancelled: v.boolean(),
	/** How many there is room for, for staff to see; refuses nobody. Servers from before it say nothing. */
	capacity: v.optional(v.nullable(Count))
});
export type Session = v.InferOutput<typeof Session>;

/** From this long before the end on, a scan by someone who has left means they are (still) leaving. */
export const LEAVING_BEFORE_END_MS = 15 * 60_000;

/** How long after the end stragglers can still check out before the next session takes over the door. */
export const CLOSES_AFTER_END_MS = 60 * 60_000;

/** Whether the session's door is open: from the arrival window until an hour after the end. */
export function isOpen(session: Session, now: number): boolean {
	return (
		!session.cancelled && now >= session.startsAt - session.openBeforeMs && !isClosed(session, now)
	);
}

/** Whether it has been over for so long that nobody can still be on the way out. */
export function isClosed(session: Session, now: number): boolean {
	return now >= session.endsAt + CLOSES_AFTER_END_MS;
}

/** The sessions that concern today's door: they lie on the zone's day, or are still open from before. */
export function todays(sessions: readonly Session[], now: number, zone: Zone): Session[] {
	const day = bounds(dayOf(now, zone), zone);
	return sessions.filter(
		(session) => (session.startsAt < day.to && session.endsAt > day.from) || isOpen(session, now)
	);
}

/** Whether somebody who arrived at this moment is late. */
export function isLate(session: Session, arrivedAt: number): boolean {
	return arrivedAt > session.startsAt + session.graceMs;
}

/** By how many more are here than there is room for; 0 where nobody set a limit. */
export function crowding({ capacity }: Pick<Session, 'capacity'>, here: number): number {
	return capacity == null ? 0 : Math.max(0, here - capacity);
}

/**
 * The sessions in the order in which the clock would choose them for someone at the door: open ones
 * first, then those whose start is nearest. Cancelled sessions are left out.
 */
export function byClock(sessions: readonly Session[], now: number): Session[] {
	const distance = (session: Session) => Math.abs(session.startsAt - now);
	const rank = (session: Session) => (isOpen(session, now) ? (now < session.endsAt ? 0 : 1) : 2);
	return sessions
		.filter((session) => !session.cancelled)
		.sort((a, b) => rank(a) - rank(b) || distance(a) - distance(b) || (a.id < b.id ? -1 : 1));
}
