import { isClosed, isLate, LEAVING_BEFORE_END_MS, type Session } from '#domain/session.ts';
import type { Visit } from '#domain/visits.ts';

/** How somebody on the roster stands in a session at a moment: what the staff's board shows. */
export type Standing = 'expected' | 'here' | 'late' | 'missing' | 'gone' | 'absent';

/** In the order in which staff need to see them. */
export const STANDINGS: readonly Standing[] = [
	'missing',
	'late',
	'here',
	'expected',
	'gone',
	'absent'
];

/** `late` is somebody who is here but came after the grace; `missing` somebody who should have come. */
export function standing(session: Session, visit: Visit | undefined, now: number): Standing {
	if (!visit) return isLate(session, now) ? 'missing' : 'expected';
	if (visit.state !== 'here') return visit.state;
	// Who was there in time, and scanned late, is not late once staff have said so.
	if (visit.mark !== null) return visit.mark === 'late' ? 'late' : 'here';
	return visit.arrivedAt !== null && isLate(session, visit.arrivedAt) ? 'late' : 'here';
}

/**
 * The visit as it is to be understood at a moment: whoever is still here when the session has long been
 * over has left with its end, unseen. Nothing is recorded; a later scan says otherwise. What staff say
 * afterwards is about the session, so nobody has left it later than it ended.
 */
export function concluded(session: Session, visit: Visit, now: number): Visit {
	const { endsAt } = session;
	const said = visit.mark !== null;
	if (said && visit.leftAt !== null && visit.leftBy === 'staff' && visit.leftAt > endsAt) {
		return { ...visit, leftAt: endsAt };
	}
	const seenSince = !said && isClosed(session, visit.since);
	if (visit.state !== 'here' || !isClosed(session, now) || seenSince) return visit;
	const leftAt = said ? endsAt : Math.max(endsAt, visit.since);
	return { ...visit, state: 'gone', leftAt, leftBy: 'end', since: leftAt };
}

/** Whether somebody left well before the session's end. */
export function leftEarly(session: Session, visit: Visit): boolean {
	return (
		visit.state === 'gone' &&
		visit.leftAt !== null &&
		(visit.mark === 'left-early' || visit.leftAt < session.endsAt - LEAVING_BEFORE_END_MS)
	);
}

/** How many stand how. */
export function tally(standings: Iterable<Standing>): Readonly<Record<Standing, number>> {
	const counts = { expected: 0, here: 0, late: 0, missing: 0, gone: 0, absent: 0 };
	for (const standing of standings) counts[standing]++;
	return counts;
}
