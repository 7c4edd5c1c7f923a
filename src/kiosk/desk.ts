import * as v from 'valibot';
import type { Fact, Mark, Who } from '#domain/event.ts';
import { ProvisionalId, randomId, type EventId, type ParticipantId } from '#domain/id.ts';
import type { Session } from '#domain/session.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Journal } from '#kiosk/journal.ts';
import { Recorder } from '#kiosk/recorder.ts';

type At = Pick<Session, 'id'> | null;

/** What staff record at a tablet. Each resolves with the event's id when it is durable, and rejects if not. */
export class Desk {
	readonly #journal: Journal;
	readonly #environment: Environment;
	readonly #recorder: Recorder;

	constructor(journal: Journal, environment: Environment) {
		this.#journal = journal;
		this.#environment = environment;
		this.#recorder = new Recorder(journal, environment);
	}

	/** Says how somebody stands, whatever was scanned so far. */
	mark(session: At, who: Who, mark: Mark, reason: string): Promise<EventId> {
		return this.#put(session, who, { kind: 'mark', mark, reason });
	}

	/** Lets somebody leave, or come, without a scan. */
	move(session: At, who: Who, movement: 'arrival' | 'departure'): Promise<EventId> {
		return this.#put(session, who, { kind: movement });
	}

	/** Takes an event back; to take that back in turn, its own id is given here. */
	async undo(id: EventId, reason: string): Promise<EventId> {
		const event = await this.#journal.event(id);
		if (!event) throw new Error(`There is no event ${id} here`);
		const session = event.session === null ? null : { id: event.session };
		return this.#put(session, event.who, { kind: 'void', voids: id, reason });
	}

	/** Says who it was that came without a name. */
	match(session: At, who: Who, participant: ParticipantId, reason: string): Promise<EventId> {
		return this.#put(session, who, { kind: 'match', participant, reason });
	}

	/** Notes how many were counted; `missing` are those whom nobody saw, as `keyOf` writes them. */
	headcount(
		session: At,
		count: Omit<Extract<Fact, { kind: 'headcount' }>, 'kind'>
	): Promise<EventId> {
		return this.#put(session, { kind: 'nobody' }, { kind: 'headcount', ...count });
	}

	/** Lets in somebody who is on no roster here; `claim` is class and number, never a name. */
	walkIn(session: At, claim: string): Promise<EventId> {
		const provisional = v.parse(ProvisionalId, randomId(this.#environment.random));
		const who: Who = { kind: 'provisional', provisional, ...(claim ? { claim } : {}) };
		return this.#put(session, who, { kind: 'arrival' });
	}

	#put(session: At, who: Who, fact: Fact): Promise<EventId> {
		return this.#recorder.record(null, (known) => {
			const draft = { ...this.#recorder.facts(session, who, known), ...fact };
			return { result: draft.id, draft };
		});
	}
}
