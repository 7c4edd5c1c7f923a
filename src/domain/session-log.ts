import type { Person } from '#domain/board.ts';
import { timeOf, type AttendanceEvent, type Fact } from '#domain/event.ts';
import { everyHappening, type Told } from '#domain/happening.ts';
import type { EventId, ParticipantId } from '#domain/id.ts';
import type { Identify } from '#domain/visits.ts';

/** An event, and what recorded it. */
export interface Recorded {
	readonly event: AttendanceEvent;
	/** The tablet's name; null where staff did it at the center. */
	readonly tablet: string | null;
}

/** A line of a session's log as the center reads it. Holds no badge. */
export interface LogLine {
	readonly id: EventId;
	/** By the server's clock, ms since 1970. */
	readonly at: number;
	/** Whom it is about; null where nobody knows the name, or where it is about nobody. */
	readonly person: Person | null;
	/** Of somebody without a name: class and number, as they said; otherwise empty. */
	readonly claim: string;
	readonly about: 'somebody' | 'nobody';
	readonly fact: Exclude<Fact, { kind: 'rated' }>;
	/** Of a match: who it was; null where there is nobody of this id. */
	readonly matched: Person | null;
	readonly tablet: string | null;
	/** Whether it was taken back. */
	readonly void: boolean;
	/** Whether staff can take it back. */
	readonly undoable: boolean;
}

/** Everything that was recorded of a session, the latest first, taking back included. */
export function sessionLog(
	records: readonly Recorded[],
	identify: Identify,
	people: ReadonlyMap<ParticipantId, Person>
): LogLine[] {
	const tablets = new Map(records.map(({ event, tablet }) => [event.id, tablet]));
	const inOrder = records
		.map(({ event }) => event)
		.sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
	return everyHappening(inOrder, identify).map(({ event, void: taken, undoable }) => ({
		id: event.id,
		at: timeOf(event),
		person: event.who.kind === 'participant' ? (people.get(event.who.participant) ?? null) : null,
		claim: event.who.kind === 'provisional' ? (event.who.claim ?? '') : '',
		about: event.who.kind === 'nobody' ? 'nobody' : 'somebody',
		fact: factOf(event),
		matched: event.kind === 'match' ? (people.get(event.participant) ?? null) : null,
		tablet: tablets.get(event.id) ?? null,
		void: taken,
		undoable
	}));
}

/** Who is named in some events, as whom they are about or as who it was. */
export function namedIn(records: readonly Recorded[], identify: Identify): ParticipantId[] {
	return records.flatMap(({ event }) => {
		const who = identify(event.who);
		return [
			...(who.kind === 'participant' ? [who.participant] : []),
			...(event.kind === 'match' ? [event.participant] : [])
		];
	});
}

function factOf(event: Told): LogLine['fact'] {
	switch (event.kind) {
		case 'arrival':
		case 'departure':
			return { kind: event.kind };
		case 'mark':
			return { kind: event.kind, mark: event.mark, reason: event.reason };
		case 'void':
			return { kind: event.kind, voids: event.voids, reason: event.reason };
		case 'match':
			return { kind: event.kind, participant: event.participant, reason: event.reason };
		case 'headcount': {
			const { kind, inside, counted, missing, reason } = event;
			return { kind, inside, counted, missing, reason };
		}
		case 'refusal':
			return { kind: event.kind, cause: event.cause };
	}
}
