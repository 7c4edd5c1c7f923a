import { readinessOf, type Preparation, type Readiness } from '#domain/readiness.ts';
import type { Environment } from '#kiosk/environment.ts';
import { healthOf } from '#kiosk/health.ts';
import type { Journal } from '#kiosk/journal.ts';
import { isUpdateWaiting } from '#kiosk/update.ts';

const LOOK_EVERY_MS = 1_000;
/** Whoever forgets it open must not lose a morning's scans. */
const CLOSES_AFTER_MS = 2 * 60_000;

/** What only the kiosk itself knows. */
type Told = Pick<Preparation, 'camera' | 'audible' | 'clockDoubtful'>;

/** Looks, while it is open, whether the tablet is ready for the day. Scans are tried and not recorded. Closes itself. */
export class Check {
	/** Null while it is closed. */
	answers = $state.raw<readonly Readiness[] | null>(null);
	/** How long until the door of the next session opens; null where there is none, or it is open. */
	opensInMs = $state<number | null>(null);
	#scanned = $state(false);

	readonly #journal: Journal;
	readonly #environment: Environment;
	readonly #build: string;
	readonly #told: () => Told;
	#looking: ReturnType<typeof setInterval> | undefined;
	#lastTouch = 0;

	constructor(journal: Journal, environment: Environment, build: string, told: () => Told) {
		this.#journal = journal;
		this.#environment = environment;
		this.#build = build;
		this.#told = told;
	}

	/** Asked at each scan: timers of a page that nobody looks at may be late. */
	get isOpen(): boolean {
		const since = this.#environment.elapsed() - this.#lastTouch;
		return this.#looking !== undefined && since < CLOSES_AFTER_MS;
	}

	open(): void {
		this.close();
		this.#scanned = false;
		this.#lastTouch = this.#environment.elapsed();
		this.#looking = setInterval(() => this.#look(), LOOK_EVERY_MS);
		this.#look();
	}

	close(): void {
		clearInterval(this.#looking);
		this.#looking = undefined;
		this.answers = null;
	}

	/** Somebody is still there. */
	touch(): void {
		if (this.isOpen) this.#lastTouch = this.#environment.elapsed();
	}

	/** A badge was read. Only the first says that somebody is still there: later ones may be students'. */
	scanned(): void {
		if (!this.#scanned) this.touch();
		this.#scanned = true;
		this.#look();
	}

	#look(): void {
		// Of a disk that does not answer the kiosk itself tells.
		if (this.isOpen) this.#ask().catch(() => this.close());
		else this.close();
	}

	async #ask(): Promise<void> {
		const [contact, identity, lock, unsent] = await Promise.all([
			this.#journal.contact(),
			this.#journal.identity(),
			this.#journal.lock(),
			this.#journal.unsent()
		]);
		const health = await healthOf(this.#build, contact);
		const at = this.#environment.now();
		const now = at + contact.skew;
		const sessions = await this.#journal.today(now, identity?.zone);
		const on = sessions.filter(({ cancelled }) => !cancelled);
		const rosters = await Promise.all(on.map(({ id }) => this.#journal.rosterOf(id)));
		const outdated = await isUpdateWaiting();
		if (!this.isOpen) return;
		const opening = on.map(({ startsAt, openBeforeMs }) => startsAt - openBeforeMs - now);
		const next = Math.min(...opening.filter((ms) => ms > 0));
		this.opensInMs = Number.isFinite(next) ? next : null;
		this.answers = readinessOf({
			sessions: on.length,
			students: rosters.flat().length,
			scanned: this.#scanned,
			silenceMs: contact.heardAt === null ? null : at - contact.heardAt,
			unsent,
			persisted: health.persisted,
			free: health.free,
			skew: health.skew ?? null,
			battery: health.battery ?? null,
			pin: lock !== null,
			installed: health.installed,
			outdated,
			...this.#told()
		});
	}
}
