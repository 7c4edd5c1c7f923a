// A center whose database was put back, played out: real tablets, a real database, real backups.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeBackup } from '#server/backup/making.ts';
import { restore } from '#server/backup/restoring.ts';
import { verifyAll } from '#server/backup/verifying.ts';
import { epochOf } from '#server/centers.ts';
import { lastRestore } from '#server/epochs.ts';
import { silent } from '#server/log.ts';
import { retireTablet } from '#server/tablet-changes.ts';
import { MINUTE } from '../domain/people.ts';
import { SOMEBODY } from '../server/center.ts';
import { attempt, openStage, recorded, STORM } from './stage.ts';
import { CALM } from './network.ts';
import { tablet } from './tablet.ts';

const DAY = 24 * 60 * MINUTE;

/** Two tablets whose records are in a backup, and who have handed in more since. */
async function backedUp(seed: number) {
	const stage = await openStage(seed, 2);
	const { network, keys, clock, tablets, pick, tokens } = stage;
	const dataDir = mkdtempSync(join(tmpdir(), 'haebom-restored-'));
	onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
	const path = network.path();
	const source = { keys, path, folder: join(dataDir, 'backups') };
	const scan = async (times: number) => {
		for (let time = 0; time < times; time++) {
			clock.pass(5 * MINUTE);
			await pick(tablets)?.scan(pick([...tokens.values()]) ?? '');
		}
	};
	const drain = async () => {
		for (const kiosk of tablets) await attempt(kiosk.drain);
	};
	const backUp = async () => {
		const made = await makeBackup({ ...source, store: network.store }, clock.now());
		if (made.kind === 'failed') throw new Error(made.reason);
		return made.path;
	};
	for (const kiosk of tablets) await kiosk.refresh();
	await scan(8);
	await drain();
	const backup = await backUp();
	await scan(8);
	await drain();
	return { ...stage, path, dataDir, backup, scan, drain, backUp };
}

type Stage = Awaited<ReturnType<typeof backedUp>>;

/** As whoever copies a file over the database, and tells nobody. */
async function putBack({ network, path, backup }: Stage): Promise<void> {
	await network.store.close();
	for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true });
	copyFileSync(backup, path);
	await network.open();
}

/** No loss, no double: what the screens said, once each, and the database whole. */
async function reconciled({ network, keys, tablets }: Stage): Promise<void> {
	const rows = await network.store.reader.selectFrom('ledger').select(['id']).execute();
	expect(rows).toHaveLength(recorded(tablets));
	expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
	for (const kiosk of tablets) expect(await kiosk.journal.unsent()).toBe(0);
	const aside = await network.store.reader.selectFrom('quarantine').selectAll().execute();
	expect(aside).toEqual([]);
	expect(await verifyAll(network.store.reader, keys, 'sqlite')).toMatchObject({ kind: 'whole' });
}

