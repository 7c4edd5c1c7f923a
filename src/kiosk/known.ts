import { dayOf } from '#domain/day.ts';
import type { DoorCounts } from '#domain/door.ts';
import { WHOLE_DUTY, type Duty } from '#domain/duty.ts';
import type { AttendanceEvent } from '#domain/event.ts';
import type { SessionId } from '#domain/id.ts';
import { ownersOf, type RosterEntry } from '#domain/roster.ts';
import { todays, type Session } from '#domain/session.ts';
import { concluded } from '#domain/standing.ts';
import type { BadgeHash } from '#domain/token.ts';
import { answered, identifyBy, visits, type Visit } from '#domain/visits.ts';
import { SEOUL, type Zone } from '#domain/zone.ts';
import { countable, identityOf, NO_CONTACT, rowOf, type Draft, type Paper } from '#kiosk/kept.ts';
import { recorded, seenBy } from '#kiosk/recorded.ts';
import type { Tables } from '#kiosk/shelf.ts';

/** A session lies on one day: one that ends further from now than this does not concern today. */
const AROUND_MS = 48 * 60 * 60_000;

/** What is known when a badge is read. */
export interface Known {
	/** What the tablet's clock shows, corrected by `skew`. */
	readonly now: number;
	readonly skew: number;
	readonly zone: Zone;
	readonly sessions: readonly Session[];
	readonly roster: readonly RosterEntry[];
	readonly visits: ReadonlyMap<string, Visit>;
	readonly answered: ReadonlySet<string>;
	readonly duty: Duty;
}

/** What somebody decides who was shown what is known; nothing is recorded where there is no draft. */
export type Decide<Result> = (known: Known) => {
	readonly result: Result;
	readonly draft: Draft | null;
};

export class NotPaired extends Error {}

/** Decides and records, both in the transaction that the tables belong to. */
export async function witnessIn<Result>(
	tables: Tables,
	badge: BadgeHash | null,
	at: number,
	decide: Decide<Result>,
	closed: readonly Paper[]
): Promise<Result> {
	const { identity, counter, contact, events, papers } = tables;
	// What can be asked for together is: every answer that has to be waited for delays the green.
	const [heard, kept, count, entries] = await Promise.all([
		contact.get('this'),
		identity.get('this'),
		counter.get('this'),
		badge ? bearers(tables, badge) : []
	]);
	if (!kept) throw new NotPaired();
	const self = identityOf(kept);
	const { skew } = heard ?? NO_CONTACT;
	const now = at + skew;
	const around = sessionsAround(tables, now);
	const [sessions, rows] = await Promise.all([
		around,
		badge ? recorded(tables, badge, entries, around) : []
	]);
	const seen = countable(rows);
	const identify = identifyBy(ownersOf(entries));
	const all = visits(seen, self.zone, identify);
	const { result, draft } = decide({
		now,
		skew,
		zone: self.zone,
		sessions: todays(sessions, now, self.zone),
		roster: entries,
		visits: badge ? seenBy(badge, seen, all) : all,
		answered: answered(seen, identify),
		duty: self.duty ?? WHOLE_DUTY
	});
	if (!draft) return result;
	const seq = (count?.seq ?? 0) + 1;
	const event: AttendanceEvent = { ...draft, incarnation: self.incarnation, seq };
	await Promise.all([
		events.add(rowOf(event, { own: 1, owed: 1 })),
		counter.put({ key: 'this', seq }),
		closed.length > 0 ? papers.bulkAdd([...closed]) : null
	]);
	return result;
}

/** Who is known by a badge, be it the one they have or one they had. */
async function bearers({ roster }: Tables, badge: BadgeHash): Promise<RosterEntry[]> {
	const [holding, before] = await Promise.all([
		roster.where('badge').equals(badge).toArray(),
		roster.where('replaced').equals(badge).toArray()
	]);
	return [...holding, ...before];
}

/** The few that may concern the day, of all that the year has in store. */
export function sessionsAround({ sessions }: Tables, now: number): Promise<Session[]> {
	return sessions
		.where('endsAt')
		.between(now - AROUND_MS, now + AROUND_MS)
		.toArray();
}

/** In which zone the tablet stands. */
export async function zoneIn({ identity }: Tables): Promise<Zone> {
	return (await identity.get('this'))?.zone ?? SEOUL;
}

/** How many a session expects, has here and has seen leave; without a session, of today's strangers. */
export async function countsIn(
	tables: Tables,
	session: SessionId | null,
	now: number,
	known?: Zone
): Promise<DoorCounts> {
	const { events, roster, sessions } = tables;
	const [zone, on, entries, rows] = await Promise.all([
		known ?? zoneIn(tables),
		session ? sessions.get(session) : undefined,
		session ? roster.where('session').equals(session).toArray() : [],
		events
			.where('session')
			.equals(session ?? '')
			.toArray()
	]);
	const today = dayOf(now, zone);
	const relevant = [...visits(countable(rows), zone, identifyBy(ownersOf(entries)))]
		.filter(([key, visit]) => visit.session !== null || key.startsWith(today))
		.map(([, visit]) => (on ? concluded(on, visit, now) : visit));
	const count = (state: Visit['state']) => relevant.filter((visit) => visit.state === state).length;
	return { expected: entries.length, here: count('here'), gone: count('gone') };
}
