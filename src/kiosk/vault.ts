import type { ParticipantId, SessionId } from '#domain/id.ts';
import {
	openName,
	unlock,
	type Pin,
	type SessionKeys,
	type StaffName
} from '#domain/staff-lock.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Journal } from '#kiosk/journal.ts';

/** So many wrong PINs cost nothing: a slip of the finger. */
const FREE_TRIES = 4;
const FIRST_WAIT_MS = 30_000;
const WAIT_MS_MAX = 15 * 60_000;

/** What became of a typed PIN. */
export type Unlocking =
	| { readonly kind: 'open' }
	| { readonly kind: 'wrong'; readonly waitMs: number }
	/** Not even tried: too many were wrong. */
	| { readonly kind: 'wait'; readonly waitMs: number }
	/** The center gave this site's staff none. */
	| { readonly kind: 'none' };

/** Opens names for staff who type their PIN, without a network, and forgets the keys when it is closed. */
export class Vault {
	readonly #journal: Journal;
	readonly #environment: Environment;
	#keys: SessionKeys | null = null;
	/** When this page last heard a wrong one, by the clock that never jumps; a new page begins anew. */
	#failedAt = 0;

	constructor(journal: Journal, environment: Environment) {
		this.#journal = journal;
		this.#environment = environment;
	}

	get isOpen(): boolean {
		return this.#keys !== null;
	}

	/** Tries a PIN. Wrong ones are counted on the disk, so that starting the page anew does not help. */
	async open(pin: Pin): Promise<Unlocking> {
		const lock = await this.#journal.lock();
		if (!lock) return { kind: 'none' };
		const failed = await this.#journal.failedPins();
		const waitMs = this.#failedAt + waitAfter(failed) - this.#environment.elapsed();
		if (waitMs > 0) return { kind: 'wait', waitMs };
		// Counted before it is tried: closing the page in between must not make it free.
		await this.#journal.noteFailedPins(failed + 1);
		const keys = await unlock(lock, pin);
		if (keys) {
			await this.#journal.noteFailedPins(0);
			this.#keys = keys;
			return { kind: 'open' };
		}
		this.#failedAt = this.#environment.elapsed();
		return { kind: 'wrong', waitMs: waitAfter(failed + 1) };
	}

	close(): void {
		this.#keys = null;
	}

	/** The names of a session's roster; empty while it is closed. Who cannot be opened is left out. */
	async names(session: SessionId): Promise<ReadonlyMap<ParticipantId, StaffName>> {
		const key = this.#keys?.get(session);
		if (!key) return new Map();
		const opened = (await this.#journal.rosterOf(session)).map(
			async ({ participant, named }): Promise<[ParticipantId, StaffName][]> => {
				try {
					return named ? [[participant, await openName(named, participant, key)]] : [];
				} catch {
					return [];
				}
			}
		);
		return new Map((await Promise.all(opened)).flat());
	}
}

function waitAfter(failed: number): number {
	if (failed <= FREE_TRIES) return 0;
	return Math.min(FIRST_WAIT_MS * 2 ** (failed - FREE_TRIES - 1), WAIT_MS_MAX);
}
