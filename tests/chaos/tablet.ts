import { EventEmitter } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import type { PairingCode } from '#domain/pairing.ts';
import type { Token } from '#domain/token.ts';
import { openBrowser, processesOf } from '../stage/browser.ts';
import { idle, pairTyping, scanWithWedge } from '../stage/tablet.ts';
import { within } from './limit.ts';
import { TELL, witnessPage, type Report } from './page-witness.ts';
import { Testimony } from './testimony.ts';
import type { Wire } from './wire.ts';

const BOOT_MS_MAX = 30_000;
/** Sooner, for then Playwright tells what the browser said. */
const START_MS_MAX = 25_000;
const END_MS_MAX = 10_000;
const LOOK_MS_MAX = 5_000;
const WITNESS_MS_MAX = 5_000;

/** What can be seen of a tablet from outside. */
export interface Sight {
	/** How far it has come. */
	readonly step: Step;
	/** Where its pages are. */
	readonly pages: readonly string[];
	readonly said: readonly string[];
	readonly unanswered: readonly string[];
	/** Where the picture of its screen lies, or why there is none. */
	readonly screen: string;
}

/** From nothing to an open door. */
export type Step = 'the browser starts' | 'the page loads' | 'the door opens' | 'the door is open';

/** A real Chromium with a profile that outlives it, before a wire of its own. */
export class Tablet {
	readonly name: string;
	readonly wire: Wire;
	/** Everything its pages tell, at the moment they tell it. */
	readonly told = new EventEmitter<Record<Report['kind'], [Report]>>();
	/** The window that has the door. */
	page: Page | null = null;
	readonly #profile: string;
	#context: BrowserContext | null = null;
	#processes: readonly number[] = [];
	#step: Step = 'the browser starts';
	#testimony = new Testimony();
	/**
	 * Until the witness is in its place: Playwright 1.65 answers for a binding to a browser that has died
	 * meanwhile with an exception that nobody can catch.
	 */
	#witnessing: Promise<void> = Promise.resolve();
	/** Which life of the browser is on, so that one that comes too late is known. */
	#lives = 0;

	constructor(name: string, profile: string, wire: Wire) {
		this.name = name;
		this.wire = wire;
		this.#profile = profile;
	}

	/** Pairs it, once, and waits until it has the whole roster. */
	async pair(code: PairingCode, roster: number): Promise<void> {
		const context = await this.#launch();
		const page = await pairTyping(context, this.wire.origin, code);
		await page.evaluate(async () => void (await navigator.serviceWorker.ready));
		await page.waitForFunction(rosterHas, roster, { timeout: BOOT_MS_MAX, polling: 200 });
		await context.close();
		this.#gone();
	}

	/** Starts the browser and opens the door. Throws if it does not open, or is killed meanwhile. */
	boot(camera?: string): Promise<Page> {
		return within(BOOT_MS_MAX, this.#boot(camera), () => this.#step);
	}

	/** Looks at it as it is, and puts a picture of its screen and a copy of its disk into a folder. */
	async look(folder: string): Promise<Sight> {
		const pages = this.#context?.pages() ?? [];
		const [page = null] = this.page ? [this.page] : pages;
		const path = join(folder, 'screen.png');
		const taken = page?.screenshot({ path, timeout: LOOK_MS_MAX });
		const screen = await within(
			LOOK_MS_MAX,
			taken?.then(() => path) ?? Promise.resolve('no page'),
			() => 'its screen'
		).catch(String);
		// It is written to meanwhile, as one that is pulled out of a machine.
		await cp(this.#profile, join(folder, 'profile'), { recursive: true }).catch(() => {});
		return {
			step: this.#step,
			pages: pages.map((each) => each.url()),
			said: this.#testimony.lines,
			unanswered: this.#testimony.unanswered,
			screen
		};
	}

	/** Another window of the same browser. */
	async anotherWindow(): Promise<Page> {
		if (!this.#context) throw new Error('It does not run');
		const page = await this.#context.newPage();
		await page.goto(`${this.wire.origin}/kiosk`, { timeout: BOOT_MS_MAX });
		return page;
	}

	async scan(token: Token): Promise<void> {
		if (this.page) await scanWithWedge(this.page, token);
	}

	/** Kills all of it, at once, and however far it has come. Resolves when nothing is left of it. */
	async kill(): Promise<void> {
		// A browser that is only just there finds that nobody waits for it any more.
		this.#lives++;
		await within(WITNESS_MS_MAX, this.#witnessing, () => 'its witness').catch(() => {});
		this.signal('SIGKILL');
		await this.end();
	}

	/** To the browser and all that it began. */
	signal(signal: NodeJS.Signals): void {
		const [first] = this.#processes.length > 0 ? this.#processes : processesOf(this.#profile);
		if (first === undefined) return;
		try {
			process.kill(-first, signal);
		} catch {
			// It has ended by itself.
		}
	}

	/** What is left of it goes, however it was ended. */
	async end(): Promise<void> {
		this.signal('SIGKILL');
		const closed = this.#context?.close();
		if (closed) await within(END_MS_MAX, closed, () => 'its end').catch(() => {});
		this.#gone();
	}

	async #boot(camera?: string): Promise<Page> {
		const context = await this.#launch(camera);
		const page = context.pages()[0] ?? (await context.newPage());
		this.#step = 'the page loads';
		// Playwright's own limits are those of a page that loads quickly; ours says what was waited for.
		await page.goto(`${this.wire.origin}/kiosk`, { timeout: 0 });
		this.#step = 'the door opens';
		await idle(page).or(page.locator('.verdict')).first().waitFor({ timeout: 0 });
		this.#step = 'the door is open';
		this.page = page;
		return page;
	}

	async remove(): Promise<void> {
		await this.end();
		await this.wire.remove();
	}

	async #launch(camera?: string): Promise<BrowserContext> {
		const life = ++this.#lives;
		this.#step = 'the browser starts';
		this.#testimony = new Testimony();
		const context = await openBrowser({
			profile: this.#profile,
			startMsMax: START_MS_MAX,
			endsWithUs: false,
			...(camera ? { camera } : {})
		});
		// Nobody waited for it any more.
		if (life !== this.#lives) {
			await context.close();
			throw new Error('Too late');
		}
		this.#context = context;
		this.#processes = processesOf(this.#profile);
		this.#testimony.hear(context);
		this.#witnessing = this.#witness(context);
		await this.#witnessing;
		return context;
	}

	async #witness(context: BrowserContext): Promise<void> {
		await context.exposeBinding(TELL, (_, report: Report) => {
			this.told.emit(report.kind, report);
		});
		await context.addInitScript(witnessPage, TELL);
	}

	#gone(): void {
		this.#lives++;
		this.#context = null;
		this.page = null;
		this.#processes = [];
	}
}

/** Runs in the page: whether its database holds so many lines of a roster. */
async function rosterHas(count: number): Promise<boolean> {
	const database = await new Promise<IDBDatabase>((resolve, reject) => {
		const request = indexedDB.open('haebom');
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
	const held = await new Promise<number>((resolve, reject) => {
		const request = database.transaction('roster').objectStore('roster').count();
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
	database.close();
	return held >= count;
}
