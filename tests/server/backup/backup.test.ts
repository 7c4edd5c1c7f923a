import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { backupsIn, manifestOf } from '#server/backup/folder.ts';
import { backupRecord, backupStanding } from '#server/backup/record.ts';
import { verifyAll, verifyBackup, verifyCopy } from '#server/backup/verifying.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { beginEpoch, currentEpoch } from '#server/epochs.ts';
import { HOUR, START } from '../../domain/people.ts';
import { someKeys } from '../center.ts';
import { installation } from './stage.ts';

/** A backup that was verified, of so many events. */
async function backedUp(events: number) {
	const there = await installation();
	await there.hand(events);
	const made = await there.backUp();
	if (made.kind === 'failed') throw new Error(made.reason);
	return { ...there, made, backup: made.path };
}

/** Alters a database in a way that no door of the product allows. */
async function tamper(path: string, statement: string): Promise<void> {
	const database = openSqlite(path, 'write');
	await sql.raw('drop trigger if exists ledger_no_update').execute(database);
	await sql.raw('drop trigger if exists ledger_no_delete').execute(database);
	await sql.raw(statement).execute(database);
	await database.destroy();
}

describe('a backup', () => {
	test('is verified before it has its name, and tablets hear of it only then', async () => {
		const { hand, backup, store, made } = await backedUp(3);
		expect(made.copy.accounts).toMatchObject([{ position: 3 }]);
		expect(existsSync(manifestOf(backup))).toBe(true);
		const answer = await hand(2);
		expect(answer).toMatchObject({ ackedThrough: 5, backedUpThrough: 3 });
		expect(await backupRecord(store().reader)).toEqual({
			verifiedAt: START,
			triedAt: START,
			failedAt: null
		});
	});

	test('made while tablets hand in holds a whole beginning of what they handed in', async () => {
		const { hand, backUp, store, center } = await installation();
		await hand(50);
		let busy = true;
		const handing = (async () => {
			for (; busy; await breath()) await hand(20);
		})();
		const made = await backUp();
		busy = false;
		await handing;
		if (made.kind === 'failed') throw new Error(made.reason);
		const [account] = made.copy.accounts;
		const { position } = await store()
			.reader.selectFrom('center_head')
			.select('position')
			.where('center_id', '=', center)
			.executeTakeFirstOrThrow();
		expect(account?.position).toBeGreaterThanOrEqual(50);
		expect(position).toBeGreaterThan(account?.position ?? 0);
		// Every event up to a number is in there: as many as the copy has rows.
		expect((await hand(0)).backedUpThrough).toBe(account?.position);
	});

	test('holds what a copied tablet handed in under a number that was taken', async () => {
		const { hand, copyHands, backUp } = await installation();
		await hand(3);
		await copyHands(2);
		expect(await backUp()).toMatchObject({
			kind: 'verified',
			copy: { accounts: [{ position: 4 }] }
		});
	});

	test('holds no key, and its manifest says which one belongs to it', async () => {
		const { folder, dataDir, backup, keys } = await backedUp(1);
		const secret = readFileSync(join(dataDir, 'secret.key'), 'utf8');
		for (const name of readdirSync(folder)) {
			expect(readFileSync(join(folder, name)).includes(secret)).toBe(false);
		}
		expect(await verifyBackup(backup, keys)).toMatchObject({ kind: 'whole' });
		expect(await verifyBackup(backup, someKeys())).toMatchObject({
			kind: 'broken',
			flaw: expect.stringContaining('another secret.key')
		});
	});

	test('that was made in an epoch that has ended tells tablets nothing', async () => {
		const { store, hand } = await backedUp(3);
		const known = await currentEpoch(store().reader);
		await store().write((trx) => beginEpoch(trx, { known, cause: 'restored' }, START));
		expect((await hand(0)).backedUpThrough).toBe(0);
	});

	test('that fails says why, leaves nothing behind, and does not undo the one before', async () => {
		const { store, backUp, hand, path, folder, backup } = await backedUp(3);
		await hand(1);
		await tamper(
			path,
			`update ledger set body = replace(body, 'arrival', 'departure') where position = 2`
		);
		const made = await backUp(START + HOUR);
		expect(made).toMatchObject({ kind: 'failed', reason: expect.stringContaining('row 2') });
		expect((await hand(0)).backedUpThrough).toBe(3);
		expect(backupsIn(folder).map(({ path: kept }) => kept)).toEqual([backup]);
		expect(readdirSync(folder)).toHaveLength(2);
		expect(await backupRecord(store().reader)).toEqual({
			verifiedAt: START,
			triedAt: START + HOUR,
			failedAt: START + HOUR
		});
	});

	test('that does not go on from the one before is none, and staff see that it failed', async () => {
		const { store, backUp, hand, copyHands, cutOffAfter, folder, backup, keys } = await backedUp(3);
		await cutOffAfter(2);
		// Another record takes the place of the third, and more come.
		await copyHands(3);
		expect(await hand(1)).toMatchObject({ ackedThrough: 4 });
		expect(await verifyAll(store().reader, keys, 'sqlite')).toMatchObject({ kind: 'whole' });
		const at = START + HOUR;
		expect(await backUp(at)).toMatchObject({
			kind: 'failed',
			reason: expect.stringContaining('record 3 is not the one that was backed up')
		});
		expect(backupsIn(folder).map(({ path }) => path)).toEqual([backup]);
		expect((await hand(0)).backedUpThrough).toBe(3);
		const plan = { folder, hour: 3, keep: { days: 1, weeks: 1, months: 1 } };
		expect((await backupStanding(store(), plan, at)).state).toEqual({
			...{ kind: 'failed', failedAt: at, verifiedAt: START }
		});
	});

	test('is none where less is here than one before held, of the records or of the trail', async () => {
		const { backUp, cutOffAfter, path } = await backedUp(3);
		await tamper(path, 'drop trigger if exists trail_no_delete');
		await tamper(
			path,
			'delete from trail where position = (select max(position) from trail as every)'
		);
		expect(await backUp(START + HOUR)).toMatchObject({
			reason: expect.stringContaining('of the trail')
		});
		await cutOffAfter(2);
		expect(await backUp(START + 2 * HOUR)).toMatchObject({
			reason: expect.stringContaining('record 3 is missing')
		});
	});

	test('goes on from those of its own epoch only', async () => {
		const there = await backedUp(3);
		await there.hand(2);
		expect(await there.backUp(START + HOUR)).toMatchObject({ kind: 'verified' });
		await there.stop();
		await there.restore(there.backup, START + 2 * HOUR);
		await there.start();
		expect(await there.backUp(START + 3 * HOUR)).toMatchObject({
			kind: 'verified',
			copy: { accounts: [{ position: 3 }] }
		});
	});

	test('is made where an older one has a manifest that cannot be read', async () => {
		const { backUp, backup } = await backedUp(3);
		writeFileSync(manifestOf(backup), 'what a broken disk left of it');
		expect(await backUp(START + HOUR)).toMatchObject({ kind: 'verified' });
	});

	test('into a folder that cannot be written to fails, and says so', async () => {
		const there = await installation();
		writeFileSync(there.folder, 'a file, where a folder should be');
		await expect(there.backUp()).resolves.toMatchObject({ kind: 'failed' });
	});
});

