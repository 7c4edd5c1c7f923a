import { keyOf, type Mark, type Who } from '#domain/event.ts';
import type { DeviceId, ParticipantId, SchoolId, SiteId } from '#domain/id.ts';
import type { Session } from '#domain/session.ts';
import { concluded, standing, STANDINGS, tally, type Standing } from '#domain/standing.ts';
import { visitKey, type Leaving, type Visit } from '#domain/visits.ts';

/** A participant as staff see them. */
export interface Person {
	readonly id: ParticipantId;
	readonly name: string;
	readonly school: string;
	/** Null for youth out of school. */
	readonly schoolId: SchoolId | null;
	/** Grade and class, for example `1-3`. */
	readonly group: string;
	readonly number: number | null;
}

/** One line of the board. */
export interface Attendance {
	/** Stable while the page is open. */
	readonly key: string;
	/** Null for a badge or a visitor whose name nobody knows yet. */
	readonly person: Person | null;
	/** Of somebody without a name: class and number, as they said; otherwise empty. */
	readonly claim: string;
	readonly standing: Standing;
	readonly onRoster: boolean;
	readonly arrivedAt: number | null;
	readonly leftAt: number | null;
	readonly leftBy: Leaving | null;
	readonly mark: Mark | null;
}

export interface SessionBoard {
	readonly session: Session;
	readonly site: string;
	readonly people: readonly Attendance[];
	readonly tally: Readonly<Record<Standing, number>>;
	/** How many the roster holds. */
	readonly expected: number;
}

/** A tablet as staff see it. */
export interface DeviceState {
	readonly id: DeviceId;
	readonly name: string;
	readonly site: string;
	readonly siteId: SiteId;
	/** Null when it was never heard of. */
	readonly seenAt: number | null;
	/** What it said it still holds when it was last heard of. */
	readonly unsent: number;
	readonly revoked: boolean;
}

/** Records of one tablet that were set aside because they could not be counted. */
export interface Aside {
	readonly device: string;
	readonly deviceId: DeviceId;
	readonly status: 'conflict' | 'quarantined';
	readonly count: number;
	/** When the last of them came. */
	readonly receivedAt: number;
}

/** Everything a center's staff watch during a day. */
export interface Board {
	/** The server's clock when it was drawn, ms since 1970. */
	readonly at: number;
	readonly sessions: readonly SessionBoard[];
	/** Who came where no session was on. */
	readonly unplaced: readonly Attendance[];
	readonly devices: readonly DeviceState[];
	readonly asides: readonly Aside[];
}

const byName = new Intl.Collator('ko');
const inOrderOfNumbers = new Intl.Collator('ko', { numeric: true });

/** Sets a session's roster against its visits: everybody expected, and whoever came besides. */
export function sessionBoard(
	session: Session,
	site: string,
	roster: readonly Person[],
	visits: Iterable<Visit>,
	people: ReadonlyMap<ParticipantId, Person>,
	now: number
): SessionBoard {
	const bySomebody = new Map<string, Visit>();
	for (const visit of visits) {
		if (visit.session !== session.id) continue;
		bySomebody.set(visitKey(session.id, visit.who), concluded(session, visit, now));
	}
	const enrolled = roster.map((person): Attendance => {
		const who: Who = { kind: 'participant', participant: person.id, badge: null };
		const key = visitKey(session.id, who);
		const visit = bySomebody.get(key);
		bySomebody.delete(key);
		return {
			key,
			person,
			claim: '',
			onRoster: true,
			standing: standing(session, visit, now),
			...times(visit)
		};
	});
	const others = [...bySomebody].map(([key, visit]): Attendance => ({
		...unexpected(visit, people),
		key,
		standing: standing(session, visit, now)
	}));
	const everybody = [...enrolled, ...others].sort(inOrder);
	return {
		session,
		site,
		people: everybody,
		tally: tally(everybody.map(({ standing }) => standing)),
		expected: roster.length
	};
}

/** Somebody who is on no roster of the session, or came when there was none. */
export function unexpected(visit: Visit, people: ReadonlyMap<ParticipantId, Person>): Attendance {
	const { who } = visit;
	const person = who.kind === 'participant' ? people.get(who.participant) : null;
	return {
		key: keyOf(who),
		person: person ?? null,
		claim: who.kind === 'provisional' ? (who.claim ?? '') : '',
		onRoster: false,
		standing: visit.state,
		...times(visit)
	};
}

function times(
	visit: Visit | undefined
): Pick<Attendance, 'arrivedAt' | 'leftAt' | 'leftBy' | 'mark'> {
	return {
		arrivedAt: visit?.arrivedAt ?? null,
		leftAt: visit?.leftAt ?? null,
		leftBy: visit?.leftBy ?? null,
		mark: visit?.mark ?? null
	};
}

/** Whoever needs attention first, then by name; the nameless at the end of each. */
function inOrder(a: Attendance, b: Attendance): number {
	return (
		STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
		Number(a.person === null) - Number(b.person === null) ||
		byName.compare(a.person?.name ?? '', b.person?.name ?? '') ||
		(a.key < b.key ? -1 : 1)
	);
}

/** People by their class, the classes in their order; whoever has none comes under an empty text. */
export function byClass<One extends Attendance>(people: readonly One[]): [string, One[]][] {
	const classes = new Map<string, One[]>();
	for (const one of people) {
		const group = one.person?.group ?? '';
		classes.set(group, [...(classes.get(group) ?? []), one]);
	}
	return [...classes].sort(([a], [b]) => inOrderOfNumbers.compare(a, b));
}
