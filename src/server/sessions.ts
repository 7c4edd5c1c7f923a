import { bounds, dayOf } from '#domain/day.ts';
import type { CenterId, ProgramId, SessionId, SiteId } from '#domain/id.ts';
import { byClock, type Session } from '#domain/session.ts';
import { zoneOf } from '#server/centers.ts';
import type { Schema } from '#server/database/schema.ts';
import type { Reader, Writing } from '#server/database/store.ts';
import { revise } from '#server/ledger.ts';
import type { Insertable, Selectable } from 'kysely';

/** A tablet forgets a session a day after its end (names are erased then); older ones are not sent. */
export const KEPT_AFTER_END_MS = 24 * 60 * 60_000;

export type NewSession = Omit<
	Insertable<Schema['session']>,
	'center_id' | 'revision' | 'cancelled' | 'cancel_reason' | 'removed'
>;

/** Prepares sessions; the tablets of their sites hear of them with the next pull. */
export async function addSessions(
	trx: Writing,
	center: CenterId,
	sessions: readonly NewSession[]
): Promise<void> {
	const first = await revise(trx, center, sessions.length);
	for (const [index, session] of sessions.entries()) {
		await trx
			.insertInto('session')
			.values({ ...session, center_id: center, cancelled: 0, revision: first + index })
			.execute();
	}
}

/**
 * Gives all sessions of a program that tablets may still hold a new revision, so that they hear of what
 * changed about them: each its own, for a page of changes may end anywhere.
 */
export async function announceSessions(
	trx: Writing,
	center: CenterId,
	{ program }: { readonly program: ProgramId },
	now: number
): Promise<void> {
	const rows = await trx
		.selectFrom('session')
		.select('id')
		.where('center_id', '=', center)
		.where('program_id', '=', program)
		.where('ends_at', '>', now - KEPT_AFTER_END_MS)
		.execute();
	const first = await revise(trx, center, rows.length);
	for (const [index, { id }] of rows.entries()) {
		await trx
			.updateTable('session')
			.set({ revision: first + index })
			.where('center_id', '=', center)
			.where('id', '=', id)
			.execute();
	}
}

/** The sessions that touch a stretch of time, by their start, each with the name of its site. */
export async function sessionsBetween(
	reader: Reader,
	center: CenterId,
	stretch: { readonly from: number; readonly to: number }
): Promise<{ readonly session: Session; readonly site: string }[]> {
	const rows = await selectSessions(reader)
		.where('session.center_id', '=', center)
		.where('session.ends_at', '>', stretch.from)
		.where('session.starts_at', '<', stretch.to)
		.orderBy('session.starts_at')
		.orderBy('program.name')
		.orderBy('session.id')
		.execute();
	return rows.map((row) => ({ site: row.site_name, session: asSession(row) }));
}

/** The sessions of the day it is where the center is. */
export async function sessionsToday(reader: Reader, center: CenterId, now: number) {
	const zone = await zoneOf(reader, center);
	return sessionsBetween(reader, center, bounds(dayOf(now, zone), zone));
}

/** Which door somebody who opens a kiosk now most likely wants; null on a day without sessions. */
export async function doorNow(
	reader: Reader,
	center: CenterId,
	now: number
): Promise<{
	readonly session: SessionId;
	readonly site: SiteId;
	readonly siteName: string;
} | null> {
	const today = await sessionsToday(reader, center, now);
	const [session] = byClock(
		today.map(({ session }) => session),
		now
	);
	const place = today.find((each) => each.session === session);
	return place
		? { session: place.session.id, site: place.session.site, siteName: place.site }
		: null;
}

/** The session of a row that `selectSessions` gave. */
export function asSession(
	row: Selectable<Schema['session']> & {
		readonly program_name: string;
		readonly program_kind: string;
	}
): Session {
	return {
		id: row.id,
		site: row.site_id,
		program: row.program_name,
		kind: row.program_kind,
		startsAt: row.starts_at,
		endsAt: row.ends_at,
		openBeforeMs: row.open_before_ms,
		graceMs: row.grace_ms,
		stayMs: row.stay_ms,
		cancelled: row.cancelled === 1,
		capacity: row.capacity
	};
}

/** Sessions with the names of their program and site; says nothing yet of which. */
export function selectSessions(reader: Reader) {
	return selectWithTombstones(reader).where('session.removed', '=', 0);
}

/** The same, and those that were deleted. */
export function selectWithTombstones(reader: Reader) {
	return reader
		.selectFrom('session')
		.innerJoin('program', (join) =>
			join
				.onRef('program.center_id', '=', 'session.center_id')
				.onRef('program.id', '=', 'session.program_id')
		)
		.innerJoin('site', (join) =>
			join
				.onRef('site.center_id', '=', 'session.center_id')
				.onRef('site.id', '=', 'session.site_id')
		)
		.selectAll('session')
		.select([
			'program.name as program_name',
			'program.kind as program_kind',
			'site.name as site_name'
		]);
}
