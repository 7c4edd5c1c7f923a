import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { launched } from './tests/stage/browser.ts';

export default defineConfig({
	testDir: 'tests/journeys',
	outputDir: 'test-results/journeys',
	reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
	// A tablet with its server and its staff takes about a core; on two cores, two wait for each other well enough.
	workers: Math.max(2, Math.floor(availableParallelism() / 2)),
	fullyParallel: true,
	// Two browsers share two cores there with whatever else the machine does; at a desk a race shows itself.
	retries: process.env['CI'] ? 1 : 0,
	timeout: 90_000,
	// Two browsers and two servers on two cores; what has to be quicker says so itself.
	expect: { timeout: 10_000 },
	forbidOnly: true,
	use: { launchOptions: launched() }
});
