// Runs every check in turn, prints what each says, and ends with one line that counts them all.
import { spawn } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statfsSync
} from 'node:fs';
import { join } from 'node:path';

const RESULTS = 'test-results';

/** Where files lie in memory, and how much of it the tests may need at once: mostly pictures for cameras. */
const MEMORY = '/dev/shm';
const ROOM_BYTES_MIN = 4 * 1024 ** 3;

/** Checks that either hold or do not; each counts as one. */
const CHECKS = [
	['Format', 'prettier', '--check', '--log-level', 'warn', '.'],
	['Lint', 'eslint', '--max-warnings', '0', '.'],
	['Types', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
	['Types of the service worker', 'tsc', '--noEmit', '-p', 'src/service-worker']
];

/** Suites that write their counts to a file of their own. */
const SUITES = [
	[
		'Unit, server, sync and kiosk tests',
		'vitest',
		countVitest,
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${RESULTS}/vitest.json`
	],
	['Journeys in a real browser', 'playwright', countPlaywright, 'test']
];

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS);
const env = { ...process.env, ...scratch() };
await run('svelte-kit', ['sync']);

const total = { passed: 0, failed: 0 };
console.log(`\n── ${CHECKS.map(([title]) => title).join(', ')}`);
const checks = CHECKS.map(async ([title, command, ...args]) => ({
	title,
	...(await run(command, args, 'pipe'))
}));
for (const { title, passed, said } of await Promise.all(checks)) {
	console.log(`${passed ? '✓' : '✗'} ${title}\n${said}`);
	count(passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}
for (const [title, command, countOf, ...args] of SUITES) {
	console.log(`\n── ${title}`);
	const { passed } = await run(command, args);
	const counted = countOf();
	// A suite that broke down before it could count is one failure, never none.
	if (!passed && counted.failed === 0) counted.failed = 1;
	count(counted);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** Runs a command; what it says is shown at once, or given back where several speak at a time. */
function run(command, args, output = 'inherit') {
	return new Promise((resolve) => {
		const stdio = ['inherit', output, output];
		const child = spawn(command, args, { stdio, env, shell: process.platform === 'win32' });
		let said = '';
		for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text));
		child.once('error', ({ message }) => resolve({ passed: false, said: message }));
		child.once('close', (code) => resolve({ passed: code === 0, said }));
	});
}

/**
 * A folder in memory for databases and profiles, where there is room and programs may run. Every commit of every
 * test waits for its flush; tests end processes and never the machine, so a disk would show them nothing more.
 */
function scratch() {
	if (process.env.TMPDIR || !existsSync(MEMORY)) return {};
	const { bavail, bsize } = statfsSync(MEMORY);
	const mounted = readFileSync('/proc/mounts', 'utf8')
		.split('\n')
		.find((line) => line.split(' ')[1] === MEMORY);
	if (bavail * bsize < ROOM_BYTES_MIN || !mounted || /\bnoexec\b/.test(mounted)) return {};
	const folder = mkdtempSync(join(MEMORY, 'haebom-test-'));
	// PostgreSQL does not run as root, and has to reach what it keeps there.
	chmodSync(folder, 0o755);
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
	return { TMPDIR: folder };
}

function count({ passed, failed }) {
	total.passed += passed;
	total.failed += failed;
}

function countVitest() {
	const counts = readJson('vitest.json');
	return { passed: counts?.numPassedTests ?? 0, failed: counts?.numFailedTests ?? 0 };
}

function countPlaywright() {
	const counts = readJson('playwright.json')?.stats;
	return {
		passed: (counts?.expected ?? 0) + (counts?.flaky ?? 0),
		failed: counts?.unexpected ?? 0
	};
}

function readJson(name) {
	try {
		return JSON.parse(readFileSync(`${RESULTS}/${name}`, 'utf8'));
	} catch {
		return null;
	}
}
