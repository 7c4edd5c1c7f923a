import { keyOf, type AttendanceEvent, type Who } from '#domain/event.ts';
import type { RosterEntry } from '#domain/roster.ts';
import type { Session } from '#domain/session.ts';
import type { BadgeHash } from '#domain/token.ts';
import { matches, notTakenBack, type Named, type Visit } from '#domain/visits.ts';
import { countable, type EventRow } from '#kiosk/kept.ts';
import type { Tables } from '#kiosk/shelf.ts';

/** Between what the keys of those lie whom no name is known of: the sign that follows a colon is a semicolon. */
const NAMELESS = [
	['badge:', 'badge;'],
	['provisional:', 'provisional;']
] as const;

/**
 * All that is recorded about whoever holds a badge: under its own name, under its owner's, and under none, of
 * which staff have said since that it was them.
 */
export async function recorded(
	tables: Tables,
	badge: BadgeHash,
	entries: readonly RosterEntry[],
	around: Promise<readonly Session[]>
): Promise<EventRow[]> {
	const owners = entries.map(({ participant }): Named => ({
		kind: 'participant',
		participant,
		badge
	}));
	const [known, nameless] = await Promise.all([
		rowsAbout(tables, [{ kind: 'badge', badge }, ...owners]),
		givenTo(tables, owners, around)
	]);
	const owner = owners.length === 0 ? ownerSaid(countable(known), badge) : undefined;
	if (!owner) return [...known, ...nameless];
	const [own, others] = await Promise.all([
		rowsAbout(tables, [owner]),
		givenTo(tables, [owner], around)
	]);
	return [...known, ...own, ...others];
}

/**
 * The visits as a badge's scan looks for them. One that no roster knows is looked for under its own name, for what
 * staff said of it can be taken back; what they said makes its visits those of somebody else.
 */
export function seenBy(
	badge: BadgeHash,
	events: readonly AttendanceEvent[],
	all: ReadonlyMap<string, Visit>
): ReadonlyMap<string, Visit> {
	const owner = ownerSaid(events, badge);
	if (!owner) return all;
	const [theirs, its] = [keyOf(owner), keyOf({ kind: 'badge', badge })];
	const again = [...all]
		.filter(([key]) => key.endsWith(theirs))
		.map(([key, visit]): [string, Visit] => [key.slice(0, -theirs.length) + its, visit]);
	return new Map([...all, ...again]);
}

/** Whose badge it is by what staff said. */
function ownerSaid(events: readonly AttendanceEvent[], badge: BadgeHash): Named | undefined {
	return matches(notTakenBack(events)).get(keyOf({ kind: 'badge', badge }));
}

async function rowsAbout({ events }: Tables, people: readonly Who[]): Promise<EventRow[]> {
	// Not `anyOf`, which goes from one to the next.
	const rows = await Promise.all(
		[...new Set(people.map(keyOf))].map((about) => events.where('about').equals(about).toArray())
	);
	return rows.flat();
}

/**
 * What is recorded around today about those without a name of whom staff have said that they are one of these
 * people. Keys first, for those without a name are few, and a whole day is many rows.
 */
async function givenTo(
	{ events }: Tables,
	people: readonly Named[],
	around: Promise<readonly Session[]>
): Promise<EventRow[]> {
	if (people.length === 0) return [];
	const [sessions, ...nameless] = await Promise.all([
		around,
		...NAMELESS.map(([from, to]) => events.where('about').between(from, to).primaryKeys())
	]);
	const candidates = new Set(nameless.flat());
	if (candidates.size === 0) return [];
	// Where no session is on, it is the empty one.
	const there = await Promise.all(
		['', ...sessions.map(({ id }) => id)].map((session) =>
			events.where('session').equals(session).primaryKeys()
		)
	);
	const rows = await events.bulkGet(there.flat().filter((id) => candidates.has(id)));
	const found = rows.filter((row) => row !== undefined);
	const ids = new Set(people.map(({ participant }) => participant));
	const theirs = new Set(
		found
			.filter(({ event }) => event.kind === 'match' && ids.has(event.participant as never))
			.map(({ about }) => about)
	);
	return found.filter(({ about }) => theirs.has(about));
}
