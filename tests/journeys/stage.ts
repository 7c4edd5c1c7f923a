import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { BrowserContext, Page } from 'playwright';
import { openBrowser, type Stage } from '../stage/browser.ts';
import { layCable, type Cable } from '../stage/network.ts';
import { startServer, type RunningServer } from '../stage/server.ts';

export { expect } from '@playwright/test';

interface Fixtures {
	/** A folder of the test's own. */
	readonly folder: string;
	/** The product, served by a process of its own on an empty database. */
	readonly server: RunningServer;
	/** What lies between the tablets and the server. */
	readonly cable: Cable;
	/** Opens a browser that is closed with the test. */
	readonly open: (
		stage: Omit<Stage, 'profile'> & { readonly profile?: string }
	) => Promise<BrowserContext>;
	/** A page of the staff's own browser, which has no camera. */
	readonly staff: Page;
}

export const test = base.extend<Fixtures>({
	folder: async ({}, use) => {
		const folder = mkdtempSync(join(tmpdir(), 'haebom-journey-'));
		await use(folder);
		rmSync(folder, { recursive: true, force: true });
	},
	server: async ({}, use) => {
		const server = await startServer();
		await use(server);
		await server.remove();
	},
	cable: async ({ server }, use) => {
		const cable = await layCable(server.origin);
		await use(cable);
		await cable.remove();
	},
	open: async ({ folder }, use) => {
		const open: BrowserContext[] = [];
		await use(async (stage) => {
			const context = await openBrowser({
				profile: join(folder, `profile-${open.length}`),
				...stage
			});
			open.push(context);
			return context;
		});
		await Promise.all(open.map((context) => context.close().catch(() => {})));
	},
	staff: async ({ open }, use) => {
		const context = await open({});
		await use(context.pages()[0] ?? (await context.newPage()));
	}
});
