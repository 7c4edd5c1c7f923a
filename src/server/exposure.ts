import type { Device } from '#server/database/schema.ts';
import type { Reader } from '#server/database/store.ts';
import { KEPT_AFTER_END_MS } from '#server/sessions.ts';

/** What whoever finds a tablet could have before them: never more than this, and no name to read. */
export interface Exposure {
	/** The moment it speaks of: the last contact in service, for nothing came onto the tablet later. */
	readonly asOf: number;
	/** Enrolments whose names lie there sealed. */
	readonly entries: number;
	/** Of how many sessions, and from the start of the first to that of the last; null where there is none. */
	readonly sessions: number;
	readonly from: number | null;
	readonly to: number | null;
	/** How many of the entries the tablet will not have erased by itself by now: a day after each session. */
	readonly left: number;
}

/**
 * Counts what a tablet was told, at most: every enrolment there ever was in the sessions of its site that
 * it had not forgotten by its last contact. Who was added or taken off since then makes it too many, and
 * never too few.
 */
export async function exposureOf(
	reader: Reader,
	device: Pick<Device, 'center_id' | 'site_id' | 'seen_at' | 'paired_at' | 'revoked_at'>,
	now: number
): Promise<Exposure> {
	const heard = device.seen_at ?? device.paired_at;
	const asOf = Math.min(heard, device.revoked_at ?? heard);
	const rows = await reader
		.selectFrom('session')
		.leftJoin('enrolment', (join) =>
			join
				.onRef('enrolment.center_id', '=', 'session.center_id')
				.onRef('enrolment.session_id', '=', 'session.id')
		)
		.select([
			'session.starts_at',
			'session.ends_at',
			(eb) => eb.fn.count<number>('enrolment.participant_id').as('entries')
		])
		.where('session.center_id', '=', device.center_id)
		.where('session.site_id', '=', device.site_id)
		.where('session.ends_at', '>', asOf - KEPT_AFTER_END_MS)
		.groupBy(['session.id', 'session.starts_at', 'session.ends_at'])
		.execute();
	const entriesOf = (some: typeof rows) =>
		some.reduce((sum, { entries }) => sum + Number(entries), 0);
	const starts = rows.map(({ starts_at }) => starts_at);
	return {
		asOf,
		entries: entriesOf(rows),
		sessions: rows.length,
		from: rows.length > 0 ? Math.min(...starts) : null,
		to: rows.length > 0 ? Math.max(...starts) : null,
		left: entriesOf(rows.filter(({ ends_at }) => ends_at > now - KEPT_AFTER_END_MS))
	};
}
