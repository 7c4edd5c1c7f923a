import { readinessOf, type Preparation, type Readiness } from '#domain/readiness.ts';
import type { Environment } from '#kiosk/environment.ts';
import { healthOf } from '#kiosk/health.ts';
import type { Journal } from '#kiosk/journal.ts';
import { isUpdateWaiting } from '#kiosk/update.ts';

const LOOK_EVERY_MS = 1_000;

/** What only the kiosk itself knows. */
type Told = Pick<Preparation, 'camera' | 'audible' | 'clockDoubtful'>;

/** Looks, while it is open, whether the tablet is ready for the day. Scans are tried and not recorded. */
export class Check {
	/** Null while it is closed. */
	answers = $state.raw<readonly Readiness[] | null>(null);
	/** How long until the door of the next session opens; null where there is none, or it is open. */
	opensInMs = $state<number | null>(null);
	#scanned = $state(false);

	readonly #journal: Journal;
	readonly #environment: Environment;
	readonly #build: string;
	readonly #ask: () => Told;
	#looking: ReturnType<typeof setInterval> | undefined;

	constructor(journal: Journal, environment: Environment, build: string, ask: () => Told) {
		this.#journal = journal;
		this.#environment = environment;
		this.#build = build;
		this.#ask = ask;
	}

	get isOpen(): boolean {
		return this.#looking !== undefined;
	}

	open(): void {
		this.#scanned = false;
		this.#looking = setInterval(() => void this.#look(), LOOK_EVERY_MS);
		void this.#look();
	}

	close(): void {
		clearInterval(this.#looking);
		this.#looking = undefined;
		this.answers = null;
	}

	/** A badge was read. */
	scanned(): void {
		this.#scanned = true;
		void this.#look();
	}

	async #look(): Promise<void> {
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
			...this.#ask()
		});
	}
}
