import type { CenterId, ParticipantId } from '#domain/id.ts';
import type { Session } from '#domain/session.ts';
import { standing, type Standing } from '#domain/standing.ts';
import { identifyBy, visitKey, visits } from '#domain/visits.ts';
import { zoneOf } from '#server/centers.ts';
import type { Reader } from '#server/database/store.ts';
import { eventsOf } from '#server/ledger.ts';
import { asSession, selectSessions } from '#server/sessions.ts';

/** A session whose roster somebody is or was on, and how it went for them. */
export interface Occasion {
	readonly session: Session;
	readonly site: string;
	/** Taken off the roster since. */
	readonly removed: boolean;
	readonly standing: Standing;
}

/** A badge of somebody's, without what it holds. Moments in ms since 1970. */
export interface BadgeLife {
	readonly issuedAt: number;
	/** Null for the one in use. */
	readonly replacedAt: number | null;
}

/** The sessions of one participant, the latest first. */
export async function occasionsOf(
	reader: Reader,
	center: CenterId,
	participant: ParticipantId,
	now: number
): Promise<Occasion[]> {
	const rows = await selectSessions(reader)
		.innerJoin('enrolment', (join) =>
			join
				.onRef('enrolment.center_id', '=', 'session.center_id')
				.onRef('enrolment.session_id', '=', 'session.id')
		)
		.select('enrolment.removed')
		.where('enrolment.center_id', '=', center)
		.where('enrolment.participant_id', '=', participant)
		.orderBy('session.starts_at', 'desc')
		.orderBy('session.id')
		.execute();
	const badges = await reader
		.selectFrom('badge')
		.select('hash')
		.where('center_id', '=', center)
		.where('participant_id', '=', participant)
		.execute();
	const events = await eventsOf(
		reader,
		center,
		rows.map(({ id }) => id)
	);
	const identify = identifyBy(new Map(badges.map(({ hash }) => [hash, participant])));
	const all = visits(events, await zoneOf(reader, center), identify);
	return rows.map((row) => {
		const session = asSession(row);
		const visit = all.get(visitKey(session.id, { kind: 'participant', participant, badge: null }));
		return {
			session,
			site: row.site_name,
			removed: row.removed === 1,
			standing: standing(session, visit, now)
		};
	});
}

/** The badges that somebody has had, the latest first. */
export async function badgeLivesOf(
	reader: Reader,
	center: CenterId,
	participant: ParticipantId
): Promise<BadgeLife[]> {
	return reader
		.selectFrom('badge')
		.select(['issued_at as issuedAt', 'replaced_at as replacedAt'])
		.where('center_id', '=', center)
		.where('participant_id', '=', participant)
		.orderBy('issued_at', 'desc')
		.execute();
}
