import * as v from 'valibot';
import { dayOf, clock, type Day } from '#domain/day.ts';
import { randomId, SessionId, type CenterId } from '#domain/id.ts';
import { slotOf, Time, type SessionDetails } from '#domain/session-plan.ts';
import type { Zone } from '#domain/zone.ts';
import { zoneOf } from '#server/centers.ts';
import type { Schema } from '#server/database/schema.ts';
import type { Reader, Store, Writing } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { lockHead, revise } from '#server/ledger.ts';
import type { Removal } from '#server/programs.ts';
import { enrolAll, participantsIn } from '#server/roster.ts';
import { addSessions, type NewSession } from '#server/sessions.ts';
import { change, record, type Actor, type Deed } from '#server/trail.ts';
import type { Selectable } from 'kysely';

const MINUTE_MS = 60_000;

/** More than a school year has weeks is a slip of the hand. */
export const COPIES_MAX = 60;

/** What became of a session that was to be planned or altered. */
export type Planned =
	| { readonly kind: 'planned'; readonly id: SessionId }
	/** It would end before it has begun. */
	| { readonly kind: 'backwards' }
	/** The center has no such session, program or site. */
	| { readonly kind: 'unknown' };

/** Plans a session. The tablets of its site hear of it with the next pull. */
export async function planSession(
	store: Store,
	center: CenterId,
	by: Actor,
	details: SessionDetails,
	now: number
): Promise<Planned> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		if (!(await exist(trx, center, details))) return { kind: 'unknown' };
		const columns = columnsOf(details, await zoneOf(trx, center));
		if (!columns) return { kind: 'backwards' };
		const id = v.parse(SessionId, randomId(randomBytes));
		await record(trx, center, by, change('session.add', `session:${id}`), now);
		await addSessions(trx, center, [{ id, ...columns }]);
		return { kind: 'planned', id };
	});
}

/**
 * Alters a session, also where and when it is. Tablets hear of it; those of a new site, or of a day that
 * had passed, hear of the whole roster as well, which they may not have been told.
 */
export async function changeSession(
	store: Store,
	center: CenterId,
	by: Actor,
	id: SessionId,
	details: SessionDetails,
	now: number
): Promise<Planned> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const before = await rowOf(trx, center, id);
		if (!before || !(await exist(trx, center, details))) return { kind: 'unknown' };
		const columns = columnsOf(details, await zoneOf(trx, center));
		if (!columns) return { kind: 'backwards' };
		const moved = before.site_id !== columns.site_id || before.starts_at !== columns.starts_at;
		await record(trx, center, by, change('session.edit', `session:${id}`, { moved }), now);
		await update(trx, center, id, columns);
		if (moved || before.ends_at !== columns.ends_at) await announceRoster(trx, center, id);
		return { kind: 'planned', id };
	});
}

/** Calls a session off, and says why; nobody is expected at its door any more. False if there is none. */
export async function cancelSession(
	store: Store,
	center: CenterId,
	by: Actor,
	id: SessionId,
	reason: string,
	now: number
): Promise<boolean> {
	return alter(
		store,
		center,
		by,
		{ ...change('session.cancel', `session:${id}`), reason },
		id,
		now,
		{
			cancelled: 1,
			cancel_reason: reason
		}
	);
}

/** Takes a cancellation back. False if there is no such session. */
export async function resumeSession(
	store: Store,
	center: CenterId,
	by: Actor,
	id: SessionId,
	now: number
): Promise<boolean> {
	return alter(store, center, by, change('session.resume', `session:${id}`), id, now, {
		cancelled: 0,
		cancel_reason: null
	});
}

/** Deletes a session that nobody was ever enrolled in and nothing was ever recorded for. */
export async function removeSession(
	store: Store,
	center: CenterId,
	by: Actor,
	id: SessionId,
	now: number
): Promise<Removal> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		if (!(await rowOf(trx, center, id))) return { kind: 'unknown' };
		for (const table of ['enrolment', 'ledger'] as const) {
			const used = await trx
				.selectFrom(table)
				.select('session_id')
				.where('center_id', '=', center)
				.where('session_id', '=', id)
				.limit(1)
				.executeTakeFirst();
			if (used) return { kind: 'in-use' };
		}
		await record(trx, center, by, change('session.remove', `session:${id}`), now);
		await update(trx, center, id, { removed: 1 });
		return { kind: 'removed' };
	});
}

/**
 * Plans the same session again on other days, at the same time of the clock, with or without everybody
 * on its roster. Returns the new ones in the order of the days; null if there is no such session.
 */
