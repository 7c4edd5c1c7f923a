import { monthOf, type Month } from '#domain/calendar.ts';
import { dayOf } from '#domain/day.ts';
import type { CenterId, ProgramId, SessionId, SiteId } from '#domain/id.ts';
import { AT_TABLETS, PAPERS_EACH } from '#domain/rating/ballot.ts';
import { CLOSES_AFTER_END_MS } from '#domain/session.ts';
import { notTakenBack } from '#domain/visits.ts';
import { zoneOf } from '#server/centers.ts';
import type { Reader } from '#server/database/store.ts';
import { eventsOf } from '#server/ledger.ts';

/** Tablets that do not come back are waited for no longer than this after a session was closed. */
const WAITED_MS = 24 * 60 * 60_000;
/** Who was not there the day before will not be there for this session either. */
const ABOUT_MS = 24 * 60 * 60_000;

/** Where ballots were given. */
export interface Place {
	readonly session: SessionId;
	readonly program: ProgramId;
	readonly month: Month;
	/** How many lie in the urn, whoever put them in. */
	readonly papers: number;
	/** How many papers of tablets must be among them; none any longer of a session that was waited for. */
	readonly expected: number;
}

/**
 * The closed sessions whose ballots wait in the urn, and for which no tablet has to be waited for any longer.
 * A closed ballot does not say how it came: whether what is expected of tablets is there is certain only once
 * they are open.
 */
export async function dueIn(reader: Reader, center: CenterId, now: number): Promise<Place[]> {
	const zone = await zoneOf(reader, center);
	const rows = await reader
		.selectFrom('urn')
		.innerJoin('session', (join) =>
			join
				.onRef('session.center_id', '=', 'urn.center_id')
				.onRef('session.id', '=', 'urn.session_id')
		)
		.select(['session.id', 'session.program_id', 'session.site_id'])
		.select(['session.starts_at', 'session.ends_at'])
		.select(({ fn }) => fn.countAll<number>().as('papers'))
		.where('urn.center_id', '=', center)
		.where('session.ends_at', '<=', now - CLOSES_AFTER_END_MS)
		.groupBy(['session.id', 'session.program_id', 'session.site_id'])
		.groupBy(['session.starts_at', 'session.ends_at'])
		.orderBy('session.starts_at')
		.orderBy('session.id')
		.execute();
	const due: Place[] = [];
	for (const row of rows) {
		const papers = Number(row.papers);
		const closedAt = row.ends_at + CLOSES_AFTER_END_MS;
		const on = { site: row.site_id, startsAt: row.starts_at, closedAt };
		const waitedFor = now >= closedAt + WAITED_MS;
		if (!waitedFor && (await anyAwaited(reader, center, on))) continue;
		const expected = waitedFor ? 0 : await expectedOf(reader, center, row.id);
		if (papers < expected) continue;
		const month = monthOf(dayOf(row.starts_at, zone));
		due.push({ session: row.id, program: row.program_id, month, papers, expected });
	}
	return due;
}

/** Whether a tablet of the site, that was about that day, has not been heard since the session was closed. */
async function anyAwaited(
	reader: Reader,
	center: CenterId,
	on: { readonly site: SiteId; readonly startsAt: number; readonly closedAt: number }
): Promise<boolean> {
	const row = await reader
		.selectFrom('device')
		.select('id')
		.where('center_id', '=', center)
		.where('site_id', '=', on.site)
		.where('revoked_at', 'is', null)
		.where('seen_at', '>', on.startsAt - ABOUT_MS)
		.where((eb) => eb.or([eb('seen_at', '<', on.closedAt), eb('unsent', '>', 0)]))
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** How many papers must still come from tablets: those of everybody who answered and was not yet counted. */
async function expectedOf(reader: Reader, center: CenterId, session: SessionId): Promise<number> {
	const events = await eventsOf(reader, center, [session]);
	const rated = notTakenBack(events).filter(({ kind }) => kind === 'rated').length;
	const { counted } = await reader
		.selectFrom('rating')
		.select(({ fn }) => fn.countAll<number>().as('counted'))
		.where('center_id', '=', center)
		.where('session_id', '=', session)
		.where('way', 'in', AT_TABLETS)
		.executeTakeFirstOrThrow();
	return Math.max(0, rated - Number(counted)) * PAPERS_EACH;
}
