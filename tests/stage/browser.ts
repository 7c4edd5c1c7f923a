import { readdirSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext } from 'playwright';
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
	/** How long it may take to start; half a minute, unless somebody waits for less. */
	readonly startMsMax?: number;
	/** Whether Ctrl+C ends it, and this process with it; it does, unless there is something to do before. */
	readonly endsWithUs?: boolean;
}

/** A real Chromium with a profile on the disk, as a tablet has it. */
export async function openBrowser(stage: Stage): Promise<BrowserContext> {
	const { endsWithUs = true } = stage;
	return chromium.launchPersistentContext(stage.profile, {
		...launched(stage),
		...seen(stage),
		...(stage.startMsMax ? { timeout: stage.startMsMax } : {}),
		...{ handleSIGINT: endsWithUs, handleSIGTERM: endsWithUs }
	});
}

/** How a Chromium is started that has no camera of its own, unless a stage says otherwise. */
export function launched({ camera, allowCamera = true, flags = [] }: Partial<Stage> = {}) {
	const executablePath = browserPath();
	return {
		...(executablePath ? { executablePath } : {}),
		headless: true,
		args: [
			...CHROMIUM_FLAGS,
			...(allowCamera ? ['--use-fake-ui-for-media-stream'] : []),
			...(camera
				? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`]
				: []),
			...flags
		]
	};
}

/**
 * A browser for one sitting within one that runs already: it shares nothing with its neighbours, forgets all
 * that it kept when it is closed, and is there at once. What it begins with may be a sign-in.
 */
export async function openSitting(
	browser: Browser,
	stage: Sitting,
	signedIn: SignedIn | null = null
): Promise<BrowserContext> {
	return browser.newContext({ ...seen(stage), ...(signedIn ? { storageState: signedIn } : {}) });
}

/** What a browser was left with by somebody who is signed in. */
export type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>;

/** What can be chosen for each page that a running browser opens. */
type Sitting = Pick<Stage, 'viewport' | 'locale' | 'scripts' | 'serviceWorkers'>;

function seen({ viewport, locale, scripts = true, serviceWorkers }: Sitting) {
	return {
		viewport: viewport ?? { width: 1280, height: 800 },
		locale: locale ?? 'ko-KR',
		javaScriptEnabled: scripts,
		serviceWorkers: serviceWorkers ?? ('allow' as const)
	};
}

/** Ends the browser that has a profile as an empty battery does: at once, and all of it. */
export function cutPower(profile: string): void {
	for (const pid of processesOf(profile)) process.kill(pid, 'SIGKILL');
}

/** The processes of the browser that has a profile, the one that began them first. */
export function processesOf(profile: string): number[] {
	const own = `--user-data-dir=${profile}`;
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name) && commandOf(name).includes(own))
		.map(Number)
		.sort((a, b) => a - b);
}

/** The arguments a process was started with; none of one that has ended meanwhile. */
function commandOf(pid: string): readonly string[] {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
	} catch {
		return [];
	}
}