export async function copySession(
	store: Store,
	center: CenterId,
	by: Actor,
	id: SessionId,
	copies: { readonly days: readonly Day[]; readonly roster: boolean },
	now: number
): Promise<SessionId[] | null> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const details = await detailsOf(trx, center, id);
		if (!details) return null;
		const zone = await zoneOf(trx, center);
		const made = copies.days.slice(0, COPIES_MAX).flatMap((day) => {
			const columns = columnsOf({ ...details, day }, zone);
			return columns ? [{ id: v.parse(SessionId, randomId(randomBytes)), ...columns }] : [];
		});
		const people = copies.roster ? await participantsIn(trx, center, id) : [];
		await record(
			trx,
			center,
			by,
			{
				...change('session.copy', `session:${id}`, { copies: made.length }),
				people: people.length
			},
			now
		);
		await addSessions(trx, center, made);
		await enrolAll(
			trx,
			center,
			made.flatMap((session) => people.map((participant) => ({ session: session.id, participant })))
		);
		return made.map((session) => session.id);
	});
}

/** A session as it would be typed into a form; null if the center has none of this id. */
export async function detailsOf(
	reader: Reader,
	center: CenterId,
	id: SessionId
): Promise<SessionDetails | null> {
	const row = await rowOf(reader, center, id);
	if (!row) return null;
	const zone = await zoneOf(reader, center);
	return {
		program: row.program_id,
		site: row.site_id,
		day: dayOf(row.starts_at, zone),
		start: v.parse(Time, clock(row.starts_at, zone)),
		end: v.parse(Time, clock(row.ends_at, zone)),
		capacity: row.capacity,
		openBefore: row.open_before_ms / MINUTE_MS,
		grace: row.grace_ms / MINUTE_MS,
		stay: row.stay_ms / MINUTE_MS,
		note: row.note
	};
}

async function rowOf(
	reader: Reader,
	center: CenterId,
	id: SessionId
): Promise<Selectable<Schema['session']> | undefined> {
	return reader
		.selectFrom('session')
		.selectAll()
		.where('center_id', '=', center)
		.where('id', '=', id)
		.where('removed', '=', 0)
		.executeTakeFirst();
}

/** Whether program and site are this center's. */
async function exist(
	reader: Reader,
	center: CenterId,
	{ program, site }: Pick<SessionDetails, 'program' | 'site'>
): Promise<boolean> {
	const found = await reader
		.selectFrom('program')
		.innerJoin('site', 'site.center_id', 'program.center_id')
		.select('program.id')
		.where('program.center_id', '=', center)
		.where('program.id', '=', program)
		.where('site.id', '=', site)
		.executeTakeFirst();
	return found !== undefined;
}

async function alter(
	store: Store,
	center: CenterId,
	by: Actor,
	deed: Deed,
	id: SessionId,
	now: number,
	columns: { readonly cancelled: 0 | 1; readonly cancel_reason: string | null }
): Promise<boolean> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		if (!(await rowOf(trx, center, id))) return false;
		await record(trx, center, by, deed, now);
		await update(trx, center, id, columns);
		return true;
	});
}

/** Every change of a session gets a revision, by which tablets hear of it. */
async function update(
	trx: Writing,
	center: CenterId,
	id: SessionId,
	columns: Partial<Omit<NewSession, 'id'>> & {
		readonly cancelled?: 0 | 1;
		readonly cancel_reason?: string | null;
		readonly removed?: 1;
	}
): Promise<void> {
	await trx
		.updateTable('session')
		.set({ ...columns, revision: await revise(trx, center, 1) })
		.where('center_id', '=', center)
		.where('id', '=', id)
		.execute();
}

async function announceRoster(trx: Writing, center: CenterId, id: SessionId): Promise<void> {
	const people = await participantsIn(trx, center, id);
	await enrolAll(
		trx,
		center,
		people.map((participant) => ({ session: id, participant }))
	);
}

function columnsOf(details: SessionDetails, zone: Zone): Omit<NewSession, 'id'> | null {
	const slot = slotOf(details, zone);
	return (
		slot && {
			program_id: details.program,
			site_id: details.site,
			starts_at: slot.startsAt,
			ends_at: slot.endsAt,
			open_before_ms: details.openBefore * MINUTE_MS,
			grace_ms: details.grace * MINUTE_MS,
			stay_ms: details.stay * MINUTE_MS,
			capacity: details.capacity,
			note: details.note
		}
	);
}
