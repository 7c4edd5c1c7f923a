import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Token } from '#domain/token.ts';
import { openBrowser } from '../stage/browser.ts';
import { startServer } from '../stage/server.ts';
import { groupFor, prepareCenter } from './center.ts';
import { installFrameClock } from './frame-clock.ts';
import { slowDownWorkers } from './slow.ts';
import { noteLongTasks, type Viewer } from './viewing.ts';

const DECODER = '**/workers/decoder.worker-*.js';

/** What the screen said, and when, in ms since 1970. */
interface Shown {
	readonly tone: string;
	readonly name: string;
	readonly at: number;
}

declare global {
	interface Window {
		shown: Shown[];
	}
}

/**
 * The product as it is served, on a tablet that is paired and has its roster, before the video. A
 * badge is answered when the screen is green for its bearer; that the event is in the journal by then
 * is what green means, and is checked afterwards.
 */
export async function openKiosk(
	stage: AsyncDisposableStack,
	tokens: readonly Token[],
	video: string,
	folder: string,
	rate: number
): Promise<Viewer> {
	const server = await startServer({ DATABASE_URL: '', LOG_LEVEL: 'warn' });
	stage.defer(() => server.remove());
	const center = await prepareCenter(server, tokens);
	stage.defer(() => center.close());
	const tablet = { profile: join(folder, 'tablet'), serviceWorkers: 'block' } as const;

	const pairing = await openBrowser(tablet);
	stage.defer(() => pairing.close());
	const first = await pairing.newPage();
	await first.goto(`${server.origin}/kiosk#pair=${await center.offer()}`);
	await first
		.locator('.idle dd')
		.first()
		.filter({ hasText: String(tokens.length) })
		.waitFor();
	await pairing.close();

	const context = await openBrowser({ ...tablet, camera: video });
	stage.defer(() => context.close());
	const page = await context.newPage();
	await installFrameClock(page);
	await noteLongTasks(page);
	await page.addInitScript(noteVerdicts);
	if (rate > 1) await slowDownWorkers(page, DECODER, rate);
	await page.goto(`${server.origin}/kiosk`);
	await page.locator('.picture .frame').waitFor();
	await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0);
	return { page, answers: () => answers(page, center.participants) };
}

/** Runs in the page: notes what the screen says as soon as it says it. */
function noteVerdicts(): void {
	window.shown = [];
	let before = '';
	const look = () => {
		const verdict = document.querySelector<HTMLElement>('.verdict');
		const tone = verdict?.dataset['tone'] ?? '';
		const name = verdict?.querySelector('.name')?.textContent ?? '';
		if (`${tone} ${name}` === before) return;
		before = `${tone} ${name}`;
		window.shown.push({ tone, name, at: performance.timeOrigin + performance.now() });
	};
	new MutationObserver(look).observe(document, {
		subtree: true,
		childList: true,
		characterData: true,
		attributeFilter: ['data-tone']
	});
}

async function answers(
	page: Page,
	participants: readonly string[]
): Promise<ReadonlyMap<number, number>> {
	const shown = await page.evaluate(() => window.shown);
	const green = new Map<number, number>();
	for (const [badge] of participants.entries()) {
		const first = shown.find(
			({ tone, name }) => tone === 'arrival' && name.endsWith(` ${groupFor(badge)}`)
		);
		if (first) green.set(badge, first.at);
	}
	const kept = new Set(await arrivalsKept(page));
	if (
		kept.size !== green.size ||
		![...green.keys()].every((each) => kept.has(participants[each] ?? ''))
	) {
		throw new Error(`${green.size} were shown green, but ${kept.size} are in the journal`);
	}
	return green;
}

/** Who arrived, according to the tablet's own journal. */
function arrivalsKept(page: Page): Promise<string[]> {
	return page.evaluate(
		() =>
			new Promise<string[]>((resolve, reject) => {
				const opening = indexedDB.open('haebom');
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const rows = opening.result.transaction('events').objectStore('events').getAll();
					rows.onsuccess = () => {
						opening.result.close();
						resolve(
							rows.result
								.filter(({ own, event }) => own === 1 && event.kind === 'arrival')
								.map(({ event }) => event.who.participant)
						);
					};
				};
			})
	);
}
