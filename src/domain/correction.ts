import { keyOf, type AttendanceEvent, type Mark } from '#domain/event.ts';
import type { EventId, ParticipantId, SessionId } from '#domain/id.ts';
import { visitKey } from '#domain/visits.ts';

/** What staff say otherwise than the tablets saw it. `key` names a visit as the board does. */
export type Correction =
	| {
			readonly kind: 'mark';
			readonly key: string;
			readonly mark: Mark;
			readonly reason: string;
	  }
	/** Who it was that came without a name. */
	| {
			readonly kind: 'match';
			readonly key: string;
			readonly participant: ParticipantId;
			readonly reason: string;
	  }
	| { readonly kind: 'undo'; readonly event: EventId; readonly reason: string }
	/** Lets in somebody who is not on the roster. */
	| { readonly kind: 'let-in'; readonly participant: ParticipantId };

/** Whether an event of a session says just this: then the same form has come a second time. */
export function saysTheSame(
	event: AttendanceEvent,
	session: SessionId,
	correction: Correction
): boolean {
	if (event.session !== session) return false;
	const key = visitKey(session, event.who);
	switch (correction.kind) {
		case 'mark':
			return (
				event.kind === 'mark' &&
				key === correction.key &&
				event.mark === correction.mark &&
				event.reason === correction.reason
			);
		case 'match':
			return (
				event.kind === 'match' &&
				key === correction.key &&
				event.participant === correction.participant &&
				event.reason === correction.reason
			);
		case 'undo':
			return (
				event.kind === 'void' &&
				event.voids === correction.event &&
				event.reason === correction.reason
			);
		case 'let-in':
			return (
				event.kind === 'arrival' && keyOf(event.who) === `participant:${correction.participant}`
			);
	}
}
