import { backing } from '#server/backup/keeper.ts';
import type { Config } from '#server/config.ts';
import { assertKeys, isEmpty, offerSetup } from '#server/centers.ts';
import { CenterDesk } from '#server/desk.ts';
import { Ear } from '#server/database/ear.ts';
import { openStore } from '#server/database/store.ts';
import { Doorbell } from '#server/doorbell.ts';
import { openJobs } from '#server/jobs.ts';
import { openKeys } from '#server/keys.ts';
import { Limiter } from '#server/limiter.ts';
import { currentEpoch } from '#server/epochs.ts';
import { openLog } from '#server/log.ts';
import { urnKeeping } from '#server/rating/keeper.ts';
import { Sentinel } from '#server/sentinel.ts';
import { openStaffDesk } from '#server/staff.ts';

/** Everything the server is made of, built here and nowhere else. */
export type App = Awaited<ReturnType<typeof openApp>>;

export async function openApp(config: Config) {
	const log = openLog(config.logLevel);
	const keys = openKeys(config.dataDir, config.secretKey);
	const store = await openStore(config.databaseUrl, log, config.databaseWays);
	await assertKeys(store, keys);
	const doorbell = new Doorbell(store, log);
	const ear =
		store.engine === 'postgres' ? new Ear(config.databaseWays.directUrl, log, doorbell) : null;
	const sentinel = await Sentinel.post(store, config.dataDir, log);
	const jobs = await openJobs(store, log, [
		urnKeeping({ store, keys }, log),
		...backing(store, config.backups, log)
	]);
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
			await ear?.close();
			await jobs.close();
			await sentinel.close();
			await store.close();
		}
	};
}

/** The set-up link, while there is no center yet; the same in every process. */
export async function setupLink({ config, store, keys, epoch }: App): Promise<string | null> {
	if (!(await isEmpty(store.reader))) return null;
	return `${config.origin}/setup?token=${await offerSetup(store, keys, await epoch())}`;
}
