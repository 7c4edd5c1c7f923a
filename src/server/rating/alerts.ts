import { addMonths, monthOf } from '#domain/calendar.ts';
import { dayOf } from '#domain/day.ts';
import type { CenterId, SessionId } from '#domain/id.ts';
import { concernsOf, type Concern } from '#domain/rating/concern.ts';
import type { Result } from '#domain/rating/result.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { lockHead } from '#server/ledger.ts';
import { gather, partsOf, resultsOf, type Asking } from '#server/rating/results.ts';
import { change, record, type Actor } from '#server/trail.ts';

/** A session whose answers somebody should look into. */
export interface Alert {
	readonly session: SessionId;
	readonly program: string;
	readonly site: string;
	readonly startsAt: number;
	readonly concern: Concern;
	readonly result: Result;
	/** Null while nobody has. */
	readonly acknowledged: Acknowledgement | null;
}

/** Who has looked into it, and what came of it. */
export interface Acknowledgement {
	readonly at: number;
	readonly account: string;
	readonly note: string;
}

/** The alerts of this month and the one before, the latest first. */
export async function alertsOf(store: Store, asking: Asking): Promise<Alert[]> {
	const { center, zone, now } = asking;
	const to = monthOf(dayOf(now, zone));
	const gathered = await gather(store, asking, { kind: 'months', from: addMonths(to, -1), to });
	const wanted = await positiveMinOf(store.reader, center);
	const found = resultsOf(gathered)
		.filter(({ asked }) => asked.way === 'door')
		.flatMap(({ asked }) => partsOf(gathered, asked, ({ session }) => session))
		.flatMap(({ key, result }) =>
			concernsOf(result, wanted).map((concern) => ({ session: key, concern, result }))
		);
	if (found.length === 0) return [];
	const sessions = await sessionsBy(
		store.reader,
		center,
		found.map(({ session }) => session)
	);
	const acknowledged = await acknowledgementsOf(store.reader, center);
	return found
		.flatMap((alert) => {
			const about = sessions.get(alert.session);
			if (!about) return [];
			const looked = acknowledged.get(`${alert.session}/${alert.concern}`) ?? null;
			return [{ ...alert, ...about, acknowledged: looked }];
		})
		.toSorted((a, b) => b.startsAt - a.startsAt);
}

/** How many alerts nobody has looked into yet. */
export async function openAlerts(store: Store, asking: Asking): Promise<number> {
	const alerts = await alertsOf(store, asking);
	return alerts.filter(({ acknowledged }) => acknowledged === null).length;
}

/** Notes that somebody has looked into an alert. Says whether they were the first to. */
export async function acknowledge(
	store: Store,
	center: CenterId,
	by: Actor,
	{ session, concern, note }: Pick<Alert, 'session' | 'concern'> & { readonly note: string },
	now: number
): Promise<boolean> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const known = await trx
			.selectFrom('session')
			.select('id')
			.where('center_id', '=', center)
			.where('id', '=', session)
			.executeTakeFirst();
		if (!known) return false;
		const { numInsertedOrUpdatedRows } = await trx
			.insertInto('alert_acknowledgement')
			.values({
				center_id: center,
				session_id: session,
				concern,
				at: now,
				staff_id: by.id,
				account: by.email,
				note
			})
			.onConflict((conflict) =>
				conflict.columns(['center_id', 'session_id', 'concern']).doNothing()
			)
			.executeTakeFirst();
		if (numInsertedOrUpdatedRows !== 1n) return false;
		const deed = change('alerts.acknowledge', `session:${session}`, { concern });
		await record(trx, center, by, deed, now);
		return true;
	});
}

/** Which positive share a center wants at least, from 0 to 1. */
async function positiveMinOf(reader: Reader, center: CenterId): Promise<number> {
	const { positive_min_percent } = await reader
		.selectFrom('center')
		.select('positive_min_percent')
		.where('id', '=', center)
		.executeTakeFirstOrThrow();
	return positive_min_percent / 100;
}

async function sessionsBy(reader: Reader, center: CenterId, ids: readonly SessionId[]) {
	const rows = await reader
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
		.select(['session.id', 'session.starts_at', 'program.name as program', 'site.name as site'])
		.where('session.center_id', '=', center)
		.where('session.id', 'in', [...new Set(ids)])
		.execute();
	return new Map(
		rows.map(({ id, starts_at, program, site }) => [id, { startsAt: starts_at, program, site }])
	);
}

async function acknowledgementsOf(
	reader: Reader,
	center: CenterId
): Promise<ReadonlyMap<string, Acknowledgement>> {
	const rows = await reader
		.selectFrom('alert_acknowledgement')
		.select(['session_id', 'concern', 'at', 'account', 'note'])
		.where('center_id', '=', center)
		.execute();
	return new Map(
		rows.map(({ session_id, concern, ...looked }) => [`${session_id}/${concern}`, looked])
	);
}