describe('going through a database finds', () => {
	const ALTERED: readonly (readonly [string, string, string])[] = [
		[
			'what somebody changed in a record',
			`update ledger set body = replace(body, '"kind":"arrival"', '"kind":"departure"') where position = 2`,
			'row 2'
		],
		['a record that was taken out', 'delete from ledger where position = 2', 'row 2'],
		['a record that was cut off at the end', 'delete from ledger where position = 4', 'ends at 3'],
		[
			'one that was moved to another session',
			`update ledger set session_id = 'x' where position = 3`,
			'row 3'
		],
		[
			'one that is said to come from another tablet',
			`update ledger set device_id = 'x' where position = 1`,
			'row 1'
		],
		[
			'one that is said to have come at another time',
			`update ledger set received_at = received_at - 1 where position = 4`,
			'row 4'
		],
		['a head that says otherwise', `update center_head set chain = 'x'`, 'head'],
		[
			'a promise to a tablet that cannot be kept',
			'update incarnation set acked_through = 5',
			'promised'
		],
		[
			'a trail that was altered',
			`update trail set account = 'nobody' where position = 1`,
			'entry 1'
		]
	];

	test.each(ALTERED)('%s', async (_, statement, sign) => {
		const { hand, store, stop, start, path, keys } = await installation();
		await hand(4);
		expect(await verifyAll(store().reader, keys, 'sqlite')).toMatchObject({ kind: 'whole' });
		await stop();
		await tamper(path, 'drop trigger trail_no_update');
		await tamper(path, statement);
		await start();
		expect(await verifyAll(store().reader, keys, 'sqlite')).toMatchObject({
			kind: 'broken',
			flaw: expect.stringContaining(sign)
		});
	});

	test('a key that is not the one its badges were sealed with', async () => {
		const { store } = await installation();
		expect(await verifyAll(store().reader, someKeys(), 'sqlite')).toMatchObject({
			kind: 'broken',
			flaw: expect.stringContaining('secret.key')
		});
	});
});

describe('a damaged backup', () => {
	test('is told from a whole one, wherever a byte of it changed', async () => {
		const { backup, keys, dataDir } = await backedUp(40);
		const bytes = readFileSync(backup);
		const copy = join(dataDir, 'damaged.db');
		for (let place = 20; place < bytes.length; place += Math.floor(bytes.length / 12)) {
			const damaged = Buffer.from(bytes);
			damaged[place] = (damaged[place] ?? 0) ^ 0xff;
			writeFileSync(copy, damaged);
			const verified = await verifyBackup(copy, keys, manifestOf(backup));
			expect(verified).toMatchObject({ kind: 'broken' });
		}
	});

	test('that was cut short, or is something else, is broken and not a fault', async () => {
		const { backup, keys, dataDir } = await backedUp(5);
		const copy = join(dataDir, 'damaged.db');
		for (const bytes of [readFileSync(backup).subarray(0, 20_000), Buffer.from('not a database')]) {
			writeFileSync(copy, bytes);
			expect(await verifyCopy(copy, keys)).toMatchObject({ kind: 'broken' });
		}
	});

	test('whose manifest was altered to fit is found by its seal', async () => {
		const { backup, keys, dataDir } = await backedUp(5);
		const copy = join(dataDir, 'copy.db');
		copyFileSync(backup, copy);
		const manifest = JSON.parse(readFileSync(manifestOf(backup), 'utf8'));
		manifest.contents.centers[0].position = 4;
		writeFileSync(manifestOf(copy), JSON.stringify(manifest));
		expect(await verifyBackup(copy, keys)).toMatchObject({
			kind: 'broken',
			flaw: expect.stringContaining('manifest was altered')
		});
	});
});
