import type { AttendanceEvent } from '#domain/event.ts';
import { notTakenBack, type Identify } from '#domain/visits.ts';

/** A line of the log of what happened at a tablet. */
export interface Happening {
	readonly event: AttendanceEvent;
	/** Whether it was taken back. */
	readonly void: boolean;
	/** Whether staff can take it back: it still counts, and moved something. */
	readonly undoable: boolean;
}

/** What happened, the latest first; what took something back is told with what it took back. */
export function happenings(
	events: readonly AttendanceEvent[],
	identify: Identify = (who) => who
): Happening[] {
	const standing = new Set(notTakenBack(events).map(({ id }) => id));
	return events
		.filter(({ kind }) => kind !== 'void')
		.map((event) => ({
			event: { ...event, who: identify(event.who) },
			void: !standing.has(event.id),
			undoable: standing.has(event.id) && event.kind !== 'refusal'
		}))
		.reverse();
}
