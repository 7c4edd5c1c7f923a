import type { SessionBoard } from '#domain/board.ts';
import { bounds, dayOf } from '#domain/day.ts';
import type { CenterId, ProgramId, SessionId, SiteId } from '#domain/id.ts';
import type { Session } from '#domain/session.ts';
import type { Slot } from '#domain/session-plan.ts';
import { zoneOf } from '#server/centers.ts';
import { sessionBoardsOf } from '#server/board.ts';
import type { Reader } from '#server/database/store.ts';
import { eventsOf } from '#server/ledger.ts';
import { asSession, selectSessions, sessionsBetween } from '#server/sessions.ts';

export const OCCASIONS_A_PAGE = 50;

/** A session as the calendar shows it. */
export interface Occasion extends Session {
	readonly programId: ProgramId;
	readonly siteName: string;
	readonly capacity: number | null;
	/** How many are on the roster. */
	readonly enrolled: number;
	readonly note: string;
	readonly cancelReason: string | null;
}

/** Which sessions are meant: all of a center's, or those of a program, of a site, or of both. */
export interface Choice {
	readonly program: ProgramId | null;
	readonly site: SiteId | null;
}

type Stretch = { readonly from: number; readonly to: number };

/** The sessions that touch a stretch of time, by their start. */
export async function agenda(
	reader: Reader,
	center: CenterId,
	stretch: Stretch,
	choice: Choice
): Promise<Occasion[]> {
	const rows = await selectOccasions(reader, center, choice)
		.where('session.ends_at', '>', stretch.from)
		.where('session.starts_at', '<', stretch.to)
		.orderBy('session.starts_at')
		.orderBy('session.id')
		.execute();
	return rows.map(asOccasion);
}

/** A page of the sessions that begin in a stretch of time; `page` is counted from 1. */
export async function agendaPage(
	reader: Reader,
	center: CenterId,
	stretch: Stretch,
	choice: Choice,
	page: number
): Promise<readonly Occasion[]> {
	// First which ones, then all about them: a database may else count the rosters of all that it skips.
	const those = chosenWithin(reader, center, stretch, choice)
		.select('id')
		.orderBy('starts_at')
		.orderBy('id')
		.limit(OCCASIONS_A_PAGE)
		.offset((page - 1) * OCCASIONS_A_PAGE);
	const rows = await selectOccasions(reader, center, choice)
		.where('session.id', 'in', those)
		.orderBy('session.starts_at')
		.orderBy('session.id')
		.execute();
	return rows.map(asOccasion);
}

/** How many sessions begin in a stretch of time. */
export async function countOccasions(
	reader: Reader,
	center: CenterId,
	stretch: Stretch,
	choice: Choice
): Promise<number> {
	const { count } = await chosenWithin(reader, center, stretch, choice)
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** Whether there is any session at all that is meant. */
export async function hasOccasions(
	reader: Reader,
	center: CenterId,
	choice: Choice
): Promise<boolean> {
	const ever = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };
	const some = await chosenWithin(reader, center, ever, choice)
		.select('id')
		.limit(1)
		.executeTakeFirst();
	return some !== undefined;
}

/** One session of a center; null if it has none of this id. */
export async function occasionOf(
	reader: Reader,
	center: CenterId,
	id: SessionId
): Promise<Occasion | null> {
	const row = await selectOccasions(reader, center, { program: null, site: null })
		.where('session.id', '=', id)
		.executeTakeFirst();
	return row ? asOccasion(row) : null;
}

/** The other sessions at the same site that one, if it lay at these times, could be in the way of. */
export async function neighboursOf(
	reader: Reader,
	center: CenterId,
	slots: readonly Slot[],
	except: SessionId | null
): Promise<Occasion[]> {
	const [first] = slots;
	if (!first) return [];
	const stretch = {
		from: Math.min(...slots.map(({ startsAt }) => startsAt)),
		to: Math.max(...slots.map(({ endsAt }) => endsAt))
	};
	const there = await agenda(reader, center, stretch, { program: null, site: first.site });
	return there.filter(({ id }) => id !== except);
}

