import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const KNOWN = [
	process.env.CHROMIUM_PATH,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:/Program Files/Google/Chrome/Application/chrome.exe'
];

/**
 * Where this machine has a Chromium or Chrome; null if nowhere known.
 * @returns {string | null}
 */
export function browserPath() {
	return KNOWN.find((path) => path && existsSync(path)) ?? null;
}

/** Sees to it that there is a browser to test with: Debian's Chromium where we may install it. */
export function ensureBrowser() {
	if (browserPath()) return;
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		console.log('Installing Chromium for the browser tests (about a minute) …');
		const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
		spawnSync('apt-get', ['update'], quiet);
		spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
			...quiet,
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		});
	}
	if (browserPath()) return;
	console.error(
		'No Chromium or Chrome was found. Install one, or set CHROMIUM_PATH to where it is.'
	);
	process.exit(1);
}
