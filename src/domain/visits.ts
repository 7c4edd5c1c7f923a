import { dayOf, type Day } from '#domain/day.ts';
import { keyOf, timeOf, type AttendanceEvent, type Mark, type Who } from '#domain/event.ts';
import type { EventId, ParticipantId, SessionId } from '#domain/id.ts';
import type { BadgeHash } from '#domain/token.ts';
import type { Zone } from '#domain/zone.ts';

/**
 * How somebody left: past a tablet, by what staff said, by arriving for another session, or because the
 * session has long been over (see `concluded`).
 */
export type Leaving = 'scan' | 'staff' | 'transfer' | 'end';

/** What the events of one person in one session add up to. Moments in ms since 1970. */
export interface Visit {
	readonly session: SessionId | null;
	readonly who: Who;
	readonly state: 'here' | 'gone' | 'absent';
	/** The first arrival; null when only a departure or a mark is known. */
	readonly arrivedAt: number | null;
	/** The last departure; null while here. */
	readonly leftAt: number | null;
	/** How the visit came to its end; null while here. */
	readonly leftBy: Leaving | null;
	/** When the state last changed. */
	readonly since: number;
	/** What staff said last, if no scan has followed. */
	readonly mark: Mark | null;
}

/** Says who somebody is once more is known, for example whose badge a stranger held. */
export type Identify = (who: Who) => Who;

/** Recognises the badges of known owners. */
export function identifyBy(owners: ReadonlyMap<BadgeHash, ParticipantId>): Identify {
	return (who) => {
		const participant = who.kind === 'badge' ? owners.get(who.badge) : undefined;
		return participant && who.kind === 'badge'
			? { kind: 'participant', participant, badge: who.badge }
			: who;
	};
}

/**
 * Folds a set of events into visits, keyed by `visitKey`. A set: order, repetition and batching of
 * the events change nothing. Voided events do not count, unless the void itself is voided. Where there
 * was no session, a visit is what happened on one day of the zone. Who arrives for another session has
 * left the one before.
 */
export function visits(
	events: Iterable<AttendanceEvent>,
	zone: Zone,
	identify: Identify = (who) => who
): ReadonlyMap<string, Visit> {
	const valid = notTakenBack(events);
	const named = matches(valid);
	const threads = new Map<string, Thread>();
	for (const event of valid) {
		if (!isMovement(event)) continue;
		const who = named.get(keyOf(event.who)) ?? identify(event.who);
		const key = visitKey(event.session ?? dayOf(timeOf(event), zone), who);
		const thread = threads.get(key) ?? { session: event.session, who, events: [] };
		thread.events.push(event);
		threads.set(key, thread);
	}
	const arrivals = arrivalsIn(threads.values());
	return new Map(
		[...threads].map(([key, thread]) => [key, visitOf(thread, arrivals.get(keyOf(thread.who)))])
	);
}

/** The visits of which somebody has said how they were, by their keys. */
export function answered(
	events: Iterable<AttendanceEvent>,
	identify: Identify = (who) => who
): ReadonlySet<string> {
	return new Set(
		notTakenBack(events).flatMap(({ kind, session, who }) =>
			kind === 'rated' && session !== null ? [visitKey(session, identify(who))] : []
		)
	);
}

/** The key of a visit: one person in one session, or on one day where there was no session. */
export function visitKey(occasion: SessionId | Day, who: Who): string {
	return `${occasion}/${keyOf(who)}`;
}

/** Events by which somebody comes or goes. */
type Counted = Extract<AttendanceEvent, { kind: 'arrival' | 'departure' | 'mark' }>;

function isMovement(event: AttendanceEvent): event is Counted {
	return event.kind === 'arrival' || event.kind === 'departure' || event.kind === 'mark';
}

interface Thread {
	readonly session: SessionId | null;
	readonly who: Who;
	readonly events: Counted[];
}

/** For which session somebody arrived, and when. */
interface Arrival {
	readonly session: SessionId;
	readonly at: number;
}

