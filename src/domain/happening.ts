import type { AttendanceEvent } from '#domain/event.ts';
import { inForce, type Identify } from '#domain/visits.ts';

/** What a log tells. That somebody answered how it was is nobody's business. */
export type Told = Exclude<AttendanceEvent, { kind: 'rated' }>;

/** A line of the log of what happened. */
export interface Happening<Event extends Told = Exclude<Told, { kind: 'void' }>> {
	readonly event: Event;
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
	return everyHappening(events, identify).flatMap(({ event, ...rest }) =>
		event.kind === 'void' ? [] : [{ event, ...rest }]
	);
}

/** The same with each taking back as a line of its own, so that it can be taken back in turn. */
export function everyHappening(
	events: readonly AttendanceEvent[],
	identify: Identify = (who) => who
): Happening<Told>[] {
	const counted = new Set(inForce(events).map(({ id }) => id));
	return events
		.filter((event): event is Told => event.kind !== 'rated')
		.map((event) => ({
			event: { ...event, who: identify(event.who) },
			void: !counted.has(event.id),
			undoable: counted.has(event.id) && event.kind !== 'refusal'
		}))
		.reverse();
}
