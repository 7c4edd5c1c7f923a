// Puts a backup in the place of the database, while the server is stopped: npm run restore -- FILE
// PostgreSQL is restored by its own tools; afterwards, before the server starts: npm run restore -- announce
// Ends with 1 when nothing was restored, and with 2 when it was asked for something else.
import { resolve } from 'node:path';
import { restore, type Restored } from '#server/backup/restoring.ts';
import { configFrom, databaseFile } from '#server/config.ts';
import { openStore } from '#server/database/store.ts';
import { beginEpochEverywhere } from '#server/epochs.ts';
import { epochOf } from '#server/centers.ts';
import { openKeys } from '#server/keys.ts';
import { openLog } from '#server/log.ts';
import { forgottenEpoch, noteCluster } from '#server/sentinel.ts';
import { SHELL } from '#server/trail.ts';

const config = configFrom({ LOG_LEVEL: 'warn', ...process.env });
const log = openLog(config.logLevel);
const path = databaseFile(config);
const [order] = process.argv.slice(2);
if (order === 'announce') await announce();
else if (order && path !== null) {
	const { dataDir } = config;
	const place = { path, dataDir, keys: openKeys(dataDir, config.secretKey), log };
	say(await restore(resolve(order), place, Date.now()), order);
} else {
	console.error(
		path === null
			? 'Restore PostgreSQL with its own tools, then say so: npm run restore -- announce'
			: 'Say which backup: npm run restore -- data/backups/haebom-20261124T180000Z.db'
	);
	process.exitCode = 2;
}

async function announce(): Promise<void> {
	const store = await openStore(config.databaseUrl, log, config.databaseWays);
	const known = await epochOf(store);
	const seen = await forgottenEpoch(store.reader, config.dataDir);
	await noteCluster(store);
	const ending = { known, seen, cause: 'restored' } as const;
	await store.write((trx) => beginEpochEverywhere(trx, ending, SHELL, { from: known }, Date.now()));
	await store.close();
	console.log('Tablets will offer again all that they hold. Start the server.');
}

function say(restored: Restored, backup: string): void {
	if (restored.kind === 'running') {
		console.error('The server is running. Stop it first; nothing was touched.');
		process.exitCode = 1;
		return;
	}
	if (restored.kind === 'refused') {
		console.error(`${backup} was not restored: ${restored.flaw}. Nothing was touched.`);
		process.exitCode = 1;
		return;
	}
	console.log(`${backup} is in place. Start the server: tablets offer again all that they hold.`);
	if (restored.replaced) console.log(`What was there before lies at ${restored.replaced}`);
	console.log(
		'What the center itself did since that backup is gone: look at who has an account, which tablets are in\nservice and which badges were reissued. Everybody signs in anew.'
	);
}
