import * as v from 'valibot';
import type { AttendanceEvent, Who } from '#domain/event.ts';
import {
	EventId,
	Incarnation,
	ParticipantId,
	ProvisionalId,
	SchoolId,
	SessionId,
	SiteId
} from '#domain/id.ts';
import type { RosterEntry } from '#domain/roster.ts';
import type { Session } from '#domain/session.ts';
import { badgeOf, mint, type Token } from '#domain/token.ts';
import { randomFrom } from '../random.ts';

/** The nth id of a kind: readable in a failing test, valid everywhere. */
function nth(kind: string, n: number): string {
	return `${kind.repeat(8)}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

export const sessionId = (n: number) => v.parse(SessionId, nth('5', n));
export const schoolId = (n: number) => v.parse(SchoolId, nth('7', n));
export const siteId = (n: number) => v.parse(SiteId, nth('6', n));
export const participantId = (n: number) => v.parse(ParticipantId, nth('a', n));
export const provisionalId = (n: number) => v.parse(ProvisionalId, nth('b', n));
export const eventId = (n: number) => v.parse(EventId, nth('e', n));
export const incarnation = (n: number) => v.parse(Incarnation, nth('c', n));

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** 09:30 in Seoul on Tuesday, 24 November 2026. */
export const START = Date.parse('2026-11-24T09:30:00+09:00');

/** A session from 09:30 to 11:30: doors an hour before, grace and minimum stay of ten minutes. */
export function session(changes: Partial<Session> = {}): Session {
	return {
		id: sessionId(1),
		site: siteId(1),
		program: '동네 빵집의 하루',
		startsAt: START,
		endsAt: START + 2 * HOUR,
		openBeforeMs: HOUR,
		graceMs: 10 * MINUTE,
		stayMs: 10 * MINUTE,
		cancelled: false,
		...changes
	};
}

export const token = (n: number): Token => mint(randomFrom(n));

export function entry(n: number, changes: Partial<RosterEntry> = {}): RosterEntry {
	return {
		session: sessionId(1),
		participant: participantId(n),
		badge: badgeOf(token(n)),
		sealed: null,
		...changes
	};
}

export const participant = (n: number): Who => ({
	kind: 'participant',
	participant: participantId(n),
	badge: badgeOf(token(n))
});

type Kind = AttendanceEvent['kind'];
type Of<K extends Kind> = Extract<AttendanceEvent, { kind: K }>;

/** An event of participant 1 in session 1; `n` is its number and orders its id. */
export function event<K extends Kind>(
	n: number,
	kind: K,
	changes: Partial<Omit<Of<K>, 'kind'>> = {}
): AttendanceEvent {
	return {
		version: 1,
		id: eventId(n),
		incarnation: incarnation(1),
		seq: n,
		kind,
		at: START,
		skew: 0,
		session: sessionId(1),
		who: participant(1),
		boot: nth('d', 1),
		mono: 0,
		...changes
	} as AttendanceEvent;
}
