import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { badgeIn, firstFrameOf, FPS, FRAMES } from './badge-video.ts';
import { median, percentile } from './figure.ts';
import { firstSeen, framesSeen } from './frame-clock.ts';
import { slowDown } from './slow.ts';

/** The browser took so long to open that the video had gone on to its badges. */
export class TooLate extends Error {}

/** Time for the answer to the last badge, in ms. */
const LAST_ANSWER_MS = 1_500;

declare global {
	interface Window {
		longTasks: { readonly at: number; readonly ms: number }[];
	}
}

/** A page that answers to a video of badges. */
export interface Viewer {
	readonly page: Page;
	/** When each badge was answered first, by its index, in ms since 1970. */
	answers(): Promise<ReadonlyMap<number, number>>;
}

/** What came of watching the video once. */
export interface Viewing {
	readonly caught: number;
	readonly medianMs: number | null;
	readonly p95Ms: number | null;
	/** Share of the time in which the page's main thread was busy, in percent. */
	readonly busy: number;
	/** Tasks of the main thread of more than 50 ms. */
	readonly longTasks: number;
	/** By how much the page was slowed down in fact. */
	readonly slowed: number;
	/** Frames of badges that the browser handed out, of all there are. */
	readonly frames: number;
}

/** Call before the page is opened. */
export async function noteLongTasks(page: Page): Promise<void> {
	await page.addInitScript(() => {
		window.longTasks = [];
		new PerformanceObserver((list) => {
			for (const { startTime, duration } of list.getEntries()) {
				window.longTasks.push({ at: performance.timeOrigin + startTime, ms: duration });
			}
		}).observe({ type: 'longtask' });
	});
}

/**
 * Slows the page down and watches the video to its end. Call while nobody is before the camera yet;
 * throws `TooLate` otherwise.
 */
export async function view({ page, answers }: Viewer, rate: number): Promise<Viewing> {
	const slowed = rate === 1 ? 1 : await slowDown(page, rate);
	const early = (await framesSeen(page)).at(-1);
	if (early === undefined || badgeIn(early.number) !== null) {
		throw new TooLate('The page was ready only after the first badge was shown');
	}
	const session = await page.context().newCDPSession(page);
	await session.send('Performance.enable');
	const busyBefore = await busyMs(session);
	const from = performance.now();
	await sleep(((FRAMES - early.number) * 1000) / FPS + LAST_ANSWER_MS);
	const busy = (100 * ((await busyMs(session)) - busyBefore)) / (performance.now() - from);

	const frames = (await framesSeen(page)).filter(({ at }) => at > early.at);
	const first = firstSeen(frames, badgeIn, firstFrameOf, FPS);
	const latencies = [...(await answers())].map(([badge, at]) => at - (first.get(badge) ?? NaN));
	if (latencies.some(Number.isNaN)) throw new Error('A badge was answered that was not shown');
	const start = Math.min(...first.values());
	const tasks = await page.evaluate(() => window.longTasks);
	return {
		caught: latencies.length,
		medianMs: median(latencies),
		p95Ms: percentile(latencies, 0.95),
		busy,
		longTasks: tasks.filter(({ at }) => at >= start).length,
		slowed,
		frames: new Set(frames.map(({ number }) => number).filter((each) => badgeIn(each) !== null))
			.size
	};
}

type Session = Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>;

async function busyMs(session: Session): Promise<number> {
	const { metrics } = await session.send('Performance.getMetrics');
	return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}
