import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { mint } from '#domain/token.ts';
import { randomBytes } from '#server/keys.ts';
import { openBrowser } from '../stage/browser.ts';
import { startServer } from '../stage/server.ts';
import { wall, writeY4m } from '../stage/y4m.ts';
import { precached } from './build.ts';
import { prepareCenter } from './center.ts';
import { figure, median, percentile, progress, type Figure } from './figure.ts';
import { temporaryFolder } from './folder.ts';
import { slowDown } from './slow.ts';

const RATES = [1, 4];
const STARTS = 7;
/** Expected today. */
const CLASS = 28;
/** A whole year of a center, all of it at this tablet's site: more than any tablet will hold. */
const ROSTERS = [CLASS, 30_623];
const FPS = 30;
const INSTALL_MS_MAX = 60_000;

/** Moments of one start, in ms since the page was asked for; null while it has not come to that. */
interface Milestones {
	counts: number | null;
	picture: number | null;
	/** The decoder looks at the picture: a badge would be read. */
	watching: number | null;
}

declare global {
	interface Window {
		milestones: Milestones;
	}
}

/**
 * A tablet that is switched on where there is no network: from asking for the page to a door that
 * shows its counts and sees. The server is down, the browser has only just been started.
 */
export async function* coldStart(): AsyncGenerator<Figure> {
	for (const roster of ROSTERS) {
		await using stage = new AsyncDisposableStack();
		const folder = temporaryFolder(stage);
		const camera = join(folder, 'wall.y4m');
		writeY4m(camera, new Array(FPS).fill(wall()), FPS);
		const tablet = { profile: join(folder, 'tablet'), camera };
		progress(`Preparing a tablet with a roster of ${roster} …`);
		const address = await preparedTablet(stage, tablet, roster);
		for (const rate of RATES) {
			progress(`Starting it offline ${STARTS} times at ${rate}× …`);
			const starts: Start[] = [];
			while (starts.length < STARTS) starts.push(await start(tablet, address, rate));
			yield figureOf(starts, roster, rate);
		}
	}
}

/** Pairs a tablet, waits until it has everything, and switches the server off. */
async function preparedTablet(
	stage: AsyncDisposableStack,
	tablet: { readonly profile: string; readonly camera: string },
	roster: number
): Promise<string> {
	const server = await startServer({ DATABASE_URL: '', LOG_LEVEL: 'warn' });
	stage.defer(() => server.remove());
	const tokens = Array.from({ length: CLASS }, () => mint(randomBytes));
	const center = await prepareCenter(server, tokens, { others: roster - CLASS });
	const context = await openBrowser(tablet);
	try {
		const page = await context.newPage();
		await page.goto(`${server.origin}/kiosk#pair=${await center.offer()}`);
		const timeout = INSTALL_MS_MAX;
		await page
			.locator('.idle dd')
			.first()
			.filter({ hasText: String(CLASS) })
			.waitFor({ timeout });
		await page.waitForFunction(inCharge, null, { timeout, polling: 200 });
		if (!(await page.evaluate(isKept, precached()))) throw new Error('Not all files are kept');
	} finally {
		await context.close();
		await center.close();
	}
	await server.stop();
	return `${server.origin}/kiosk`;
}

/** Runs in the page: whether the service worker is. */
function inCharge(): boolean {
	return navigator.serviceWorker.controller?.state === 'activated';
}

/** Runs in the page: whether all of these files are in a cache. */
async function isKept(urls: readonly string[]): Promise<boolean> {
	const found = await Promise.all(
		urls.map((url) => caches.match(url, { ignoreSearch: true, ignoreVary: true }))
	);
	return found.every(Boolean);
}

interface Start {
	readonly ms: number;
	readonly milestones: Milestones;
	readonly slowed: number;
}

async function start(
	tablet: { readonly profile: string; readonly camera: string },
	address: string,
	rate: number
): Promise<Start> {
	const context = await openBrowser(tablet);
	try {
		const page = await freshPage(context);
		const slowed = rate === 1 ? 1 : await slowDown(page, rate);
		if (rate > 1) await page.addInitScript(slowWorkerStarts, rate);
		await page.addInitScript(noteMilestones);
		await page.goto(address, { waitUntil: 'commit' });
		await page.waitForFunction(() => !Object.values(window.milestones).includes(null), null, {
			polling: 100
		});
		const milestones = await page.evaluate(() => window.milestones);
		return { ms: Math.max(...Object.values(milestones)), milestones, slowed };
	} finally {
		await context.close();
	}
}

async function freshPage(context: BrowserContext): Promise<Page> {
	return context.pages()[0] ?? (await context.newPage());
}

/** Runs in the page: notes how far the start has come, whenever the page changes and with each frame. */
function noteMilestones(): void {
	const milestones: Milestones = { counts: null, picture: null, watching: null };
	window.milestones = milestones;
	const look = () => {
		const now = performance.now();
		const video = document.querySelector('video');
		if (document.querySelector('.idle dd')?.textContent) milestones.counts ??= now;
		if (document.querySelector('.picture .frame')) milestones.watching ??= now;
		if (video && milestones.picture === null && !video.dataset['watched']) {
			video.dataset['watched'] = 'yes';
			video.requestVideoFrameCallback(() => (milestones.picture ??= performance.now()));
		}
	};
	new MutationObserver(look).observe(document, {
		subtree: true,
		childList: true,
		characterData: true
	});
}

/**
 * Runs in the page: the throttling does not reach workers, so their first word, by which they say that
 * they are ready, is kept back until they have taken `rate` times as long to start.
 */
function slowWorkerStarts(rate: number): void {
	const handler = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
	window.Worker = class extends Worker {
		#madeAt: number | null = performance.now();

		override set onmessage(handle: (event: MessageEvent) => void) {
			handler?.set?.call(this, (event: MessageEvent) => {
				const lateMs = this.#madeAt === null ? 0 : (rate - 1) * (performance.now() - this.#madeAt);
				this.#madeAt = null;
				if (lateMs > 0) setTimeout(() => handle.call(this, event), lateMs);
				else handle.call(this, event);
			});
		}
	};
}

function figureOf(starts: readonly Start[], roster: number, rate: number): Figure {
	const times = starts.map(({ ms }) => ms);
	const at = (name: keyof Milestones) =>
		Math.round(median(starts.map(({ milestones }) => milestones[name] ?? NaN)) ?? NaN);
	const slowed = (median(starts.map(({ slowed }) => slowed)) ?? NaN).toFixed(1);
	return figure(
		`cold-start.${roster}.${rate}x`,
		'ms',
		median(times),
		null,
		`median of ${starts.length} starts, slowest ${Math.round(percentile(times, 1) ?? NaN)}; roster of ${roster}; ` +
			`counts ${at('counts')}, picture ${at('picture')}, decoder ${at('watching')}` +
			(rate === 1
				? ''
				: `; main thread slowed ${slowed}× in fact, the start of the decoder’s worker ${rate}×`)
	);
}
