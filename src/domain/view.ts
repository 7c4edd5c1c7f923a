import type { Attendance, Board, SessionBoard } from '#domain/board.ts';
import { may, reachesSchool, reachesSite, type Reach, type Role } from '#domain/rights.ts';
import { tally } from '#domain/standing.ts';

/** How much of a center's day somebody sees. */
export interface View {
	readonly reach: Reach;
	/** Whether people are shown by name, or only how many they are. */
	readonly names: boolean;
	readonly tablets: boolean;
}

/** What a role sees of what it reaches. */
export function viewOf(role: Role, reach: Reach): View {
	return { reach, names: may(role, 'names.see'), tablets: may(role, 'tablets.see') };
}

/** The board as somebody may see it: their sites or their school, with or without names and tablets. */
export function seen(board: Board, { reach, names, tablets }: View): Board {
	const whole = reach.kind === 'center';
	const sessions = board.sessions
		.filter(({ session }) => reachesSite(reach, session.site))
		.map((session) => (reach.kind === 'school' ? ofSchool(session, reach) : session))
		.filter(({ people }) => reach.kind !== 'school' || people.length > 0);
	return {
		at: board.at,
		sessions: names ? sessions : sessions.map((session) => ({ ...session, people: [] })),
		// Who came where no session was on belongs to no site and, unless known, to no school.
		unplaced: names && reach.kind !== 'sites' ? board.unplaced.filter(reached(reach)) : [],
		devices: tablets ? board.devices.filter(({ siteId }) => reachesSite(reach, siteId)) : [],
		asides: whole && names ? board.asides : []
	};
}

/** How many people a board shows by name. */
export function peopleOn({ sessions, unplaced }: Board): number {
	const shown = [...sessions.flatMap(({ people }) => people), ...unplaced];
	return new Set(shown.flatMap(({ person }) => (person ? [person.id] : []))).size;
}

function ofSchool(session: SessionBoard, reach: Reach): SessionBoard {
	const people = session.people.filter(reached(reach));
	return {
		...session,
		people,
		tally: tally(people.map(({ standing }) => standing)),
		expected: people.filter(({ onRoster }) => onRoster).length
	};
}

function reached(reach: Reach): (attendance: Attendance) => boolean {
	return ({ person }) => reachesSchool(reach, person?.schoolId ?? null);
}
