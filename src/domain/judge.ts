import { dayOf } from '#domain/day.ts';
import { errandAt, type Duty } from '#domain/duty.ts';
import type { RosterEntry } from '#domain/roster.ts';
import type { RefusalCause, Who } from '#domain/event.ts';
import { byClock, isLate, isOpen, LEAVING_BEFORE_END_MS, type Session } from '#domain/session.ts';
import { badgeOf, read, type BadgeHash } from '#domain/token.ts';
import { visitKey, type Visit } from '#domain/visits.ts';
import type { Zone } from '#domain/zone.ts';

/** The same code within this time of its last sighting is the same scan: a badge held a moment longer. */
export const REREAD_MS = 3_000;

/** How long somebody must stay, and stay away, where no session says otherwise. */
const STAY_MS = 10 * 60_000;

/** All that a verdict depends on besides the text. */
export interface Scene {
	/** The server's clock as well as the tablet knows it, ms since 1970. */
	readonly now: number;
	/** In which the center's days begin and end. */
	readonly zone: Zone;
	/** How long ago this very text was last seen here; null if not lately. */
	readonly lastSeenMs: number | null;
	/** Today's sessions at this site. */
	readonly sessions: readonly Session[];
	/** Roster entries that may bear the badge; others are ignored. */
	readonly roster: readonly RosterEntry[];
	/** Visits so far, keyed by `visitKey`. */
	readonly visits: ReadonlyMap<string, Visit>;
	/** The visits of which somebody has said how they were, keyed by `visitKey`. */
	readonly answered: ReadonlySet<string>;
	/** What this tablet is there for. */
	readonly duty: Duty;
}

export type Movement = 'arrival' | 'departure';

/** What a scan came to at a door with a duty of its own. */
interface Turn {
	readonly movement: Movement | 'repeat';
	/** The movement that another door is for; null if this one is the right one. The screen says so. */
	readonly elsewhere: Movement | null;
}

export type Verdict =
	| {
			readonly kind: Movement;
			readonly who: Who;
			readonly session: Session;
			readonly entry: RosterEntry;
			/** Of an arrival: after the session's grace. */
			readonly late: boolean;
			/** Known by a badge that was replaced by another. */
			readonly replaced: boolean;
			readonly elsewhere: Turn['elsewhere'];
	  }
	| {
			/** Already in, or already out: nothing is recorded, the screen says since when. */
			readonly kind: 'repeat';
			readonly who: Who;
			readonly session: Session;
			readonly entry: RosterEntry;
			readonly visit: Visit;
			readonly elsewhere: Turn['elsewhere'];
	  }
	| {
			/** A badge of ours that no roster here expects now: let in and recorded, for staff to look at. */
			readonly kind: 'stranger';
			/** Whether the bearer is expected here, but only in sessions that were cancelled. */
			readonly cancelled: boolean;
			readonly who: Who;
			readonly session: Session | null;
			readonly movement: Turn['movement'];
			/** Whether nothing moved because they have left already. */
			readonly gone: boolean;
			readonly elsewhere: Turn['elsewhere'];
	  }
	| {
			/** At a tablet that only asks: somebody who can say how it was. */
			readonly kind: 'question';
			readonly who: Who;
			readonly session: Session;
			/** Null of somebody who is on no roster. */
			readonly entry: RosterEntry | null;
	  }
	| {
			/** At a tablet that only asks: nobody to ask, for they have answered, or nobody saw them here. */
			readonly kind: 'unasked';
			readonly cause: 'answered' | 'unseen';
			readonly who: Who;
			readonly session: Session | null;
	  }
	| { readonly kind: 'reread' }
	| { readonly kind: 'damaged' }
	| { readonly kind: 'foreign' };

/** Decides what a scanned or typed text means. Pure: kiosk and server can never disagree. */
export function judge(text: string, scene: Scene): Verdict {
	if (scene.lastSeenMs !== null && scene.lastSeenMs < REREAD_MS) return { kind: 'reread' };
	const reading = read(text);
	// It is nobody's badge; the station has taken a class's code before it comes here.
	if (reading.kind === 'class') return { kind: 'foreign' };
	if (reading.kind !== 'ours') return reading;
	const badge = badgeOf(reading.token);
	return errandAt(scene.duty) === 'badge' ? question(badge, scene) : admit(badge, scene);
}

/** Why a verdict changes nothing, for the log of what happened; null if it does, or was seen already. */
export function refusalOf(verdict: Verdict): RefusalCause | null {
	switch (verdict.kind) {
		case 'damaged':
		case 'foreign':
		case 'repeat':
			return verdict.kind;
		case 'stranger':
			return verdict.movement === 'repeat' ? 'repeat' : null;
		default:
			return null;
	}
}

/** What a verdict puts into the journal; null if nothing. */
export function movementOf(verdict: Verdict): Movement | null {
	if (verdict.kind === 'arrival' || verdict.kind === 'departure') return verdict.kind;
	if (verdict.kind === 'stranger' && verdict.movement !== 'repeat') return verdict.movement;
	return null;
}

/** Whose badge it is, and where they are expected. */
function bearerOf(badge: BadgeHash, { roster, sessions }: Scene) {
	const entries = roster.filter(
		(entry) => entry.badge === badge || entry.replaced?.includes(badge)
	);
	const enrolled = sessions.filter(({ id }) => entries.some(({ session }) => session === id));
	const [anyEntry] = entries;
	const who: Who = anyEntry
		? { kind: 'participant', participant: anyEntry.participant, badge }
		: { kind: 'badge', badge };
	return { entries, enrolled, who };
}

/**
 * Whom a tablet asks that lets nobody in or out: whoever was seen here today, about the last session they
 * came to. Whoever is expected in a session that has begun is asked, too: another tablet will have seen
 * them, of which this one need not have heard.
 */
