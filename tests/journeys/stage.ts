import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { BrowserContext, Page } from 'playwright';
import { openBrowser, openSitting, type Stage } from '../stage/browser.ts';
import { FoundedCenters, type Founded } from '../stage/founded.ts';
import { layCable, type Cable } from '../stage/network.ts';
import { startServer, type RunningServer } from '../stage/server.ts';

export { expect } from '@playwright/test';

interface Options {
	/** What the server has when a test begins: nothing, or a demo center to which `staff` are signed in. */
	readonly begins: 'empty' | 'founded';
}

interface Fixtures {
	/** A folder of the test's own. */
	readonly folder: string;
	/** The center that was founded before, where the test begins with one. */
	readonly founded: Founded | null;
	/** The product, served by a process of its own on a database of its own. */
	readonly server: RunningServer;
	/** What lies between the tablets and the server. */
	readonly cable: Cable;
	/** Opens a browser that is closed with the test: one of its own for whatever is to outlive it, or to see. */
	readonly open: (
		stage: Omit<Stage, 'profile'> & { readonly profile?: string }
	) => Promise<BrowserContext>;
	/** A page of the staff's own browser, which has no camera. */
	readonly staff: Page;
}

interface WorkerFixtures {
	readonly centers: FoundedCenters;
}

export const test = base.extend<Fixtures & Options, WorkerFixtures>({
	begins: ['empty', { option: true }],
	centers: [
		async ({ browser }, use) => {
			const centers = new FoundedCenters(browser);
			await use(centers);
			centers.remove();
		},
		{ scope: 'worker' }
	],
	founded: async ({ begins, centers }, use) => {
		await use(begins === 'founded' ? await centers.fresh() : null);
	},
	folder: async ({}, use) => {
		const folder = mkdtempSync(join(tmpdir(), 'haebom-journey-'));
		await use(folder);
		rmSync(folder, { recursive: true, force: true });
	},
	server: async ({ founded }, use) => {
		const server = await startServer({}, founded?.dataDir);
		await use(server);
		await server.remove();
	},
	cable: async ({ server }, use) => {
		const cable = await layCable(server.origin);
		await use(cable);
		await cable.remove();
	},
	open: async ({ folder, browser }, use) => {
		const open: BrowserContext[] = [];
		await use(async (stage) => {
			const {
				profile = join(folder, `profile-${open.length}`),
				camera,
				flags,
				allowCamera
			} = stage;
			const own = stage.profile ?? camera ?? flags ?? allowCamera;
			const context =
				own === undefined
					? await openSitting(browser, stage)
					: await openBrowser({ ...stage, profile });
			open.push(context);
			return context;
		});
		await Promise.all(open.map((context) => context.close().catch(() => {})));
	},
	staff: async ({ browser, founded }, use) => {
		const context = await openSitting(browser, {}, founded?.signedIn);
		await use(await context.newPage());
		await context.close();
	}
});
