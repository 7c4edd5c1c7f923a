import { sessionBoard, unexpected, type Aside, type Board, type Person } from '#domain/board.ts';
import { bounds, dayOf } from '#domain/day.ts';
import type { CenterId, ParticipantId, SessionId } from '#domain/id.ts';
import type { AttendanceEvent } from '#domain/event.ts';
import type { Session } from '#domain/session.ts';
import type { BadgeHash } from '#domain/token.ts';
import type { Zone } from '#domain/zone.ts';
import { identifyBy, visits, type Visit } from '#domain/visits.ts';
import { undecided } from '#server/aside-inbox.ts';
import { zoneOf } from '#server/centers.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { deviceStates } from '#server/devices.ts';
import { eventsOf, eventsWithoutSession } from '#server/ledger.ts';
import { peopleByIds, rosterOf } from '#server/roster.ts';
import { sessionsToday } from '#server/sessions.ts';

const ASIDES_SHOWN = 50;

/** Draws the board of the day it is where the center is: every session, everybody, and every tablet. */
export async function board(store: Store, center: CenterId, now: number): Promise<Board> {
	const { reader } = store;
	const zone = await zoneOf(reader, center);
	const sessions = await sessionsToday(reader, center, now);
	const unplaced = await eventsWithoutSession(reader, center, bounds(dayOf(now, zone), zone));
	return {
		at: now,
		...(await sessionBoardsOf(reader, center, zone, sessions, unplaced, now)),
		devices: await deviceStates(reader, center),
		asides: await asides(reader, center)
	};
}

/** Some sessions with everybody who is expected or came, and whoever is in none of them but among `others`. */
export async function sessionBoardsOf(
	reader: Reader,
	center: CenterId,
	zone: Zone,
	sessions: readonly { readonly session: Session; readonly site: string }[],
	others: readonly AttendanceEvent[],
	now: number
): Promise<Pick<Board, 'sessions' | 'unplaced'>> {
	const ids = sessions.map(({ session }) => session.id);
	const events = [...(await eventsOf(reader, center, ids)), ...others];
	const owners = await ownersOf(
		reader,
		center,
		events.flatMap(({ who }) => (who.kind === 'badge' ? [who.badge] : []))
	);
	const all = [...visits(events, zone, identifyBy(owners)).values()];
	const rosters = await rosterOf(reader, center, ids);
	const people = await known(reader, center, rosters, all);
	return {
		sessions: sessions.map(({ session, site }) =>
			sessionBoard(session, site, rosters.get(session.id) ?? [], all, people, now)
		),
		unplaced: all
			.filter(({ session }) => session === null)
			.map((visit) => unexpected(visit, people))
	};
}

/** Whose badges these are, replaced ones included. */
export async function ownersOf(
	reader: Reader,
	center: CenterId,
	badges: readonly BadgeHash[]
): Promise<ReadonlyMap<BadgeHash, ParticipantId>> {
	if (badges.length === 0) return new Map();
	const rows = await reader
		.selectFrom('badge')
		.select(['hash', 'participant_id'])
		.where('center_id', '=', center)
		.where('hash', 'in', [...new Set(badges)])
		.execute();
	return new Map(rows.map((row) => [row.hash, row.participant_id]));
}

/** Everybody on the rosters, and those who came without being on one. */
async function known(
	reader: Reader,
	center: CenterId,
	rosters: ReadonlyMap<SessionId, readonly Person[]>,
	all: readonly Visit[]
): Promise<ReadonlyMap<ParticipantId, Person>> {
	const people = new Map([...rosters.values()].flat().map((person) => [person.id, person]));
	const others = all.flatMap(({ who }) =>
		who.kind === 'participant' && !people.has(who.participant) ? [who.participant] : []
	);
	for (const person of await peopleByIds(reader, center, others)) people.set(person.id, person);
	return people;
}

async function asides(reader: Reader, center: CenterId): Promise<Aside[]> {
	const rows = await reader
		.selectFrom('quarantine')
		.innerJoin('device', (join) =>
			join
				.onRef('device.center_id', '=', 'quarantine.center_id')
				.onRef('device.id', '=', 'quarantine.device_id')
		)
		.select(['device.name as device', 'device.id as deviceId', 'quarantine.status'])
		.select(({ fn }) => [
			fn.countAll<number>().as('count'),
			fn.max('quarantine.received_at').as('receivedAt')
		])
		.where('quarantine.center_id', '=', center)
		.where(undecided)
		.groupBy(['device.id', 'device.name', 'quarantine.status'])
		.orderBy('receivedAt', 'desc')
		.limit(ASIDES_SHOWN)
		.execute();
	return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