function question(badge: BadgeHash, scene: Scene): Verdict {
	const { entries, enrolled, who } = bearerOf(badge, scene);
	const visitOf = ({ id }: Session) => scene.visits.get(visitKey(id, who));
	const seen = scene.sessions
		.filter((session) => (visitOf(session)?.state ?? 'absent') !== 'absent')
		.sort((a, b) => b.startsAt - a.startsAt);
	const begun = enrolled.filter(({ startsAt, cancelled }) => !cancelled && scene.now >= startsAt);
	const session = seen[0] ?? byClock(begun, scene.now)[0] ?? null;
	if (!session) return { kind: 'unasked', cause: 'unseen', who, session };
	if (scene.answered.has(visitKey(session.id, who))) {
		return { kind: 'unasked', cause: 'answered', who, session };
	}
	const entry = entries.find((candidate) => candidate.session === session.id) ?? null;
	return { kind: 'question', who, session, entry };
}

function admit(badge: BadgeHash, scene: Scene): Verdict {
	const { entries, enrolled, who } = bearerOf(badge, scene);
	const session =
		following(enrolled, who, scene) ??
		choose(enrolled, who, scene) ??
		choose(scene.sessions, who, scene);
	const entry = entries.find((candidate) => candidate.session === session?.id);
	const visit = scene.visits.get(visitKey(session?.id ?? dayOf(scene.now, scene.zone), who));
	const { movement, elsewhere } = onDuty(scene, session, visit);
	if (!entry || !session) {
		const cancelled = enrolled.length > 0 && enrolled.every((each) => each.cancelled);
		const gone = movement === 'repeat' && visit?.state === 'gone';
		return { kind: 'stranger', cancelled, who, session, movement, gone, elsewhere };
	}
	const replaced = entry.badge !== badge;
	if (movement === 'repeat' && visit) {
		return { kind: 'repeat', who, session, entry, visit, elsewhere };
	}
	return movement === 'departure'
		? { kind: 'departure', who, session, entry, late: false, replaced, elsewhere }
		: {
				kind: 'arrival',
				who,
				session,
				entry,
				late: isLate(session, scene.now),
				replaced,
				elsewhere
			};
}

/** Whoever is here leaves first; everybody else comes for the session the clock would choose. */
function choose(sessions: readonly Session[], who: Who, scene: Scene): Session | null {
	return attended(sessions, who, scene) ?? byClock(sessions, scene.now)[0] ?? null;
}

/** The session somebody is in, while its door is open. */
function attended(sessions: readonly Session[], who: Who, scene: Scene): Session | null {
	const here = ({ id }: Session) => scene.visits.get(visitKey(id, who))?.state === 'here';
	const open = byClock(sessions, scene.now).filter((session) => isOpen(session, scene.now));
	return open.find(here) ?? null;
}

/**
 * The session that somebody is expected in next, where they are still in one that is over, and its start
 * is nearer than the other's end: arriving there closes the one before. Earlier they leave it for lunch.
 */
function following(enrolled: readonly Session[], who: Who, scene: Scene): Session | null {
	const { now } = scene;
	const before = attended(enrolled, who, scene);
	if (!before || now < before.endsAt) return null;
	const unseen = (session: Session) => !scene.visits.has(visitKey(session.id, who));
	const near = ({ startsAt }: Session) => Math.abs(now - startsAt) < now - before.endsAt;
	return (
		byClock(enrolled, now).find(
			(session) => isOpen(session, now) && now < session.endsAt && unseen(session) && near(session)
		) ?? null
	);
}

/**
 * What the tablet's duty makes of what the clock and the visit say. Nobody is turned away, and in doubt
 * somebody counts as in, for the list of who is in the house must lack nobody:
 * - Who was not seen yet is recorded at every door; it may be the only proof that they were there. At a
 *   door for departures it is a departure once the session has begun: they will have come past another
 *   tablet, which this one need not have heard of.
 * - Who comes back is taken in again, at a door for departures too.
 * - Who is in, and shows the badge at a door for arrivals, stays in: nothing is recorded.
 */
function onDuty(
	{ now, duty: { passage } }: Scene,
	session: Session | null,
	visit: Visit | undefined
): Turn {
	const movement = movementAt(session, visit, now);
	const seen = visit !== undefined && visit.state !== 'absent';
	const begun = now >= (session?.startsAt ?? -Infinity);
	if (movement === 'departure' && passage === 'arrivals') {
		return { movement: seen ? 'repeat' : 'departure', elsewhere: 'departure' };
	}
	if (movement === 'arrival' && passage === 'departures') {
		return seen || !begun
			? { movement: 'arrival', elsewhere: 'arrival' }
			: { movement: 'departure', elsewhere: null };
	}
	return { movement, elsewhere: null };
}

/**
 * No blind toggle: whether a scan means coming or going follows from the session's times and the
 * visit so far. Before the start nobody leaves; near the end nobody comes back; in between the
 * minimum stay tells a second look at the tablet from a departure.
 */
function movementAt(
	session: Session | null,
	visit: Visit | undefined,
	now: number
): Movement | 'repeat' {
	const endsAt = session?.endsAt ?? Infinity;
	if (!visit || visit.state === 'absent') return now < endsAt ? 'arrival' : 'departure';
	const settled = now - visit.since >= (session?.stayMs ?? STAY_MS);
	if (visit.state === 'here') {
		return settled && now >= (session?.startsAt ?? -Infinity) ? 'departure' : 'repeat';
	}
	return settled && now < endsAt - LEAVING_BEFORE_END_MS ? 'arrival' : 'repeat';
}
