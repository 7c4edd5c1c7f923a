import type { CenterId, SessionId } from '#domain/id.ts';
import { bandOf, commonBand, type Band } from '#domain/rating/band.ts';
import type { SchoolLevel } from '#domain/school.ts';
import { identifyBy, visits } from '#domain/visits.ts';
import { ownersOf } from '#server/board.ts';
import { zoneOf } from '#server/centers.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { eventsOf, lockHead } from '#server/ledger.ts';

/** So many sessions' events are in memory at once. */
const SESSIONS_AT_ONCE = 100;

/**
 * Counts anew how many came to the sessions that the ledger has said anything of since they were counted
 * last, and for whom they were. The ledger's positions have no gap, so that nothing is missed; what
 * is kept is never taken for the truth, and everything that has news is counted from all its events.
 */
export async function countTurnout(store: Store, center: CenterId): Promise<void> {
	const { reader } = store;
	const head = await reader
		.selectFrom('center_head')
		.select(['position', 'turnout_through'])
		.where('center_id', '=', center)
		.executeTakeFirst();
	if (!head || head.position === head.turnout_through) return;
	const rows = await reader
		.selectFrom('ledger')
		.select('session_id')
		.distinct()
		.where('center_id', '=', center)
		.where('position', '>', head.turnout_through)
		.where('session_id', 'is not', null)
		.execute();
	const sessions = rows.flatMap(({ session_id }) => (session_id ? [session_id] : []));
	for (let from = 0; from < sessions.length; from += SESSIONS_AT_ONCE) {
		await keep(store, center, head, sessions.slice(from, from + SESSIONS_AT_ONCE));
	}
	await store.write((trx) =>
		trx
			.updateTable('center_head')
			.set({ turnout_through: head.position })
			.where('center_id', '=', center)
			.where('turnout_through', '<', head.position)
			.execute()
	);
}

async function keep(
	store: Store,
	center: CenterId,
	head: { readonly turnout_through: number },
	sessions: readonly SessionId[]
): Promise<void> {
	const present = await presentIn(store.reader, center, sessions);
	const rosters = await rostersOf(store.reader, center, sessions);
	await store.write(async (trx) => {
		await lockHead(trx, center);
		const { turnout_through } = await trx
			.selectFrom('center_head')
			.select('turnout_through')
			.where('center_id', '=', center)
			.executeTakeFirstOrThrow();
		// Somebody else has counted further meanwhile, also these.
		if (turnout_through > head.turnout_through) return;
		await trx
			.insertInto('turnout')
			.values(
				sessions.map((session) => ({
					center_id: center,
					session_id: session,
					present: present.get(session) ?? 0,
					level: rosters.get(session)?.level ?? null,
					band: rosters.get(session)?.band ?? commonBand([])
				}))
			)
			.onConflict((conflict) =>
				conflict.columns(['center_id', 'session_id']).doUpdateSet(({ ref }) => ({
					present: ref('excluded.present'),
					level: ref('excluded.level'),
					band: ref('excluded.band')
				}))
			)
			.execute();
	});
}

/** How many were there, by their visits: who was marked absent was not. */
async function presentIn(
	reader: Reader,
	center: CenterId,
	sessions: readonly SessionId[]
): Promise<ReadonlyMap<SessionId, number>> {
	const events = await eventsOf(reader, center, sessions);
	const badges = events.flatMap(({ who }) => (who.kind === 'badge' ? [who.badge] : []));
	const owners = await ownersOf(reader, center, badges);
	const counts = new Map<SessionId, number>();
	const zone = await zoneOf(reader, center);
	for (const { session, state } of visits(events, zone, identifyBy(owners)).values()) {
		if (session === null || state === 'absent') continue;
		counts.set(session, (counts.get(session) ?? 0) + 1);
	}
	return counts;
}

/** Whom a session is for: the level of school that more than half come from, if one does, and how all are asked. */
interface Roster {
	readonly level: SchoolLevel | null;
	readonly band: Band;
}

async function rostersOf(
	reader: Reader,
	center: CenterId,
	sessions: readonly SessionId[]
): Promise<ReadonlyMap<SessionId, Roster>> {
	const rows = await reader
		.selectFrom('enrolment')
		.innerJoin('participant', (join) =>
			join
				.onRef('participant.center_id', '=', 'enrolment.center_id')
				.onRef('participant.id', '=', 'enrolment.participant_id')
		)
		.leftJoin('school', (join) =>
			join
				.onRef('school.center_id', '=', 'participant.center_id')
				.onRef('school.id', '=', 'participant.school_id')
		)
		.select(['enrolment.session_id as session', 'school.level'])
		.select(['participant.grade', 'participant.age_band'])
		.where('enrolment.center_id', '=', center)
		.where('enrolment.session_id', 'in', [...sessions])
		.where('enrolment.removed', '=', 0)
		.execute();
	const rosters = new Map<SessionId, Roster>();
	for (const [session, people] of Map.groupBy(rows, (row) => row.session)) {
		const levels = Map.groupBy(people, ({ level }) => level);
		const [level = null] = [...levels].find(([, own]) => own.length * 2 > people.length) ?? [];
		const bands = people.map(({ level, age_band, grade }) => bandOf(level ?? age_band, grade));
		rosters.set(session, { level, band: commonBand(bands) });
	}
	return rosters;
}
