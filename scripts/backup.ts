// Makes a verified backup, or helps with one that PostgreSQL's own tools make:
//   npm run backup                     SQLite: makes one. PostgreSQL: sets a mark before you make one
//   npm run backup -- reported MARK    a backup begun after this mark was made and verified
//   npm run backup -- key FILE         copies the key that every backup needs, to lie elsewhere
// Ends with 1 when there is no verified backup of it, and with 2 when it was asked for something else.
import { chmodSync, constants, copyFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { keyName } from '#server/backup/manifest.ts';
import { makeBackup } from '#server/backup/making.ts';
import { report, setMark } from '#server/backup/marks.ts';
import { thin } from '#server/backup/retention.ts';
import { configFrom, databaseFile, type Config } from '#server/config.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { openKeys } from '#server/keys.ts';
import { openLog } from '#server/log.ts';

const config = configFrom({ LOG_LEVEL: 'warn', ...process.env });
const [order, subject] = process.argv.slice(2);
if (order === 'key' && subject) copyKey(config, resolve(subject));
else if (order === 'reported' && subject) await opened((store) => reported(store, subject));
else if (order === undefined) await opened(backUp);
else {
	console.error(
		'Say nothing, «reported MARK» or «key FILE»: npm run backup -- key /media/key/secret.key'
	);
	process.exitCode = 2;
}

async function opened(work: (store: Store) => Promise<void>): Promise<void> {
	const store = await openStore(config.databaseUrl, openLog(config.logLevel), config.databaseWays);
	await work(store);
	await store.close();
}

async function backUp(store: Store): Promise<void> {
	const path = databaseFile(config);
	const { folder, keep } = config.backups;
	if (path === null) return mark(store);
	if (folder === null) return failed('HAEBOM_BACKUP_DIR is off. Say where the backup should lie.');
	const keys = openKeys(config.dataDir, config.secretKey);
	const made = await makeBackup({ store, keys, path, folder }, Date.now());
	if (made.kind === 'failed') return failed(`There is no new backup. ${made.reason}.`);
	const gone = thin(folder, keep);
	console.log(`Backed up and verified   ${made.path}`);
	for (const { id, position, trail } of made.copy.accounts) {
		console.log(`  ${id}  ${position} records, ${trail.entries} entries on the trail`);
	}
	if (gone > 0) console.log(`${gone} older ones were removed, as HAEBOM_BACKUP_KEEP says.`);
	console.log(
		`Copy it to another place. The key named ${keyName(keys)} is not in it, and must lie elsewhere.`
	);
}

async function mark(store: Store): Promise<void> {
	const id = await setMark(store, Date.now());
	console.log(`
  Mark ${id}

  Begin your backup now, with pg_dump or pgBackRest. When it is finished and verified, say so:
  npm run backup -- reported ${id}
`);
}

async function reported(store: Store, id: string): Promise<void> {
	const became = await report(store, id, Date.now());
	if (became.kind === 'unknown') return failed('There is no such mark in this database.');
	if (became.kind === 'ended') {
		return failed('The database was restored since that mark was set. Set a new one.');
	}
	console.log(
		`What was handed in before ${new Date(became.at).toISOString()} counts as backed up.`
	);
}

/** Never beside the backups: whoever steals those could then print every badge. */
function copyKey({ dataDir, secretKey, backups }: Config, to: string): void {
	if (secretKey !== null) return failed('The key is given as SECRET_KEY: copy it from there.');
	const keys = openKeys(dataDir);
	if (dirname(to) === backups.folder || dirname(to) === dataDir) {
		return failed(
			'The key must not lie where the backups or the database lie. Choose another place.'
		);
	}
	copyFileSync(join(dataDir, 'secret.key'), to, constants.COPYFILE_EXCL);
	chmodSync(to, 0o600);
	console.log(`The key named ${keyName(keys)} was copied to ${to}. Keep it where no backup lies.`);
}

function failed(sentence: string): void {
	console.error(sentence);
	process.exitCode = 1;
}
