import { defineConfig } from '@playwright/test';

export default defineConfig({
	testDir: 'tests/journeys',
	outputDir: 'test-results/journeys',
	reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
	workers: 2,
	fullyParallel: true,
	retries: 0,
	timeout: 90_000,
	// Two browsers and two servers on two cores; what has to be quicker says so itself.
	expect: { timeout: 10_000 },
	forbidOnly: true
});
