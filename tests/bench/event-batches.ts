import * as v from 'valibot';
import type { AttendanceEvent } from '#domain/event.ts';
import {
	EventId,
	Incarnation,
	randomId,
	timeOrderedId,
	type ParticipantId,
	type RandomBytes,
	type SessionId
} from '#domain/id.ts';
import { PUSH_EVENTS_MAX } from '#domain/protocol.ts';
import { badgeOf, mint, type BadgeHash } from '#domain/token.ts';

/** Of whom a tablet's events can be. */
export interface Crowd {
	readonly sessions: readonly SessionId[];
	readonly participants: readonly ParticipantId[];
}

/** One tablet's events, in batches as it would send them, its numbers without a gap. */
export class EventSource {
	readonly incarnation: Incarnation;
	readonly #crowd: Crowd;
	readonly #badges: readonly BadgeHash[];
	readonly #random: RandomBytes;
	readonly #boot: string;
	readonly #startedAt: number;
	#seq = 0;

	constructor(crowd: Crowd, random: RandomBytes, startedAt: number) {
		this.incarnation = v.parse(Incarnation, randomId(random));
		this.#crowd = crowd;
		this.#badges = crowd.participants.map(() => badgeOf(mint(random)));
		this.#random = random;
		this.#boot = randomId(random);
		this.#startedAt = startedAt;
	}

	next(): AttendanceEvent[] {
		return Array.from({ length: PUSH_EVENTS_MAX }, () => this.#event());
	}

	#event(): AttendanceEvent {
		const seq = ++this.#seq;
		const at = this.#startedAt + seq;
		const { sessions, participants } = this.#crowd;
		const person = seq % participants.length;
		const [session, participant] = [sessions[person % sessions.length], participants[person]];
		if (!session || !participant) throw new Error('A crowd of nobody');
		return {
			version: 1,
			id: v.parse(EventId, timeOrderedId(at, this.#random)),
			incarnation: this.incarnation,
			seq,
			kind: seq % 2 === 1 ? 'arrival' : 'departure',
			at,
			skew: 12,
			session,
			who: { kind: 'participant', participant, badge: this.#badges[person] ?? null },
			boot: this.#boot,
			mono: seq
		};
	}
}
