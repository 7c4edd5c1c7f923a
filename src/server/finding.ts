import type { Correction } from '#domain/correction.ts';
import type { Fact, Who } from '#domain/event.ts';
import { everyHappening } from '#domain/happening.ts';
import type { CenterId, ParticipantId } from '#domain/id.ts';
import type { Reach } from '#domain/rights.ts';
import { isOpen } from '#domain/session.ts';
import { visitKey } from '#domain/visits.ts';
import type { Attendances } from '#server/attendance.ts';
import type { Reader } from '#server/database/store.ts';
import { peopleByIds } from '#server/roster.ts';

/** What a correction comes to, if what it speaks of is there. */
export type Finding =
	| { readonly kind: 'found'; readonly who: Who; readonly fact: Fact }
	/** There is nobody and nothing of this id, or it is out of reach. */
	| { readonly kind: 'nowhere' }
	/** It is no longer so: already taken back, already given a name, already there, or over. */
	| { readonly kind: 'overtaken' };

/** Looks up what a correction speaks of, and says what is to be recorded of it. */
export async function find(
	reader: Reader,
	{ center, reach }: { readonly center: CenterId; readonly reach: Reach },
	there: Attendances,
	correction: Correction,
	now: number
): Promise<Finding> {
	switch (correction.kind) {
		case 'mark': {
			const { kind, key, mark, reason } = correction;
			const who = whoIs(there, key);
			return who ? { kind: 'found', who, fact: { kind, mark, reason } } : lost(there, key);
		}
		case 'match': {
			const { kind, key, participant, reason } = correction;
			if (!(await isKnown(reader, center, reach, there, participant))) return { kind: 'nowhere' };
			const who = whoIs(there, key);
			if (!who) return lost(there, key);
			if (who.kind === 'participant') return { kind: 'overtaken' };
			return { kind: 'found', who, fact: { kind, participant, reason } };
		}
		case 'undo': {
			const { event: voids, reason } = correction;
			const events = there.records.map(({ event }) => event);
			const happening = everyHappening(events).find(({ event }) => event.id === voids);
			if (!happening) return { kind: 'nowhere' };
			if (!happening.undoable) return { kind: 'overtaken' };
			return { kind: 'found', who: happening.event.who, fact: { kind: 'void', voids, reason } };
		}
		case 'let-in': {
			const { participant } = correction;
			// A site's people know no students but those who are expected there.
			if (reach.kind !== 'center') return { kind: 'nowhere' };
			if (!(await isKnown(reader, center, reach, there, participant))) return { kind: 'nowhere' };
			const who: Who = { kind: 'participant', participant, badge: null };
			const already = whoIs(there, visitKey(there.occasion.id, who)) !== null;
			if (already || !isOpen(there.occasion, now)) return { kind: 'overtaken' };
			return { kind: 'found', who, fact: { kind: 'arrival' } };
		}
	}
}

/** Whom the board names by a key; null where nobody on it has this one. */
function whoIs({ course, records }: Attendances, key: string): Who | null {
	const attendance = course.people.find((each) => each.key === key);
	if (!attendance) return null;
	const { person } = attendance;
	if (person) return { kind: 'participant', participant: person.id, badge: null };
	return (
		records.map(({ event }) => event.who).find((who) => visitKey(course.session.id, who) === key) ??
		null
	);
}

/** Whoever was on the board under a key and is no longer has got a name since, or was taken back. */
function lost({ course, records }: Attendances, key: string): Finding {
	const were = records.some(({ event }) => visitKey(course.session.id, event.who) === key);
	return { kind: were ? 'overtaken' : 'nowhere' };
}

/** Whether there is somebody of this id whom somebody of this reach may name. */
async function isKnown(
	reader: Reader,
	center: CenterId,
	reach: Reach,
	{ course }: Attendances,
	participant: ParticipantId
): Promise<boolean> {
	if (course.people.some(({ person }) => person?.id === participant)) return true;
	return reach.kind === 'center' && (await peopleByIds(reader, center, [participant])).length > 0;
}
