import { join } from 'node:path';
import type { Page } from 'playwright';
import { mint } from '#domain/token.ts';
import { randomBytes } from '#server/keys.ts';
import { openBrowser } from '../stage/browser.ts';
import { startServer } from '../stage/server.ts';
import { idle, pairTyping, type } from '../stage/tablet.ts';
import { badge, wall, writeY4m } from '../stage/y4m.ts';
import { prepareCenter } from './center.ts';
import { figure, progress, type Figure } from './figure.ts';
import { temporaryFolder } from './folder.ts';

const STUDENTS = 30;
const FPS = 10;
/** Each holds the badge up for one second. */
const SHOWN_FRAMES = FPS;
/** Nobody is there while the teacher opens the class. */
const LEAD_S = 12;
/** After the last one; the stream then begins anew, which would hide what was missed. */
const REST_S = 4;

declare global {
	interface Window {
		/** When, in ms since the page began, each number of people had come. */
		came: Record<number, number>;
	}
}

/** A class that passes one tablet in group mode, one badge a second, before its camera. */
export async function* flow(): AsyncGenerator<Figure> {
	await using stage = new AsyncDisposableStack();
	const folder = temporaryFolder(stage);
	const tokens = Array.from({ length: STUDENTS }, () => mint(randomBytes));
	const camera = join(folder, 'class.y4m');
	progress(`Making a video of ${STUDENTS} badges …`);
	writeY4m(camera, pictures(tokens), FPS);

	const server = await startServer({ DATABASE_URL: '', LOG_LEVEL: 'warn' });
	stage.defer(() => server.remove());
	const center = await prepareCenter(server, tokens, { oneClass: true });
	stage.defer(() => center.close());
	const pin = await center.givePin();
	const profile = join(folder, 'tablet');
	const pairing = await openBrowser({ profile });
	await pairTyping(pairing, server.origin, await center.offer());
	await pairing.close();

	progress(`Letting ${STUDENTS} students in, one a second …`);
	const tablet = await openBrowser({ profile, camera });
	stage.defer(() => tablet.close());
	const page = await tablet.newPage();
	await page.goto(`${server.origin}/kiosk`);
	await idle(page).waitFor();
	await openClass(page, pin);
	await page
		.waitForFunction((all) => window.came[all] !== undefined, STUDENTS, {
			timeout: 1_000 * (LEAD_S + STUDENTS + REST_S)
		})
		.catch(() => {});
	const came = await page.evaluate(() => window.came);
	const count = Math.max(...Object.keys(came).map(Number));
	const seconds = ((came[count] ?? NaN) - (came[1] ?? NaN)) / 1_000;

	const notes = `group mode, a badge held up for one second each, ${FPS} frames/s, camera picture 1280 × 720`;
	yield figure('flow.arrived', `of ${STUDENTS}`, count, null, notes);
	yield figure('flow.seconds', 's', seconds, null, `from the first who came to the last; ${notes}`);
}

function* pictures(tokens: readonly ReturnType<typeof mint>[]) {
	const empty = wall();
	for (let frame = 0; frame < LEAD_S * FPS; frame++) yield empty;
	for (const [index, token] of tokens.entries()) {
		const picture = badge(token, { module: 7, turn: index / 3, x: (index % 5) * 30 - 60 });
		for (let frame = 0; frame < SHOWN_FRAMES; frame++) yield picture;
	}
	for (let frame = 0; frame < 2 * REST_S * FPS; frame++) yield empty;
}

async function openClass(page: Page, pin: string): Promise<void> {
	await page.getByRole('button', { name: '선생님', exact: true }).click();
	await type(page, pin);
	await page.getByRole('button', { name: '열기' }).click();
	await page.getByRole('button', { name: '단체 입장' }).click();
	await page.getByRole('button', { name: /아직 \d+명/ }).click();
	await page.evaluate(() => {
		window.came = {};
		const look = () => {
			const shown = document.querySelector('.group .arrived')?.textContent ?? '';
			const count = Number(/\d+/.exec(shown)?.[0] ?? 0);
			if (count > 0) window.came[count] ??= performance.now();
		};
		new MutationObserver(look).observe(document, {
			subtree: true,
			childList: true,
			characterData: true
		});
	});
}
