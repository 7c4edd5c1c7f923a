import { join } from 'node:path';
import { openBrowser } from '../stage/browser.ts';
import { crowd, filmed, openRescue } from '../stage/light.ts';
import { startServer } from '../stage/server.ts';
import { pairTyping } from '../stage/tablet.ts';
import { prepareCenter } from './center.ts';
import { figure, progress, type Figure } from './figure.ts';
import { temporaryFolder } from './folder.ts';

const EVENTS = 1_000;
const FPS = 6;
const FILMED_MS_MAX = 240_000;

/** What a tablet owes, from its screen to the camera of another one that is nowhere near a network. */
export async function* light(): AsyncGenerator<Figure> {
	await using stage = new AsyncDisposableStack();
	const folder = temporaryFolder(stage);
	const server = await startServer({ DATABASE_URL: '', LOG_LEVEL: 'warn' });
	stage.defer(() => server.remove());
	const center = await prepareCenter(server, []);
	stage.defer(() => center.close());
	const pin = await center.givePin();

	progress(`Showing ${EVENTS} records …`);
	const giver = await openBrowser({ profile: join(folder, 'giver') });
	stage.defer(() => giver.close());
	const shown = await pairTyping(giver, server.origin, await center.offer());
	await giver.setOffline(true);
	await crowd(shown, EVENTS);
	await openRescue(shown, pin);
	await shown.getByRole('button', { name: '건네주기', exact: true }).click();
	const camera = join(folder, 'shown.y4m');
	const pictures = await filmed(shown, camera, FPS);

	progress(`Filming ${pictures} pictures …`);
	const taker = await openBrowser({ profile: join(folder, 'taker'), camera });
	stage.defer(() => taker.close());
	const filming = await pairTyping(taker, server.origin, await center.offer());
	await openRescue(filming, pin);
	await filming.getByRole('button', { name: '찍기', exact: true }).click();
	const began = performance.now();
	await filming.getByRole('heading', { name: '다 받았어요' }).waitFor({ timeout: FILMED_MS_MAX });
	const seconds = (performance.now() - began) / 1_000;
	const notes = `${FPS} pictures/s, camera picture 1280 × 720, from pressing «film» to whole and on the disk`;
	yield figure('light.seconds', 's', seconds, null, `${EVENTS} records; ${notes}`);
}
