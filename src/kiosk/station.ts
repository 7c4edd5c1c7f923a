import * as v from 'valibot';
import type { Outcome } from '#domain/door.ts';
import type { Who } from '#domain/event.ts';
import { ProvisionalId, randomId, type EventId } from '#domain/id.ts';
import { judge, movementOf, refusalOf, REREAD_MS, type Verdict } from '#domain/judge.ts';
import type { Bearer } from '#domain/roster.ts';
import { open } from '#domain/seal.ts';
import { byClock } from '#domain/session.ts';
import { badgeOf, read, type Token } from '#domain/token.ts';
import { callClass } from '#kiosk/call-class.ts';
import { Desk } from '#kiosk/desk.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Draft, Journal, Known } from '#kiosk/journal.ts';
import { Full, Recorder } from '#kiosk/recorder.ts';

/** After this long without an answer from the disk the screen says that it is still checking. */
const SLOW_MS = 3_000;

/** Takes what scanners and keys give, decides, records, and only then tells the screen. */
export class Station {
	readonly #journal: Journal;
	readonly #recorder: Recorder;
	readonly #desk: Desk;
	readonly #environment: Environment;
	readonly #tell: (outcome: Outcome) => void;
	/** When each text was last seen, by the clock that never jumps. */
	readonly #seen = new Map<string, number>();
	/** One scan after the other. */
	#turn: Promise<void> = Promise.resolve();

	constructor(journal: Journal, environment: Environment, tell: (outcome: Outcome) => void) {
		this.#journal = journal;
		this.#recorder = new Recorder(journal, environment);
		this.#desk = new Desk(journal, environment);
		this.#environment = environment;
		this.#tell = tell;
	}

	/** Takes a scanned or typed text. Resolves when the screen has been told; never rejects. */
	take(text: string): Promise<void> {
		const lastSeenMs = this.#sight(text);
		// A badge held before the camera is seen many times a second; it must not even queue.
		if (lastSeenMs !== null && lastSeenMs < REREAD_MS) return Promise.resolve();
		const reading = read(text);
		if (reading.kind === 'class') {
			const { code } = reading;
			return this.#inTurn(async () => {
				const called = await callClass(this.#journal, code, this.#environment.now());
				this.#tell({ kind: 'class', called });
			});
		}
		const token = reading.kind === 'ours' ? reading.token : null;
		return this.#inTurn(async () => {
			const badge = token ? badgeOf(token) : null;
			const { verdict, at, recorded } = await this.#recorder.record(badge, (known) => {
				const verdict = judge(text, { ...known, lastSeenMs });
				const draft = this.#draftOf(verdict, known);
				const recorded = draft && draft.kind !== 'refusal' ? draft.id : null;
				return { result: { verdict, at: known.now, recorded }, draft };
			});
			const bearer = await bearerOf(verdict, token);
			this.#tell({ kind: 'verdict', verdict, bearer, at, recorded });
		});
	}

	/**
	 * Lets somebody in who has no readable badge, as a visit that staff can match to a person later. `claim`
	 * is what they say of class and number, if anything.
	 */
	admit(claim = ''): Promise<void> {
		return this.#inTurn(async () => {
			const provisional = v.parse(ProvisionalId, randomId(this.#environment.random));
			const admitted = await this.#recorder.record(null, (known) => {
				const session = byClock(known.sessions, known.now)[0] ?? null;
				const who: Who = { kind: 'provisional', provisional, ...(claim ? { claim } : {}) };
				const facts = this.#recorder.facts(session, who, known);
				return {
					result: { session, at: known.now, recorded: facts.id },
					draft: { ...facts, kind: 'arrival' }
				};
			});
			this.#tell({ kind: 'admitted', ...admitted });
		});
	}

	/** Takes back what was recorded last, as anybody may within `UNDO_MS`. */
	undo(recorded: EventId): Promise<void> {
		return this.#inTurn(async () => {
			await this.#desk.undo(recorded, '');
			// Whoever shows the badge again now means it.
			this.#seen.clear();
			this.#tell({ kind: 'undone' });
		});
	}

	#sight(text: string): number | null {
		const now = this.#environment.elapsed();
		const last = this.#seen.get(text) ?? null;
		for (const [other, at] of this.#seen) if (now - at >= REREAD_MS) this.#seen.delete(other);
		this.#seen.set(text, now);
		return last === null ? null : now - last;
	}

	#inTurn(work: () => Promise<void>): Promise<void> {
		const slow = () => this.#tell({ kind: 'checking' });
		this.#turn = this.#turn.then(async () => {
			const timer = setTimeout(slow, SLOW_MS);
			try {
				await work();
			} catch (error) {
				// Nothing was recorded, so showing the badge again must count as a new try at once.
				this.#seen.clear();
				this.#tell({ kind: 'failed', cause: error instanceof Full ? 'full' : 'closed' });
			} finally {
				clearTimeout(timer);
			}
		});
		return this.#turn;
	}

	/** What a verdict puts down; what was refused is part of what happened. */
	#draftOf(verdict: Verdict, known: Known): Draft | null {
		const seen = 'who' in verdict ? verdict : { who: { kind: 'nobody' } as const, session: null };
		const session = seen.session ?? byClock(known.sessions, known.now)[0] ?? null;
		const movement = movementOf(verdict);
		if (movement) return { ...this.#recorder.facts(seen.session, seen.who, known), kind: movement };
		const cause = refusalOf(verdict);
		return cause && { ...this.#recorder.facts(session, seen.who, known), kind: 'refusal', cause };
	}
}

/** The name sealed in the roster, opened with the badge itself. A seal that does not open costs only the name. */
async function bearerOf(verdict: Verdict, token: Token | null): Promise<Bearer | null> {
	const entry = 'entry' in verdict ? verdict.entry : null;
	if (!token || !entry?.sealed) return null;
	try {
		return await open(entry.sealed, entry.participant, token);
	} catch {
		return null;
	}
}
