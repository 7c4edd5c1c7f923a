import type { Mark, Who } from '#domain/event.ts';
import type { EventId, ParticipantId, SessionId } from '#domain/id.ts';
import type { Session } from '#domain/session.ts';
import type { Pin } from '#domain/staff-lock.ts';
import { Desk } from '#kiosk/desk.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Journal } from '#kiosk/journal.ts';
import { readStaffView, type Present, type StaffView } from '#kiosk/staff-view.ts';
import { isUpdateWaiting } from '#kiosk/update.ts';
import { Vault, type Unlocking } from '#kiosk/vault.ts';

/** Staff who walk away leave no names behind. */
const LOCKS_AFTER_MS = 2 * 60_000;
const LOOK_EVERY_MS = 5_000;

/** What is behind the PIN: names, marks, corrections, what happened, and the tablet itself. Closes itself. */
export class Staffroom {
	state = $state<'closed' | 'asking' | 'trying' | 'open'>('closed');
	/** Why the last PIN did not open it. */
	refusal = $state.raw<Exclude<Unlocking, { kind: 'open' }> | null>(null);
	/** Null while it is closed, and where there is no session today. */
	view = $state.raw<StaffView | null>(null);
	/** Whether a PIN opened it. Where staff have none, it shows the tablet itself and nobody's names. */
	guarded = $state(true);
	/** Whether a newer version of the kiosk waits to be used. */
	outdated = $state(false);
	/** What was asked could not be recorded. */
	failed = $state(false);

	readonly #journal: Journal;
	readonly #environment: Environment;
	/** Called when there is something new to send. */
	readonly #recorded: () => void;
	readonly #vault: Vault;
	readonly #desk: Desk;
	#chosen: SessionId | null = null;
	#instead: (() => void) | null = null;
	#lastTouch = 0;
	#stop = () => {};

	constructor(journal: Journal, environment: Environment, recorded: () => void) {
		this.#journal = journal;
		this.#environment = environment;
		this.#recorded = recorded;
		this.#vault = new Vault(journal, environment);
		this.#desk = new Desk(journal, environment);
	}

	/**
	 * Asks for the PIN and opens; or, with `instead`, goes on to that and stays closed. Where staff have no
	 * PIN nobody is asked, for nobody could answer.
	 */
	async ask(instead: (() => void) | null = null): Promise<void> {
		this.refusal = null;
		this.#instead = instead;
		const guarded = await this.#journal.lock().then(
			(lock) => lock !== null,
			// A disk that does not answer opens nothing.
			() => true
		);
		if (guarded) this.state = 'asking';
		else await this.#enter(guarded);
	}

	async open(pin: Pin): Promise<void> {
		this.state = 'trying';
		const unlocking = await this.#vault.open(pin).catch((): Unlocking => ({ kind: 'none' }));
		// Somebody thought better of it meanwhile.
		if (this.state !== 'trying') return this.#vault.close();
		if (unlocking.kind !== 'open') {
			this.refusal = unlocking;
			this.state = 'asking';
			return;
		}
		await this.#enter(true);
	}

	async #enter(guarded: boolean): Promise<void> {
		if (this.#instead) {
			const instead = this.#instead;
			this.close();
			instead();
			return;
		}
		this.guarded = guarded;
		this.touch();
		await this.#look();
		this.state = 'open';
		const looking = setInterval(() => void this.#tick(), LOOK_EVERY_MS);
		const stopWatching = this.#journal.watch(
			() => this.#read(),
			(view) => (this.view = view),
			() => this.close()
		);
		this.#stop = () => {
			clearInterval(looking);
			stopWatching();
		};
	}

	/** Forgets the names. */
	close(): void {
		this.#stop();
		this.#stop = () => {};
		this.#vault.close();
		this.view = null;
		this.failed = false;
		this.#instead = null;
		this.state = 'closed';
	}

	/** Somebody is still there. */
	touch(): void {
		this.#lastTouch = this.#environment.elapsed();
	}

	/** Looks at another session of today; `null` is the one that the clock would choose. */
	async choose(session: SessionId | null): Promise<void> {
		this.#chosen = session;
		await this.#look();
	}

	mark(who: Who, mark: Mark, reason: string): Promise<void> {
		return this.#do((session) => this.#desk.mark(session, who, mark, reason));
	}

	leave(who: Who): Promise<void> {
		return this.#do((session) => this.#desk.move(session, who, 'departure'));
	}

	undo(event: EventId, reason: string): Promise<void> {
		return this.#do(() => this.#desk.undo(event, reason));
	}

	match(who: Who, participant: ParticipantId, reason: string): Promise<void> {
		return this.#do((session) => this.#desk.match(session, who, participant, reason));
	}

	walkIn(claim: string): Promise<void> {
		return this.#do((session) => this.#desk.walkIn(session, claim));
	}

	/** Notes a count of heads: who was inside, of whom these were seen. */
	headcount(inside: readonly Present[], seen: ReadonlySet<string>, reason: string): Promise<void> {
		const missing = inside.filter(({ key }) => !seen.has(key));
		return this.#do((session) =>
			this.#desk.headcount(session, {
				inside: inside.length,
				counted: inside.length - missing.length,
				missing: missing.map(({ key }) => key.slice(key.indexOf('/') + 1)),
				reason
			})
		);
	}

	async #do(work: (session: Session | null) => Promise<unknown>): Promise<void> {
		this.touch();
		this.failed = false;
		try {
			await work(this.view?.session ?? null);
			this.#recorded();
		} catch {
			this.failed = true;
		}
	}

	async #tick(): Promise<void> {
		if (this.#environment.elapsed() - this.#lastTouch >= LOCKS_AFTER_MS) this.close();
		else await this.#look();
	}

	async #look(): Promise<void> {
		this.view = await this.#read();
		this.outdated = await isUpdateWaiting();
	}

	async #read(): Promise<StaffView | null> {
		if (!this.guarded) return null;
		return readStaffView(this.#journal, this.#vault, this.#environment.now(), this.#chosen);
	}
}
