import type { AttendanceEvent } from '#domain/event.ts';
import { notTakenBack, type Identify } from '#domain/visits.ts';

/** What the log tells. That somebody answered how it was is nobody's business. */
type Told = Exclude<AttendanceEvent, { kind: 'void' | 'rated' }>;

/** A line of the log of what happened at a tablet. */
export interface Happening {
	readonly event: Told;
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
		.filter((event): event is Told => event.kind !== 'void' && event.kind !== 'rated')
		.map((event) => ({
			event: { ...event, who: identify(event.who) },
			void: !standing.has(event.id),
			undoable: standing.has(event.id) && event.kind !== 'refusal'
		}))
		.reverse();
}