/** Everybody's arrivals, by `keyOf`. */
function arrivalsIn(threads: Iterable<Thread>): ReadonlyMap<string, readonly Arrival[]> {
	const found = new Map<string, Arrival[]>();
	for (const { session, who, events } of threads) {
		if (session === null) continue;
		const own = events.filter(({ kind }) => kind === 'arrival');
		const all = found.get(keyOf(who)) ?? [];
		all.push(...own.map((event) => ({ session, at: timeOf(event) })));
		found.set(keyOf(who), all);
	}
	return found;
}

/** Somebody who is known by name. */
export type Named = Extract<Who, { kind: 'participant' }>;

/** Whom staff have given a name, by `keyOf`, by events that were not taken back; of two names the later one counts. */
export function matches(events: readonly AttendanceEvent[]): ReadonlyMap<string, Named> {
	const inOrder = events
		.filter((event) => event.kind === 'match')
		// Who was known by name stays who they were.
		.filter(({ who }) => who.kind !== 'participant')
		.sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
	return new Map(
		inOrder.map(({ who, participant }) => [
			keyOf(who),
			{ kind: 'participant', participant, badge: who.kind === 'badge' ? who.badge : null }
		])
	);
}

/** Of a set of events those that were not taken back; what takes back others is none of them. */
export function notTakenBack(events: Iterable<AttendanceEvent>): AttendanceEvent[] {
	return inForce(events).filter(({ kind }) => kind !== 'void');
}

/** Of a set of events those that stand: what takes back others stands too, unless it was taken back itself. */
export function inForce(events: Iterable<AttendanceEvent>): AttendanceEvent[] {
	const facts = new Map<EventId, AttendanceEvent>();
	for (const event of events) facts.set(event.id, event);
	const voids = new Map<EventId, EventId[]>();
	for (const event of facts.values()) {
		if (event.kind !== 'void') continue;
		voids.set(event.voids, [...(voids.get(event.voids) ?? []), event.id]);
	}
	// Voids that name each other in a ring could only be forged; none of a ring counts.
	const stands = (id: EventId, path: readonly EventId[]): boolean =>
		!path.includes(id) && !(voids.get(id) ?? []).some((by) => stands(by, [...path, id]));
	return [...facts.values()].filter(({ id }) => stands(id, []));
}

function visitOf({ session, who, events }: Thread, arrivals: readonly Arrival[] = []): Visit {
	const inOrder = [...events].sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
	const [first] = inOrder;
	const last = inOrder[inOrder.length - 1] ?? first;
	if (!first || !last) throw new Error('A visit without events');
	const arrival = inOrder.find(({ kind }) => kind === 'arrival');
	const state = stateAfter(last);
	const elsewhere = arrivals
		.filter((other) => session !== null && other.session !== session && other.at > timeOf(last))
		.map(({ at }) => at);
	const visit = {
		session,
		who: inOrder.map((event) => event.who).find(({ kind }) => kind === 'participant') ?? who,
		arrivedAt: arrival ? timeOf(arrival) : null,
		mark: last.kind === 'mark' ? last.mark : null
	};
	if (state === 'here' && elsewhere.length > 0) {
		const left = Math.min(...elsewhere);
		return { ...visit, state: 'gone', leftAt: left, leftBy: 'transfer', since: left };
	}
	return {
		...visit,
		state,
		leftAt: state === 'gone' ? timeOf(last) : null,
		leftBy: state === 'gone' ? (last.kind === 'mark' ? 'staff' : 'scan') : null,
		since: timeOf(last)
	};
}

function stateAfter(event: Counted): Visit['state'] {
	if (event.kind === 'arrival') return 'here';
	if (event.kind === 'departure') return 'gone';
	switch (event.mark) {
		case 'present':
		case 'late':
			return 'here';
		case 'left-early':
			return 'gone';
		case 'excused':
		case 'absent':
			return 'absent';
	}
}
