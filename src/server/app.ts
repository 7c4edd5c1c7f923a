import { BackupKeeper } from '#server/backup/keeper.ts';
import type { Config } from '#server/config.ts';
import { isEmpty, mintSetup } from '#server/centers.ts';
import { CenterDesk } from '#server/desk.ts';
import { openStore } from '#server/database/store.ts';
import { Doorbell } from '#server/doorbell.ts';
import { openKeys } from '#server/keys.ts';
import { Limiter } from '#server/limiter.ts';
import { currentEpoch } from '#server/epochs.ts';
import { openLog } from '#server/log.ts';
import { UrnKeeper } from '#server/rating/keeper.ts';
import { Sentinel } from '#server/sentinel.ts';
import { openStaffDesk } from '#server/staff.ts';

/** Everything the server is made of, built here and nowhere else. */
export type App = Awaited<ReturnType<typeof openApp>>;

export async function openApp(config: Config) {
	const log = openLog(config.logLevel);
	const keys = openKeys(config.dataDir);
	const store = await openStore(config.databaseUrl, log);
	const doorbell = new Doorbell(store, log);
	const urns = new UrnKeeper({ store, keys }, log);
	const backups = new BackupKeeper(store, config.backups, log);
	const sentinel = await Sentinel.post(store, config.dataDir, log);
	return {
		config,
		log,
		keys,
		store,
		doorbell,
		epoch: () => currentEpoch(store.reader),
		desk: new CenterDesk(store),
		staff: openStaffDesk(store, keys, config.origin),
		/** Slows down guessing of pairing codes, all of them together. */
		pairings: new Limiter(),
		/** Slows down whoever answers again and again by the same link. */
		answers: new Limiter(),
		async close() {
			doorbell.close();
			backups.close();
			await urns.close();
			await sentinel.close();
			await store.close();
		}
	};
}

/** The set-up link, while there is no center yet; each start makes a new one. */
export async function setupLink({ config, store }: App): Promise<string | null> {
	if (!(await isEmpty(store.reader))) return null;
	return `${config.origin}/setup?token=${await mintSetup(store)}`;
}
