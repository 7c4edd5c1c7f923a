import type { SessionBoard } from '#domain/board.ts';
import type { CenterId, SessionId } from '#domain/id.ts';
import { reachesSite, type Reach } from '#domain/rights.ts';
import { todays } from '#domain/session.ts';
import { namedIn, sessionLog, type LogLine, type Recorded } from '#domain/session-log.ts';
import { identifyBy } from '#domain/visits.ts';
import { courseOf, occasionOf, type Occasion } from '#server/agenda.ts';
import { ownersOf } from '#server/board.ts';
import { zoneOf } from '#server/centers.ts';
import type { Reader } from '#server/database/store.ts';
import { recordsOf } from '#server/ledger.ts';
import { peopleByIds } from '#server/roster.ts';

/** A session with everybody who is expected or came, and everything that was recorded of it. */
export interface Attendances {
	readonly occasion: Occasion;
	readonly course: SessionBoard;
	readonly records: readonly Recorded[];
}

/**
 * The attendance of a session, as far as somebody may say otherwise; null where there is none of this id
 * for them. A site's people see theirs on its day only.
 */
export async function attendanceOf(
	reader: Reader,
	center: CenterId,
	reach: Reach,
	session: SessionId,
	now: number
): Promise<Attendances | null> {
	const occasion = await occasionOf(reader, center, session);
	if (!occasion || !reachesSite(reach, occasion.site)) return null;
	const today = todays([occasion], now, await zoneOf(reader, center)).length > 0;
	if (reach.kind !== 'center' && !today) return null;
	return {
		occasion,
		course: await courseOf(reader, center, occasion, now),
		records: await recordsOf(reader, center, session)
	};
}

/** What was recorded, in words that need no ids: by whom, about whom, the latest first. */
export async function logOf(
	reader: Reader,
	center: CenterId,
	{ records }: Pick<Attendances, 'records'>
): Promise<LogLine[]> {
	const badges = records.flatMap(({ event: { who } }) => (who.kind === 'badge' ? [who.badge] : []));
	const identify = identifyBy(await ownersOf(reader, center, badges));
	const people = await peopleByIds(reader, center, namedIn(records, identify));
	return sessionLog(records, identify, new Map(people.map((person) => [person.id, person])));
}
