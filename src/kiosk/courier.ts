import type { Stop } from '#domain/door.ts';
import type { ProblemCode } from '#domain/problem.ts';
import type { DeviceHealth } from '#domain/protocol.ts';
import { drain } from '#kiosk/drain.ts';
import type { Doorbell } from '#kiosk/doorbell.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Journal } from '#kiosk/journal.ts';
import { refresh } from '#kiosk/refresh.ts';
import { Unreachable, type Uplink } from '#kiosk/uplink.ts';

/** Scans that follow each other at once travel together. */
const AFTER_SCAN_MS = 300;
/** Short, so that a board fills within seconds of the network being back. */
const OWING_EVERY_MS = 3_000;
const SIGN_OF_LIFE_EVERY_MS = 60_000;
/** However often it rings, news is asked for at most this often. */
const NEWS_EVERY_MS = 1_000;
/** The longest that a busy server can make us wait: reconnecting after lunch must be quick. */
const BUSY_MS_MAX = 60_000;

/**
 * Carries events to the center and news back: after each scan, on a timer, when the network returns and
 * when the page is looked at again; news also when the center rings. Never asks the browser whether it is online, for it cannot know.
 */
export class Courier {
	readonly #journal: Journal;
	readonly #uplink: Uplink;
	readonly #doorbell: Doorbell;
	readonly #environment: Environment;
	readonly #health: () => Promise<DeviceHealth>;
	readonly #stopped: (stop: Stop | null) => void;
	/** Called when nobody answered, so that the browser may wake us later. */
	readonly #unreachable: () => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running: Promise<void> | null = null;
	#again = false;
	#quietUntil = 0;
	#refreshedAt = -Infinity;
	#drainedAt = -Infinity;
	#rung = false;
	#halted = false;

	constructor(parts: {
		journal: Journal;
		uplink: Uplink;
		doorbell: Doorbell;
		environment: Environment;
		health: () => Promise<DeviceHealth>;
		stopped: (stop: Stop | null) => void;
		unreachable: () => void;
	}) {
		this.#journal = parts.journal;
		this.#uplink = parts.uplink;
		this.#doorbell = parts.doorbell;
		this.#environment = parts.environment;
		this.#health = parts.health;
		this.#stopped = parts.stopped;
		this.#unreachable = parts.unreachable;
	}

	/** Begins, and goes on until the returned function is called. */
	start(page: { readonly window: Window; readonly document: Document }): () => void {
		this.#halted = false;
		const wake = () => {
			this.#refreshedAt = -Infinity;
			this.#drainedAt = -Infinity;
			this.#schedule(0);
		};
		const stopListening = this.#doorbell.listen(() => {
			this.#rung = true;
			const since = this.#environment.elapsed() - this.#refreshedAt;
			this.#schedule(Math.max(0, NEWS_EVERY_MS - since));
		});
		const look = () => {
			if (page.document.visibilityState === 'visible') wake();
		};
		page.window.addEventListener('online', wake);
		page.document.addEventListener('visibilitychange', look);
		wake();
		return () => {
			this.#halted = true;
			clearTimeout(this.#timer);
			stopListening();
			page.window.removeEventListener('online', wake);
			page.document.removeEventListener('visibilitychange', look);
		};
	}

	/** There is something new to send. */
	nudge(): void {
		this.#schedule(AFTER_SCAN_MS);
	}

	/** There is news to fetch. */
	hurry(): void {
		this.#rung = true;
		this.#schedule(0);
	}

	#schedule(inMs: number): void {
		if (this.#halted) return;
		const quietMs = this.#quietUntil - this.#environment.elapsed();
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#go(), Math.max(inMs, quietMs));
	}

	async #go(): Promise<void> {
		if (this.#running) {
			this.#again = true;
			return;
		}
		this.#running = this.#errand();
		await this.#running;
		this.#running = null;
		const owing = this.#again || (await this.#journal.unsent().catch(() => 0)) > 0;
		this.#schedule(this.#again ? 0 : owing ? OWING_EVERY_MS : SIGN_OF_LIFE_EVERY_MS);
		this.#again = false;
	}

	async #errand(): Promise<void> {
		try {
			const rung = this.#rung;
			this.#rung = false;
			// Whoever only heard the bell has nothing to say.
			if (!rung || this.#isDue(this.#drainedAt) || (await this.#journal.unsent()) > 0) {
				const health = await this.#health();
				const drained = await drain(this.#journal, this.#uplink, this.#environment, health);
				if (drained.kind === 'declined') return this.#declined(drained.code, drained.retryAfterMs);
				this.#stopped(null);
				this.#drainedAt = this.#environment.elapsed();
			}
			// Out of service there is no news to come; being taken back shows in the answer to a push.
			if ((await this.#journal.identity())?.retired) return;
			if (!rung && !this.#isDue(this.#refreshedAt)) return;
			const now = this.#environment.elapsed();
			const refreshed = await refresh(this.#journal, this.#uplink, this.#environment);
			if (refreshed.kind === 'declined') return this.#declined(refreshed.code, null);
			this.#refreshedAt = now;
		} catch (error) {
			// Everything is kept and tried again; what is wrong shows in the age of the last contact.
			if (error instanceof Unreachable) this.#unreachable();
			else console.error(error);
		}
	}

	#isDue(at: number): boolean {
		return this.#environment.elapsed() - at >= SIGN_OF_LIFE_EVERY_MS;
	}

	#declined(code: ProblemCode, retryAfterMs: number | null): void {
		if (code === 'not-paired' || code === 'revoked') {
			this.#stopped(code);
			this.#halted = true;
			return;
		}
		// Many tablets were told to wait at the same time; they should not come back at the same time.
		const jitter = 0.5 + (this.#environment.random(1)[0] ?? 0) / 255;
		const wait = Math.min((retryAfterMs ?? 5_000) * jitter, BUSY_MS_MAX);
		this.#quietUntil = this.#environment.elapsed() + wait;
	}
}
