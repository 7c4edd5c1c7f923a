// Goes through all that is kept, from the first record on: npm run verify, or one backup: npm run verify -- FILE
// Ends with 1 when something is not what was written.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Account } from '#server/backup/examine.ts';
import { departure, manifestsIn } from '#server/backup/heads.ts';
import { verifyAll, verifyBackup } from '#server/backup/verifying.ts';
import { configFrom } from '#server/config.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { epochOf } from '#server/centers.ts';
import { openKeys } from '#server/keys.ts';
import { openLog } from '#server/log.ts';

const config = configFrom({ LOG_LEVEL: 'warn', ...process.env });
const keys = openKeys(config.dataDir, config.secretKey);
const [file] = process.argv.slice(2);
if (file === undefined) await verifyDatabase();
else if (existsSync(file)) {
	const verified = await verifyBackup(resolve(file), keys);
	if (verified.kind === 'broken') broken(file, verified.flaw);
	else {
		whole(verified.accounts);
		if (!verified.contents)
			console.log('It has no manifest: only the file itself could be verified.');
	}
} else {
	console.error(`There is no file ${file}.`);
	process.exitCode = 2;
}

async function verifyDatabase(): Promise<void> {
	const store = await openStore(config.databaseUrl, openLog(config.logLevel), config.databaseWays);
	const verified = await verifyAll(store.reader, keys, store.engine);
	if (verified.kind === 'broken') broken('The database', verified.flaw);
	else {
		whole(verified.accounts);
		await compareWithManifests(store);
	}
	await store.close();
}

/** Compares with all of them: the newest may have been made after the end was cut off. */
async function compareWithManifests(store: Store): Promise<void> {
	const epoch = await epochOf(store);
	const { folder } = config.backups;
	let compared = 0;
	for (const each of folder === null ? [] : manifestsIn(folder, keys)) {
		const { path, manifest } = each;
		if (manifest.kind !== 'read') {
			broken(path, 'this manifest is missing, is not one of ours, or was altered');
			continue;
		}
		if (manifest.contents.epoch !== epoch) continue;
		compared++;
		const departs = await departure(store.reader, epoch, [each]);
		if (departs) broken('The database', departs);
	}
	console.log(
		compared > 0
			? `It was compared with what all backups of this epoch say, ${compared} in number.`
			: 'There is no backup of this epoch to compare it with.'
	);
}

function whole(accounts: readonly Account[]): void {
	for (const { id, position, chain, trail } of accounts) {
		console.log(`whole   ${id}  ${position} records, ${trail.entries} entries, chain ${chain}`);
	}
}

function broken(what: string, flaw: string): void {
	console.error(`BROKEN  ${what}: ${flaw}`);
	process.exitCode = 1;
}
