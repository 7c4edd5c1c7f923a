import type { Stop } from '#domain/door.ts';
import type { ProblemCode } from '#domain/problem.ts';
import type { DeviceHealth } from '#domain/protocol.ts';
import { deliver } from '#kiosk/deliver.ts';
import type { Doorbell } from '#kiosk/doorbell.ts';
import { drain } from '#kiosk/drain.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Journal } from '#kiosk/journal.ts';
import { refresh } from '#kiosk/refresh.ts';
import { Stride } from '#kiosk/stride.ts';
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
 * when the page is looked at again; news also when the center rings, as long as somebody can see the page.
 * Never asks the browser whether it is online, for it cannot know.
 */
export class Courier {
	readonly #journal: Journal;
	readonly #uplink: Uplink;
	readonly #doorbell: Doorbell;
	readonly #environment: Environment;
	readonly #health: () => Promise<DeviceHealth>;
	readonly #stopped: (stop: Stop | null) => void;
	/** Called when all is carried there and back. */
	readonly #carried: () => Promise<void>;
	/** Called when nobody answered, so that the browser may wake us later. */
	readonly #unreachable: () => void;
	readonly #stride = new Stride();
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** When the timer goes off. */
	#dueAt = Infinity;
	#running: Promise<void> | null = null;
	#again = false;
	#quietUntil = 0;
	#refreshedAt = -Infinity;
	#drainedAt = -Infinity;
	#askedAt = -Infinity;
	/** How often it rang, and through which ring the news has been fetched. */
	#rings = 0;
	#answered = 0;
	#stopListening: (() => void) | null = null;
	/** Nobody answered the last time. */
	#cut = false;
	#visible = () => false;
	#halted = false;

	constructor(parts: {
		journal: Journal;
		uplink: Uplink;
		doorbell: Doorbell;
		environment: Environment;
		health: () => Promise<DeviceHealth>;
		stopped: (stop: Stop | null) => void;
		carried: () => Promise<void>;
		unreachable: () => void;
	}) {
		this.#journal = parts.journal;
		this.#uplink = parts.uplink;
		this.#doorbell = parts.doorbell;
		this.#environment = parts.environment;
		this.#health = parts.health;
		this.#stopped = parts.stopped;
		this.#carried = parts.carried;
		this.#unreachable = parts.unreachable;
	}

