import { sessionBoard, type Attendance, type Person, type SessionBoard } from '#domain/board.ts';
import type { Who } from '#domain/event.ts';
import { happenings, type Happening } from '#domain/happening.ts';
import type { SessionId } from '#domain/id.ts';
import { ownersOf, type RosterEntry } from '#domain/roster.ts';
import { byClock, type Session } from '#domain/session.ts';
import type { StaffName } from '#domain/staff-lock.ts';
import { identifyBy, visits } from '#domain/visits.ts';
import type { Journal } from '#kiosk/journal.ts';
import type { Vault } from '#kiosk/vault.ts';

/** Somebody in a session, and by whom events name them. */
export interface Present extends Attendance {
	readonly who: Who;
}

/** What staff see of one session. */
export interface StaffView {
	readonly session: Session;
	/** All sessions of today here, this one included. */
	readonly sessions: readonly Session[];
	readonly people: readonly Present[];
	readonly tally: SessionBoard['tally'];
	readonly expected: number;
	readonly log: readonly Happening[];
	readonly nameOf: (who: Who) => string | null;
}

/**
 * Reads what staff see of a session, of the chosen one if it is one of today's. `at` is the tablet's own
 * clock. Null where there is nothing today.
 */
export async function readStaffView(
	journal: Journal,
	vault: Vault,
	at: number,
	chosen: SessionId | null
): Promise<StaffView | null> {
	const [{ skew }, identity] = await Promise.all([journal.contact(), journal.identity()]);
	if (!identity) return null;
	const now = at + skew;
	const sessions = await journal.today(now, identity.zone);
	const session = sessions.find(({ id }) => id === chosen) ?? byClock(sessions, now)[0];
	if (!session) return null;
	const entries = await journal.rosterOf(session.id);
	const names = await vault.names(session.id);
	// Who arrives for another session has left this one: all of the day's are needed.
	const events = (await Promise.all(sessions.map(({ id }) => journal.eventsOf(id)))).flat();
	const identify = identifyBy(ownersOf(entries));
	const all = visits(events, identity.zone, identify);
	const roster = entries.map((entry) => asPerson(entry, names.get(entry.participant)));
	const people = new Map(roster.map((person) => [person.id, person]));
	const board = sessionBoard(session, '', roster, all.values(), people, now);
	return {
		session,
		sessions,
		people: board.people.map((attendance): Present => {
			const who = all.get(attendance.key)?.who ?? whoIs(attendance);
			return { ...attendance, who };
		}),
		tally: board.tally,
		expected: board.expected,
		log: happenings(
			events.filter((event) => event.session === session.id),
			identify
		),
		nameOf: (who) =>
			who.kind === 'participant' ? (people.get(who.participant)?.name ?? null) : null
	};
}

/** Without a name where it cannot be opened. */
function asPerson({ participant }: RosterEntry, known: StaffName | undefined): Person {
	const { name, school, group, number } = known ?? {
		name: '',
		school: '',
		group: '',
		number: null
	};
	return { id: participant, name, school, schoolId: null, group, number };
}

/** Somebody of whom there is no event yet. */
function whoIs({ person }: Attendance): Who {
	return person ? { kind: 'participant', participant: person.id, badge: null } : { kind: 'nobody' };
}