/** The next sessions from a moment on for which each word names the program or the site; at most so many. */
export async function comingOf(
	reader: Reader,
	center: CenterId,
	named: readonly {
		readonly programs: readonly ProgramId[];
		readonly sites: readonly SiteId[];
	}[],
	from: number,
	limit: number
): Promise<Occasion[]> {
	if (named.some(({ programs, sites }) => programs.length + sites.length === 0)) return [];
	let chosen = selectOccasions(reader, center, { program: null, site: null });
	for (const { programs, sites } of named) {
		chosen = chosen.where((eb) =>
			eb.or([
				...(programs.length > 0 ? [eb('session.program_id', 'in', [...programs])] : []),
				...(sites.length > 0 ? [eb('session.site_id', 'in', [...sites])] : [])
			])
		);
	}
	const rows = await chosen
		.where('session.starts_at', '>=', from)
		.orderBy('session.starts_at')
		.orderBy('session.id')
		.limit(limit)
		.execute();
	return rows.map(asOccasion);
}

/** The next sessions that take place and are not over yet, the earliest first; at most so many. */
export async function sessionsAhead(
	reader: Reader,
	center: CenterId,
	now: number,
	limit: number
): Promise<Occasion[]> {
	const rows = await selectOccasions(reader, center, { program: null, site: null })
		.where('session.ends_at', '>', now)
		.where('session.cancelled', '=', 0)
		.orderBy('session.starts_at')
		.orderBy('session.id')
		.limit(limit)
		.execute();
	return rows.map(asOccasion);
}

/** How a session went, or goes: everybody on its roster and whoever came besides. */
export async function courseOf(
	reader: Reader,
	center: CenterId,
	occasion: Occasion,
	now: number
): Promise<SessionBoard> {
	const zone = await zoneOf(reader, center);
	const placed = [{ session: occasion, site: occasion.siteName }];
	// Who arrives for another session has left this one: all of the day's are needed.
	const day = bounds(dayOf(occasion.startsAt, zone), zone);
	const elsewhere = (await sessionsBetween(reader, center, day)).flatMap(({ session: { id } }) =>
		id === occasion.id ? [] : [id]
	);
	const others = await eventsOf(reader, center, elsewhere);
	const [board] = (await sessionBoardsOf(reader, center, zone, placed, others, now)).sessions;
	if (!board) throw new Error('A session without a board');
	return board;
}

function chosenWithin(
	reader: Reader,
	center: CenterId,
	stretch: Stretch,
	{ program, site }: Choice
) {
	return reader
		.selectFrom('session')
		.where('center_id', '=', center)
		.where('removed', '=', 0)
		.where('starts_at', '>=', stretch.from)
		.where('starts_at', '<', stretch.to)
		.$if(program !== null, (query) => query.where('program_id', '=', program))
		.$if(site !== null, (query) => query.where('site_id', '=', site));
}

function selectOccasions(reader: Reader, center: CenterId, { program, site }: Choice) {
	return selectSessions(reader)
		.where('session.center_id', '=', center)
		.$if(program !== null, (query) => query.where('session.program_id', '=', program))
		.$if(site !== null, (query) => query.where('session.site_id', '=', site))
		.select((eb) =>
			eb
				.selectFrom('enrolment')
				.whereRef('enrolment.center_id', '=', 'session.center_id')
				.whereRef('enrolment.session_id', '=', 'session.id')
				.where('enrolment.removed', '=', 0)
				.select(({ fn }) => fn.countAll<number>().as('enrolled'))
				.as('enrolled')
		);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectOccasions>['execute']>>[number];

function asOccasion(row: Row): Occasion {
	return {
		...asSession(row),
		programId: row.program_id,
		siteName: row.site_name,
		capacity: row.capacity,
		enrolled: Number(row.enrolled ?? 0),
		note: row.note,
		cancelReason: row.cancel_reason
	};
}
