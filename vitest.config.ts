import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserPath } from './scripts/browser.js';
import { CHROMIUM_FLAGS } from './tests/stage/chromium.ts';

/** A test of the server waits for a disk or a bell more than it computes: one core does several meanwhile. */
const WORKERS_MIN = 4;

const executablePath = browserPath();

export default defineConfig({
	test: {
		maxWorkers: Math.max(WORKERS_MIN, availableParallelism()),
		projects: [
			{
				test: {
					name: 'node',
					include: [
						'tests/*.test.ts',
						'tests/{attack,chaos,domain,server,simulation,sync,ui}/**/*.test.ts'
					],
					globalSetup: 'tests/server/postgres.ts',
					testTimeout: 30_000,
					// Before some tests a whole server starts, on a machine that may have other work to do.
					hookTimeout: 60_000
				}
			},
			{
				plugins: [svelte()],
				test: {
					name: 'browser',
					include: ['tests/{kiosk,office}/**/*.test.ts'],
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({
							launchOptions: {
								...(executablePath ? { executablePath } : {}),
								args: [
									...CHROMIUM_FLAGS,
									'--use-fake-ui-for-media-stream',
									'--use-fake-device-for-media-stream'
								]
							}
						}),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
