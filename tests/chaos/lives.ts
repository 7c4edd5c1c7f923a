import { setTimeout as sleep } from 'node:timers/promises';
import type { Book, Student } from './book.ts';
import { DEATHS } from './deaths.ts';
import type { Findings } from './findings.ts';
import type { History } from './history.ts';
import { Late, within } from './limit.ts';
import type { Showing } from './showing.ts';
import type { Tablet } from './tablet.ts';
import { TRIALS } from './trials.ts';

const SHOWN_MS_MAX = 3_000;
const LOOK_EVERY_MS = 20;
/** How many stand in the queue in one life of a browser. */
const AT_THE_DOOR = 6;
const SCANS_MAX = 3;
const BOOTING_PERCENT = 10;
const BOOTING_MS_MAX = 1_000;
const TRIAL_PERCENT = 25;
const AGAIN_PERCENT = 60;
const DYING_MS_MAX = 3_000;
/** Longer than all that can happen in one life. */
const DAY_MS_MAX = 60_000;

/** What one tablet's people do: they live one life of its browser after the other. */
export class Lives {
	/** Browsers that were killed. */
	kills = 0;
	readonly #tablet: Tablet;
	readonly #showing: Showing;
	readonly #queue: Student[];
	readonly #chance: () => number;
	readonly #history: History;
	readonly #findings: Findings;
	readonly #patient: boolean;

	constructor(parts: {
		tablet: Tablet;
		book: Book;
		showing: Showing;
		/** Those who come to this tablet and to no other, in this order. */
		students: readonly Student[];
		chance: () => number;
		history: History;
		findings: Findings;
		/** Whether there is time for what takes long. */
		patient: boolean;
	}) {
		this.#tablet = parts.tablet;
		this.#showing = parts.showing;
		this.#queue = [...parts.students];
		this.#chance = parts.chance;
		this.#history = parts.history;
		this.#findings = parts.findings;
		this.#patient = parts.patient;
		for (const kind of ['writing', 'shown'] as const) {
			parts.tablet.told.on(kind, (report) => {
				const student = parts.book.enter(report);
				this.#note('told', { ...report, student: student?.group });
			});
		}
	}

	/** Lives until told to stop, or everybody has come. */
	async go(ended: () => boolean): Promise<void> {
		while (!ended() && this.#queue.length > 0) {
			if (this.#percent(BOOTING_PERCENT)) await this.#dieStarting();
			else await this.#live();
			this.kills++;
		}
	}

	/** Killed before anybody could show a badge. */
	async #dieStarting(): Promise<void> {
		this.#note('dies', { how: 'while it starts' });
		// However it ends: it may fail before anybody waits for it.
		const started = this.#tablet.boot().catch(() => null);
		await sleep(this.#chance() * BOOTING_MS_MAX);
		await this.#tablet.kill();
		await within(DYING_MS_MAX, started, () => 'its start').catch(() => {});
		await this.#tablet.kill();
	}

	async #live(): Promise<void> {
		const present = this.#queue.splice(0, AT_THE_DOOR).filter(({ seen }) => !seen);
		if (await this.#opens(present)) await this.#spend([...present]);
		this.#tablet.wire.forget();
		this.#tablet.wire.plug();
		await this.#tablet.kill();
		// Whoever was not seen may come again, as people do; whoever did not get so far comes now.
		const left = present.filter(({ seen }) => !seen);
		this.#queue.unshift(...left.filter(({ scanned }) => !scanned || this.#percent(AGAIN_PERCENT)));
	}

	/** Nobody kills it before its door is open: one that does not open is a finding, whatever the reason. */
	async #opens(present: readonly Student[]): Promise<boolean> {
		try {
			await this.#tablet.boot(this.#showing.before(present));
			return true;
		} catch (error) {
			await this.#findings.look(this.#tablet, `does not open: ${String(error)}`);
			return false;
		}
	}

	async #spend(present: Student[]): Promise<void> {
		try {
			await within(DAY_MS_MAX, this.#day(present), () => 'its day');
		} catch (error) {
			if (error instanceof Late) await this.#findings.look(this.#tablet, String(error));
			// Whatever a dying browser could not answer any more.
			else this.#note('cut off', { error: String(error) });
		}
	}

	/** Some badges, perhaps a trial, and the end. */
	async #day(present: Student[]): Promise<void> {
		const show = async () => {
			const student = present.shift();
			if (!student) return;
			student.scanned = true;
			await this.#showing.show(student);
			await this.#answered(student);
		};
		for (let left = Math.floor(this.#chance() * SCANS_MAX); left > 0; left--) await show();
		if (this.#percent(TRIAL_PERCENT)) {
			const trial = this.#oneOf(TRIALS.filter(({ long }) => !long || this.#patient));
			this.#note('undergoes', { trial: trial.name });
			await trial.undergo(this.#tablet, show);
		}
		const death = this.#oneOf(DEATHS);
		this.#note('dies', { how: death.name });
		await death.meet(this.#tablet, show, this.#chance);
	}

	/** Waits until the screen says something of somebody, as long as people wait. */
	async #answered(student: Student): Promise<void> {
		for (const until = Date.now() + SHOWN_MS_MAX; Date.now() < until; await sleep(LOOK_EVERY_MS)) {
			if (student.seen) return;
		}
	}

	#percent(percent: number): boolean {
		return this.#chance() * 100 < percent;
	}

	#oneOf<Item>(items: readonly Item[]): Item {
		const item = items[Math.floor(this.#chance() * items.length)];
		if (item === undefined) throw new Error('There is none');
		return item;
	}

	#note(what: string, facts: Readonly<Record<string, unknown>>): void {
		this.#history.note(what, { tablet: this.#tablet.name, ...facts });
	}
}
