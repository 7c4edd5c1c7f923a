import { deliver } from '#kiosk/deliver.ts';
import { dexieShelf } from '#kiosk/dexie-shelf.ts';
import { drain } from '#kiosk/drain.ts';
import { browserEnvironment } from '#kiosk/environment.ts';
import { Journal } from '#kiosk/journal.ts';
import { httpUplink } from '#kiosk/uplink.ts';

/**
 * Hands in what is owed, and what this tablet carries for others, while no page is open. Only ever a help:
 * the page does it by itself, and both at once are harmless. Throws when nobody answers, so that the browser
 * tries again.
 */
export async function drainInBackground(): Promise<void> {
	const journal = new Journal(dexieShelf());
	try {
		const uplink = httpUplink(fetch.bind(self));
		const drained = await drain(journal, uplink, browserEnvironment(), null);
		if (drained.kind === 'empty') await deliver(journal, uplink);
	} finally {
		journal.close();
	}
}