	/** Begins, and goes on until the returned function is called. */
	start(page: { readonly window: Window; readonly document: Document }): () => void {
		this.#halted = false;
		this.#visible = () => page.document.visibilityState === 'visible';
		const wake = () => {
			this.#refreshedAt = -Infinity;
			this.#drainedAt = -Infinity;
			// What was listened to may be dead without knowing it.
			this.#listen(false);
			this.#schedule(0);
		};
		const look = () => (this.#visible() ? wake() : this.#listen(false));
		page.window.addEventListener('online', wake);
		page.document.addEventListener('visibilitychange', look);
		wake();
		return () => {
			this.#halt();
			page.window.removeEventListener('online', wake);
			page.document.removeEventListener('visibilitychange', look);
		};
	}

	/** There is something new to send. */
	nudge(): void {
		this.#schedule(AFTER_SCAN_MS);
	}

	/** There is news to fetch, whenever it was fetched last. */
	hurry(): void {
		this.#rings++;
		this.#askedAt = -Infinity;
		this.#schedule(0);
	}

	/** Goes after so long, unless it goes sooner anyway. */
	#schedule(inMs: number): void {
		const now = this.#environment.elapsed();
		const dueAt = Math.max(now + inMs, this.#quietUntil);
		if (this.#halted || dueAt >= this.#dueAt) return;
		this.#dueAt = dueAt;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#go(), dueAt - now);
	}

	async #go(): Promise<void> {
		this.#dueAt = Infinity;
		if (this.#environment.elapsed() < this.#quietUntil) return this.#schedule(0);
		if (this.#running) {
			this.#again = true;
			return;
		}
		this.#running = this.#errand();
		await this.#running;
		this.#running = null;
		const owing = this.#rung() || (await this.#owes().catch(() => false));
		this.#schedule(this.#again ? 0 : owing ? OWING_EVERY_MS : SIGN_OF_LIFE_EVERY_MS);
		this.#again = false;
	}

	/** Whether anything waits to be handed in, be it another tablet's. */
	async #owes(): Promise<boolean> {
		if ((await this.#journal.unsent()) > 0) return true;
		return (await this.#journal.parcels()).some(({ said }) => said === null);
	}

	async #errand(): Promise<void> {
		try {
			// Whoever only heard the bell has nothing to say.
			if (!this.#rung() || this.#isDue(this.#drainedAt) || (await this.#journal.unsent()) > 0) {
				const health = await this.#health();
				const drained = await drain(
					this.#journal,
					this.#uplink,
					this.#environment,
					health,
					this.#stride
				);
				if (drained.kind === 'declined') return this.#declined(drained.code, drained.retryAfterMs);
				this.#stopped(null);
				this.#drainedAt = this.#environment.elapsed();
			}
			// Out of service there is no news to come; being taken back shows in the answer to a push.
			const wanted = this.#rung() || this.#isDue(this.#refreshedAt);
			if (wanted && !(await this.#isRetired())) await this.#refresh();
			await this.#deliver();
			await this.#carried();
			// Somebody answers again: the bell need not find that out by itself, which may take it longer.
			if (this.#cut) this.#listen(false);
			this.#cut = false;
			this.#listen(!(await this.#isRetired()));
		} catch (error) {
			// Everything is kept and tried again; what is wrong shows in the age of the last contact.
			if (!(error instanceof Unreachable)) return console.error(error);
			this.#cut = true;
			this.#unreachable();
		}
	}

	/** After the news, and by itself: one may be more than the line carries, and keeps nothing else from going. */
	async #deliver(): Promise<void> {
		if (this.#halted || this.#environment.elapsed() < this.#quietUntil) return;
		try {
			const delivered = await deliver(this.#journal, this.#uplink);
			if (delivered.kind === 'declined') this.#declined(delivered.code, delivered.retryAfterMs);
		} catch (error) {
			if (!(error instanceof Unreachable)) throw error;
			this.#unreachable();
		}
	}

	async #refresh(): Promise<void> {
		if (this.#newsInMs() > 0) return this.#schedule(this.#newsInMs());
		const askedAt = this.#environment.elapsed();
		this.#askedAt = askedAt;
		// What rings while the answer is on its way may not be in it.
		const rings = this.#rings;
		const refreshed = await refresh(this.#journal, this.#uplink, this.#environment);
		if (refreshed.kind === 'declined') return this.#declined(refreshed.code, null);
		this.#answered = rings;
		this.#refreshedAt = askedAt;
	}

	#rung(): boolean {
		return this.#rings > this.#answered;
	}

	/** How long until news may be asked for again. */
	#newsInMs(): number {
		return Math.max(0, this.#askedAt + NEWS_EVERY_MS - this.#environment.elapsed());
	}

	async #isRetired(): Promise<boolean> {
		return (await this.#journal.identity())?.retired === true;
	}

	/**
	 * Has the bell ring here, or no longer; while nobody can see the page it never does. Whoever does not
	 * listen asks anyway once they do again.
	 */
	#listen(wanted: boolean): void {
		if (wanted && !this.#halted && this.#visible()) {
			this.#stopListening ??= this.#doorbell.listen(() => {
				this.#rings++;
				this.#schedule(this.#newsInMs());
			});
			return;
		}
		this.#stopListening?.();
		this.#stopListening = null;
		this.#answered = this.#rings;
	}

	#halt(): void {
		this.#halted = true;
		this.#dueAt = Infinity;
		clearTimeout(this.#timer);
		this.#listen(false);
	}

	#isDue(at: number): boolean {
		return this.#environment.elapsed() - at >= SIGN_OF_LIFE_EVERY_MS;
	}

	#declined(code: ProblemCode, retryAfterMs: number | null): void {
		if (code === 'not-paired' || code === 'revoked') {
			this.#stopped(code);
			this.#halt();
			return;
		}
		// Many tablets were told to wait at the same time; they should not come back at the same time.
		const jitter = 0.5 + (this.#environment.random(1)[0] ?? 0) / 255;
		const wait = Math.min((retryAfterMs ?? 5_000) * jitter, BUSY_MS_MAX);
		this.#quietUntil = this.#environment.elapsed() + wait;
	}
}
