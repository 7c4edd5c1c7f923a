import * as v from 'valibot';
import type { Who } from '#domain/event.ts';
import { EventId, timeOrderedId } from '#domain/id.ts';
import type { Session } from '#domain/session.ts';
import type { BadgeHash } from '#domain/token.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Draft, Journal, Known, Paper } from '#kiosk/journal.ts';

/** What somebody decided, and what is to be recorded of it; nothing if there is no draft. */
export interface Decision<Result> {
	readonly result: Result;
	readonly draft: Draft | null;
}

/** The disk has no room for another event. */
export class Full extends Error {}

/** Puts what was decided into the journal, once, also where the connection to the disk is lost meanwhile. */
export class Recorder {
	readonly #journal: Journal;
	readonly #environment: Environment;

	constructor(journal: Journal, environment: Environment) {
		this.#journal = journal;
		this.#environment = environment;
	}

	/**
	 * Records, together with `closed` ballots, and does not take a rejection for a failure: the transaction may have completed although
	 * the connection was lost. Then the event is found by its id after opening the database again.
	 */
	async record<Result>(
		badge: BadgeHash | null,
		decide: (known: Known) => Decision<Result>,
		closed: readonly Paper[] = []
	): Promise<Result> {
		const decisions: Decision<Result>[] = [];
		const witness = () =>
			this.#journal.witness(
				badge,
				this.#environment.now(),
				(known) => {
					const decision = decide(known);
					decisions.push(decision);
					return decision;
				},
				closed
			);
		try {
			return await witness();
		} catch (error) {
			if (isFull(error)) throw new Full('No room', { cause: error });
			await this.#journal.reopen();
			for (const { result, draft } of decisions) {
				if (draft && (await this.#journal.event(draft.id))) return result;
			}
			return witness();
		}
	}

	/** What every event of this tablet has besides its fact. */
	facts(session: Pick<Session, 'id'> | null, who: Who, { now, skew }: Known) {
		const at = now - skew;
		return {
			version: 1 as const,
			id: v.parse(EventId, timeOrderedId(at, this.#environment.random)),
			at,
			skew,
			session: session?.id ?? null,
			who,
			boot: this.#environment.boot,
			mono: this.#environment.elapsed()
		};
	}
}

/** Dexie wraps the browser's error in one of its own. */
function isFull(error: unknown): boolean {
	const { name, inner } = error as { name?: string; inner?: { name?: string } };
	return name === 'QuotaExceededError' || inner?.name === 'QuotaExceededError';
}
