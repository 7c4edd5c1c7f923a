import { join } from 'node:path';
import type { Html5Qrcode } from 'html5-qrcode';
import type { Token } from '#domain/token.ts';
import { openBrowser } from '../stage/browser.ts';
import { installFrameClock } from './frame-clock.ts';
import { servePage } from './plain-page.ts';
import { noteLongTasks, type Viewer } from './viewing.ts';

/** As its own documentation has it. */
const FPS = 10;

declare global {
	interface Window {
		Html5Qrcode: typeof Html5Qrcode;
		read: [text: string, at: number][];
	}
}

const PAGE = `<!doctype html>
<title>html5-qrcode</title>
<div id="reader" style="width: 640px"></div>
<script src="/html5-qrcode/html5-qrcode.min.js"></script>`;

/**
 * html5-qrcode as it comes, before the same video: its own decoder, all formats. A badge is answered
 * when its text is handed to the callback: there is no roster, no journal and no screen after that.
 */
export async function openPeer(
	stage: AsyncDisposableStack,
	tokens: readonly Token[],
	video: string,
	folder: string
): Promise<Viewer> {
	const origin = await servePage(stage, PAGE, { 'html5-qrcode': 'node_modules/html5-qrcode' });
	const context = await openBrowser({ profile: join(folder, 'peer'), camera: video });
	stage.defer(() => context.close());
	const page = await context.newPage();
	await installFrameClock(page);
	await noteLongTasks(page);
	await page.goto(origin);
	await page.evaluate(async (fps) => {
		window.read = [];
		await new window.Html5Qrcode('reader').start(
			{ facingMode: 'user' },
			{ fps },
			(text) => window.read.push([text, performance.timeOrigin + performance.now()]),
			() => {}
		);
	}, FPS);
	await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0);
	return {
		page,
		async answers() {
			const read = await page.evaluate(() => window.read);
			const first = new Map(read.toReversed());
			return new Map(
				tokens.flatMap((token, badge) => {
					const at = first.get(token);
					return at === undefined ? [] : [[badge, at] as const];
				})
			);
		}
	};
}