describe('a center that was restored from a backup', () => {
	const seeds = [1, 2, 3, 4, 5];

	test.each(seeds)('has all that its tablets recorded, once, seed %i', async (seed) => {
		const stage = await backedUp(seed);
		const { network, keys, path, dataDir, backup, scan, drain, clock } = stage;
		await scan(3);
		await network.store.close();
		const place = { path, dataDir, keys, log: silent };
		expect(await restore(backup, place, clock.now())).toMatchObject({ kind: 'restored' });
		await network.open();
		await scan(3);
		network.weather = STORM;
		for (let round = 0; round < 6; round++) await drain();
		network.weather = CALM;
		await network.deliverAstray();
		await drain();
		await drain();
		await reconciled(stage);
	});

	test.each(seeds)('without a word has so too: its tablets notice, seed %i', async (seed) => {
		const stage = await backedUp(seed);
		const { network, scan, drain } = stage;
		const before = await epochOf(network.store);
		await putBack(stage);
		await scan(2);
		// One tablet proves it, and the others hear of it the next time.
		await drain();
		await drain();
		expect(await epochOf(network.store)).not.toBe(before);
		expect(await lastRestore(network.store.reader)).toMatchObject({ cause: 'tablet' });
		await reconciled(stage);
	});

	test('without a word is read anew by whoever has read further than it goes', async () => {
		const stage = await backedUp(12);
		const { network, clock, pair, tablets } = stage;
		const [reader] = tablets;
		if (!reader) throw new Error('Nobody reads');
		await reader.refresh();
		await putBack(stage);
		// It owes nothing from before, so nobody notices by it that something is lacking.
		const newcomer = tablet(network.line(), clock, 1_200);
		await pair(newcomer, '새 태블릿');
		await newcomer.refresh();
		for (let count = 0; count < 30; count++) await newcomer.admit();
		await newcomer.drain();
		await reader.refresh();
		const theirs = await newcomer.shelf.tables.events.where('own').equals(1).primaryKeys();
		expect(theirs).toHaveLength(30);
		const heard = await reader.shelf.tables.events.bulkGet(theirs);
		expect(heard.filter((row) => row !== undefined)).toHaveLength(30);
	});

	test.each([
		{ how: 'with a word', announced: true },
		{ how: 'without a word', announced: false }
	])('$how has what a tablet handed in before it was paired anew', async ({ announced }) => {
		const stage = await backedUp(9);
		const { network, keys, path, dataDir, backup, clock, drain, pair, tablets } = stage;
		if (announced) {
			await network.store.close();
			const place = { path, dataDir, keys, log: silent };
			expect(await restore(backup, place, clock.now())).toMatchObject({ kind: 'restored' });
			await network.open();
		} else await putBack(stage);
		// Nobody hands in under the earlier lives again, so nobody would hear that something of them is missing.
		for (const [n, kiosk] of tablets.entries()) await pair(kiosk, `태블릿 ${n + 1}`);
		await drain();
		await drain();
		await reconciled(stage);
	});

	test('has what its tablets let go of, for that is in the backup', async () => {
		const stage = await backedUp(7);
		const { tablets, clock, drain, backUp, morning } = stage;
		const backup = await backUp();
		await drain();
		clock.pass(15 * DAY);
		await drain();
		for (const kiosk of tablets) {
			await kiosk.journal.erase(clock.now());
			expect(await kiosk.journal.eventsOf(morning)).toEqual([]);
		}
		const owed = await Promise.all(tablets.map((kiosk) => kiosk.journal.owed(200, 1e6)));
		expect(owed.map((batch) => batch?.told?.backedUpThrough)).toEqual(
			owed.map((batch) => batch?.lastSeq)
		);
		await putBack({ ...stage, backup });
		await drain();
		await reconciled(stage);
	});

	test('keeps what was handed in since the last backup on the tablets, however long that is', async () => {
		const stage = await backedUp(8);
		const { tablets, clock, drain, network } = stage;
		clock.pass(60 * DAY);
		await drain();
		for (const kiosk of tablets) await kiosk.journal.erase(clock.now());
		await putBack(stage);
		await drain();
		await drain();
		const rows = await network.store.reader.selectFrom('ledger').select('id').execute();
		expect(rows).toHaveLength(recorded(tablets));
	});
});

describe('a center that was put back without a word, of a tablet out of service', () => {
	/** All are out of service when the backup is made, and hand in what they had left after that. */
	async function outOfService(seed: number, between: (stage: Stage) => Promise<void>) {
		const stage = await backedUp(seed);
		const { network, center, tablets, clock, scan, drain, backUp } = stage;
		await scan(4);
		await between(stage);
		for (const kiosk of tablets) {
			const device = (await kiosk.journal.identity())?.device.id;
			if (!device) throw new Error('Not paired');
			await retireTablet(network.store, center, device, SOMEBODY, clock.now());
		}
		const backup = await backUp();
		await drain();
		await putBack({ ...stage, backup });
		await drain();
		return stage;
	}

	/** No loss, no double, and nothing let in by itself. */
	async function waiting({ network, tablets }: Stage): Promise<void> {
		const { reader } = network.store;
		const ledger = await reader.selectFrom('ledger').select('id').execute();
		const late = await reader.selectFrom('late').select('event_id as id').execute();
		expect(late).not.toEqual([]);
		expect(new Set([...ledger, ...late].map(({ id }) => id)).size).toBe(recorded(tablets));
		expect(ledger.length + late.length).toBe(recorded(tablets));
		for (const kiosk of tablets) expect(await kiosk.journal.unsent()).toBe(0);
	}

	test('is handed in again, for staff to decide, what it lost', async () => {
		const stage = await outOfService(10, () => Promise.resolve());
		await waiting(stage);
	});

	test('of earlier lives with the next comparison', async () => {
		const stage = await outOfService(11, async ({ tablets, pair, scan }) => {
			for (const [n, kiosk] of tablets.entries()) await pair(kiosk, `태블릿 ${n + 1}`);
			for (const kiosk of tablets) await kiosk.refresh();
			await scan(4);
		});
		const compared = await Promise.all(stage.tablets.map((kiosk) => kiosk.reconcile()));
		for (const each of compared) expect(each).toMatchObject({ kind: 'compared' });
		await waiting(stage);
	});
});
