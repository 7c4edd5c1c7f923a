import { readdirSync, readFileSync } from 'node:fs';
import { chromium, type BrowserContext } from 'playwright';
import { browserPath } from '../../scripts/browser.js';
import { CHROMIUM_FLAGS } from './chromium.ts';

export interface Stage {
	/** A folder that keeps cookies, storage and service workers from one browser to the next. */
	readonly profile: string;
	/** A Y4M file to show instead of a camera; without one there is no camera. */
	readonly camera?: string;
	readonly viewport?: { readonly width: number; readonly height: number };
	readonly locale?: string;
	readonly flags?: readonly string[];
	/** Whether people say yes when the browser asks for the camera. */
	readonly allowCamera?: boolean;
	/** Whether pages may run scripts; they may, unless a test is about those who have none. */
	readonly scripts?: boolean;
	/** A service worker would answer before anybody who wants to look at, or alter, what is loaded. */
	readonly serviceWorkers?: 'allow' | 'block';
}

/** A real Chromium with a profile on the disk, as a tablet has it. */
export async function openBrowser(stage: Stage): Promise<BrowserContext> {
	const { profile, camera, viewport = { width: 1280, height: 800 }, flags = [] } = stage;
	const executablePath = browserPath();
	return chromium.launchPersistentContext(profile, {
		...(executablePath ? { executablePath } : {}),
		headless: true,
		viewport,
		locale: stage.locale ?? 'ko-KR',
		javaScriptEnabled: stage.scripts ?? true,
		serviceWorkers: stage.serviceWorkers ?? 'allow',
		args: [
			...CHROMIUM_FLAGS,
			...(stage.allowCamera === false ? [] : ['--use-fake-ui-for-media-stream']),
			...(camera
				? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`]
				: []),
			...flags
		]
	});
}

/** Ends the browser that has a profile as an empty battery does: at once, and all of it. */
export function cutPower(profile: string): void {
	const own = `--user-data-dir=${profile}`;
	for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
		if (commandOf(pid).includes(own)) process.kill(Number(pid), 'SIGKILL');
	}
}

/** The arguments a process was started with; none of one that has ended meanwhile. */
function commandOf(pid: string): readonly string[] {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
	} catch {
		return [];
	}
}
