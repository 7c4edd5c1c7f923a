import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { openSitting, type SignedIn } from './browser.ts';
import { startServer } from './server.ts';
import { foundCenter } from './staff.ts';

/** A sign-in that nobody uses ends after ten minutes, and a demo center's day goes on. */
const FRESH_MS = 4 * 60_000;

/** A demo center just after its founding, as a server can begin with it. */
export interface Founded {
	/** A copy of its data folder, to be copied again. */
	readonly dataDir: string;
	/** Whoever founded it is still signed in. */
	readonly signedIn: SignedIn;
}

/** Demo centers for tests that begin where the founding has ended; one serves several, while it is fresh. */
export class FoundedCenters {
	readonly #browser: Browser;
	readonly #folder = mkdtempSync(join(tmpdir(), 'haebom-founded-'));
	#latest: { readonly founded: Founded; readonly at: number } | null = null;

	constructor(browser: Browser) {
		this.#browser = browser;
	}

	/** One that was founded a few minutes ago at most. */
	async fresh(): Promise<Founded> {
		if (!this.#latest || Date.now() - this.#latest.at > FRESH_MS) {
			this.#latest = { at: Date.now(), founded: await this.#found() };
		}
		return this.#latest.founded;
	}

	remove(): void {
		rmSync(this.#folder, { recursive: true, force: true });
	}

	/** Goes through the set-up link, as everybody has to, and keeps what the server then leaves behind. */
	async #found(): Promise<Founded> {
		const server = await startServer();
		const office = await openSitting(this.#browser, {});
		await foundCenter(await office.newPage(), server);
		const signedIn = await office.storageState();
		await office.close();
		await server.stop();
		const dataDir = join(this.#folder, 'data');
		rmSync(dataDir, { recursive: true, force: true });
		cpSync(server.dataDir, dataDir, { recursive: true });
		await server.remove();
		return { dataDir, signedIn };
	}
}
