import type { Page } from 'playwright';
import { median } from './figure.ts';

/** Long enough for the throttling, which works in slices of some milliseconds, to even out. */
const LOOP_MS = 60;
const LOOPS = 5;

/** Slows the page's main thread down, and returns by how much it became slower in fact. */
export async function slowDown(page: Page, rate: number): Promise<number> {
	const turns = await page.evaluate(turnsIn, LOOP_MS);
	const before = await loops(page, turns);
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate });
	return (await loops(page, turns)) / before;
}

/**
 * Makes workers of the page whose script matches `pattern` as slow: the throttling of the DevTools
 * protocol does not reach workers. Whatever such a worker does between taking a frame and reporting, or
 * asking for the next, takes `rate` times as long.
 */
export async function slowDownWorkers(page: Page, pattern: string, rate: number): Promise<void> {
	await page.route(pattern, async (route) => {
		const response = await route.fetch();
		const prologue = `(${stretch})(${rate});\n`;
		await route.fulfill({ response, body: prologue + (await response.text()) });
	});
}

async function loops(page: Page, turns: number): Promise<number> {
	const times: number[] = [];
	for (let loop = 0; loop < LOOPS; loop++) times.push(await page.evaluate(timeOf, turns));
	return median(times) ?? NaN;
}

/** Runs in the page: how many turns of a loop fit into so many ms. */
function turnsIn(ms: number): number {
	let turns = 0;
	let sum = 0;
	for (const until = performance.now() + ms; performance.now() < until; turns++) {
		for (let step = 0; step < 1000; step++) sum = (sum * 31 + step) % 1_000_003;
	}
	return sum < 0 ? 0 : turns;
}

/** Runs in the page: how long so many turns of the same loop take. */
function timeOf(turns: number): number {
	const from = performance.now();
	let sum = 0;
	for (let turn = 0; turn < turns; turn++) {
		for (let step = 0; step < 1000; step++) sum = (sum * 31 + step) % 1_000_003;
		performance.now();
	}
	return sum < 0 ? 0 : performance.now() - from;
}

/** Runs in the worker, before its own script. */
function stretch(rate: number): void {
	/** Since when the worker has been busy with a frame; null while it waits for one. */
	let busySince: number | null = null;
	const spin = () => {
		if (busySince === null) return;
		const now = performance.now();
		const until = now + (now - busySince) * (rate - 1);
		while (performance.now() < until);
		busySince = performance.now();
	};
	const read = ReadableStreamDefaultReader.prototype.read;
	ReadableStreamDefaultReader.prototype.read = async function (this: ReadableStreamDefaultReader) {
		spin();
		busySince = null;
		const next = await read.call(this);
		busySince = performance.now();
		return next;
	};
	const post = self.postMessage.bind(self);
	self.postMessage = (...message: Parameters<typeof post>) => {
		spin();
		post(...message);
	};
}
