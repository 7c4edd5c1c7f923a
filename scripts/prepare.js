// Brings the checkout to where a command can run: dependencies, build, browser. Runs on whatever
// Node.js the machine has (20 or later), before the pinned one is installed.
import { spawnSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { contentHash } from './content.js';

const LOCK = '.cache/preparing';
const BUILDS_KEPT = 3;

const wanted = new Set(process.argv.slice(2));

await locked(async () => {
	if (!installed()) {
		say('Installing dependencies (about half a minute) …');
		run('npm', ['ci', '--include=dev', '--loglevel=error']);
	}
	if (wanted.has('build')) build();
	if (wanted.has('browser'))
		await import('./browser.js').then(({ ensureBrowser }) => ensureBrowser());
});

/** Two commands started together must not install into one directory: the second waits. */
async function locked(work) {
	mkdirSync('.cache', { recursive: true });
	for (let waiting = false; !take(); waiting = true) {
		if (!waiting) say('Another command is preparing this checkout; waiting for it …');
		await sleep(300);
	}
	const release = () => rmSync(LOCK, { recursive: true, force: true });
	process.on('exit', release);
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
	await work();
}

function take() {
	try {
		mkdirSync(LOCK);
		writeFileSync(`${LOCK}/pid`, String(process.pid));
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
		if (abandoned()) rmSync(LOCK, { recursive: true, force: true });
		return false;
	}
}

function abandoned() {
	try {
		process.kill(Number(readFileSync(`${LOCK}/pid`, 'utf8')), 0);
		return false;
	} catch (error) {
		// Its owner is gone; or it has only just made the directory and not yet written its number.
		if (error.code === 'ESRCH') return true;
		return error.code === 'ENOENT' && Date.now() - (ageOf(LOCK) ?? Date.now()) > 5_000;
	}
}

function ageOf(path) {
	return existsSync(path) ? statSync(path).mtimeMs : null;
}

/** Whether node_modules is what the lock file says, whoever installed it. */
function installed() {
	try {
		const locked = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
		const present = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8')).packages;
		return (
			Object.keys(present).every((path) => path in locked) &&
			Object.entries(locked).every(([path, { integrity, optional, devOptional, extraneous }]) => {
				if (path === '') return true;
				// What another platform needs, or nobody any more, may be absent.
				if (!present[path]) return optional || devOptional || extraneous;
				return present[path].integrity === integrity;
			})
		);
	} catch {
		return false;
	}
}

function build() {
	const name = contentHash();
	if (existsSync(`build/${name}/complete`)) return;
	say('Building (about ten seconds) …');
	run('npm', ['run', '--silent', 'build'], 'quietly');
	writeFileSync(`build/${name}/complete`, '');
	// A running server still hands out the scripts of the build it was started with.
	const builds = readdirSync('build').sort((a, b) => ageOf(`build/${b}`) - ageOf(`build/${a}`));
	for (const old of builds.slice(BUILDS_KEPT)) rmSync(`build/${old}`, { recursive: true });
}

/** A build says much that is no news; it is only shown when it fails. */
function run(command, args, quietly) {
	const done = spawnSync(command, args, {
		stdio: quietly ? 'pipe' : 'inherit',
		shell: process.platform === 'win32'
	});
	if (done.status === 0) return;
	if (quietly) process.stderr.write(Buffer.concat([done.stdout, done.stderr]));
	say(`«${command} ${args.join(' ')}» did not succeed; what it said stands above.`);
	process.exit(done.status ?? 1);
}

function say(text) {
	console.log(text);
}
