import { dexieShelf } from '#kiosk/dexie-shelf.ts';
import { drain } from '#kiosk/drain.ts';
import { browserEnvironment } from '#kiosk/environment.ts';
import { Journal } from '#kiosk/journal.ts';
import { httpUplink } from '#kiosk/uplink.ts';

/**
 * Hands in what is owed while no page is open. Only ever a help: the page does it by itself, and both
 * at once are harmless. Throws when nobody answers, so that the browser tries again.
 */
export async function drainInBackground(): Promise<void> {
	const journal = new Journal(dexieShelf());
	try {
		await drain(journal, httpUplink(fetch.bind(self)), browserEnvironment(), null);
	} finally {
		journal.close();
	}
}
