// Runs every check in turn, prints what each says, and ends with one line that counts them all.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const RESULTS = 'test-results';

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
run('svelte-kit', ['sync']);

const total = { passed: 0, failed: 0 };
for (const [title, command, ...args] of CHECKS) {
	const passed = heading(title) && run(command, args);
	count(passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}
for (const [title, command, countOf, ...args] of SUITES) {
	const passed = heading(title) && run(command, args);
	const counted = countOf();
	// A suite that broke down before it could count is one failure, never none.
	if (!passed && counted.failed === 0) counted.failed = 1;
	count(counted);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

function heading(title) {
	console.log(`\n── ${title}`);
	return true;
}

function run(command, args) {
	return (
		spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
	);
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
