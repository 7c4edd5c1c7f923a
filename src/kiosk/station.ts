import * as v from 'valibot';
import type { Outcome } from '#domain/door.ts';
import type { Who } from '#domain/event.ts';
import { EventId, ProvisionalId, randomId, timeOrderedId } from '#domain/id.ts';
import { judge, movementOf, refusalOf, REREAD_MS, type Verdict } from '#domain/judge.ts';
import type { Bearer } from '#domain/roster.ts';
import { open } from '#domain/seal.ts';
import { byClock, type Session } from '#domain/session.ts';
import { badgeOf, read, type Token } from '#domain/token.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Draft, Journal, Known } from '#kiosk/journal.ts';

/** After this long without an answer from the disk the screen says that it is still checking. */
const SLOW_MS = 3_000;

/** Takes what scanners and keys give, decides, records, and only then tells the screen. */
export class Station {
	readonly #journal: Journal;
	readonly #environment: Environment;
	readonly #tell: (outcome: Outcome) => void;
	/** When each text was last seen, by the clock that never jumps. */
	readonly #seen = new Map<string, number>();
	/** One scan after the other. */
	#turn: Promise<void> = Promise.resolve();

	constructor(journal: Journal, environment: Environment, tell: (outcome: Outcome) => void) {
		this.#journal = journal;
		this.#environment = environment;
		this.#tell = tell;
	}

	/** Takes a scanned or typed text. Resolves when the screen has been told; never rejects. */
	take(text: string): Promise<void> {
		const lastSeenMs = this.#sight(text);
		// A badge held before the camera is seen many times a second; it must not even queue.
		if (lastSeenMs !== null && lastSeenMs < REREAD_MS) return Promise.resolve();
		const reading = read(text);
		const token = reading.kind === 'ours' ? reading.token : null;
		return this.#inTurn(async () => {
			const { verdict, now } = await this.#record(token, (known) => {
				const verdict = judge(text, { ...known, lastSeenMs });
				return { result: { verdict, now: known.now }, draft: this.#draftOf(verdict, known) };
			});
			const bearer = await bearerOf(verdict, token);
			this.#tell({ kind: 'verdict', verdict, bearer, at: now });
		});
	}

	/** Lets somebody in who has no readable badge, as a visit that staff can match to a person later. */
	admit(): Promise<void> {
		return this.#inTurn(async () => {
			const provisional = v.parse(ProvisionalId, randomId(this.#environment.random));
			const { session, now } = await this.#record(null, (known) => {
				const session = byClock(known.sessions, known.now)[0] ?? null;
				const who = { kind: 'provisional', provisional } as const;
				return {
					result: { session, now: known.now },
					draft: { ...this.#facts(session, who, known), kind: 'arrival' }
				};
			});
			this.#tell({ kind: 'admitted', session, at: now });
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
				this.#tell({ kind: 'failed', cause: isFull(error) ? 'full' : 'closed' });
			} finally {
				clearTimeout(timer);
			}
		});
		return this.#turn;
	}

	/**
	 * Records, and does not take a rejection for a failure: the transaction may have completed although
	 * the connection was lost. Then the event is found by its id after opening the database again.
	 */
	async #record<Result>(
		token: Token | null,
		decide: (known: Known) => { result: Result; draft: Draft | null }
	): Promise<Result> {
		const badge = token ? badgeOf(token) : null;
		const decisions: ReturnType<typeof decide>[] = [];
		const witness = () =>
			this.#journal.witness(badge, this.#environment.now(), (known) => {
				const decision = decide(known);
				decisions.push(decision);
				return decision;
			});
		try {
			return await witness();
		} catch (error) {
			if (isFull(error)) throw error;
			await this.#journal.reopen();
			for (const { result, draft } of decisions) {
				if (draft && (await this.#journal.has(draft.id))) return result;
			}
			return witness();
		}
	}

	/** What a verdict puts down; what was refused is part of what happened. */
	#draftOf(verdict: Verdict, known: Known): Draft | null {
		const seen = 'who' in verdict ? verdict : { who: { kind: 'nobody' } as const, session: null };
		const session = seen.session ?? byClock(known.sessions, known.now)[0] ?? null;
		const movement = movementOf(verdict);
		if (movement) return { ...this.#facts(seen.session, seen.who, known), kind: movement };
		const cause = refusalOf(verdict);
		return cause && { ...this.#facts(session, seen.who, known), kind: 'refusal', cause };
	}

	/** What every event of this tablet has. */
	#facts(session: Session | null, who: Who, { now, skew }: Known) {
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

/** The name sealed in the roster, opened with the badge itself. A seal that does not open costs only the name. */
async function bearerOf(verdict: Verdict, token: Token | null): Promise<Bearer | null> {
	if (!token || !('entry' in verdict) || !verdict.entry.sealed) return null;
	try {
		return await open(verdict.entry.sealed, verdict.entry.participant, token);
	} catch {
		return null;
	}
}

/** Dexie wraps the browser's error in one of its own. */
function isFull(error: unknown): boolean {
	const { name, inner } = error as { name?: string; inner?: { name?: string } };
	return name === 'QuotaExceededError' || inner?.name === 'QuotaExceededError';
}
