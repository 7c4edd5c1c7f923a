import * as v from 'valibot';
import { clock, Day, dayOf, momentOf } from '#domain/day.ts';
import { ProgramId, SiteId } from '#domain/id.ts';
import type { Session } from '#domain/session.ts';
import { sentences, whole, wholeOrNothing } from '#domain/typed.ts';
import type { Zone } from '#domain/zone.ts';

/** What a clock shows, `HH:MM`, 24 hours. */
export const Time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/), v.brand('Time'));
export type Time = v.InferOutput<typeof Time>;

const MINUTES_MAX = 600;
/** When most sessions are. */
const USUAL = { start: v.parse(Time, '09:30'), end: v.parse(Time, '11:30') };
const USUAL_HOURS = 2;

/** A session as it is typed into a form; durations in minutes. */
export const SessionDetails = v.object({
	program: ProgramId,
	site: SiteId,
	day: Day,
	start: Time,
	end: Time,
	capacity: wholeOrNothing(1, 9_999),
	/** How long before the start the door opens. */
	openBefore: whole(0, MINUTES_MAX),
	/** How long after the start somebody still counts as in time. */
	grace: whole(0, MINUTES_MAX),
	/** How soon after arriving a scan means leaving. */
	stay: whole(0, MINUTES_MAX),
	note: sentences(500)
});
export type SessionDetails = v.InferOutput<typeof SessionDetails>;

/** When something happens, and where: all that two sessions can be in each other's way by. */
export type Slot = Pick<Session, 'site' | 'startsAt' | 'endsAt'>;

/** When a session lies, or null if it would end before it has begun. */
export function slotOf(
	{ site, day, start, end }: Pick<SessionDetails, 'site' | 'day' | 'start' | 'end'>,
	zone: Zone
): Slot | null {
	const [startsAt, endsAt] = [momentOf(day, start, zone), momentOf(day, end, zone)];
	return endsAt > startsAt ? { site, startsAt, endsAt } : null;
}

/** The hours a form suggests for a day: the usual ones, or from the next full hour on if they have begun. */
export function suggestedHours(
	day: Day,
	now: number,
	zone: Zone
): Pick<SessionDetails, 'start' | 'end'> {
	const begun = day === dayOf(now, zone) && momentOf(day, USUAL.start, zone) <= now;
	const next = Number(clock(now, zone).slice(0, 2)) + 1;
	// Late in the evening the day has no such hours left.
	return begun && next + USUAL_HOURS < 24
		? { start: fullHour(next), end: fullHour(next + USUAL_HOURS) }
		: USUAL;
}

/** What staff should know about a session before they rely on it. None of it stands in their way. */
export type Doubt<Other extends Slot = Slot> =
	/** It is over already, and nobody came: perhaps a slip of the hand. */
	| { readonly kind: 'past' }
	/** Another one is at the same site at the same time. */
	| { readonly kind: 'clash'; readonly other: Other }
	/** More are on the roster than there is room for. */
	| { readonly kind: 'crowded'; readonly over: number };

/** Whatever is doubtful about a session among the others of its center. Cancelled ones are in nobody's way. */
export function doubtsOf<Other extends Slot & { readonly cancelled: boolean }>(
	slot: Slot,
	others: readonly Other[],
	seats: { readonly enrolled: number; readonly capacity: number | null; readonly came: number },
	now: number
): Doubt<Other>[] {
	const clashes = others.filter((other) => !other.cancelled && meets(slot, other));
	const over = seats.capacity === null ? 0 : seats.enrolled - seats.capacity;
	return [
		...(slot.endsAt <= now && seats.came === 0 ? [{ kind: 'past' as const }] : []),
		...clashes.map((other) => ({ kind: 'clash' as const, other })),
		...(over > 0 ? [{ kind: 'crowded' as const, over }] : [])
	];
}

/** Whether two would be at the same site at the same time. One that begins when the other ends is not. */
function meets(one: Slot, other: Slot): boolean {
	return one.site === other.site && one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

function fullHour(hour: number): Time {
	return v.parse(Time, `${String(hour).padStart(2, '0')}:00`);
}
