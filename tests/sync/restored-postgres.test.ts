// What an operator does with PostgreSQL's own tools and the two commands beside them, played out.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verifyAll } from '#server/backup/verifying.ts';
import { epochOf } from '#server/centers.ts';
import { lastRestore } from '#server/epochs.ts';
import { MINUTE } from '../domain/people.ts';
import { createDatabase, replaceDatabase } from '../server/center.ts';
import { openStage, recorded } from './stage.ts';

const TIME_MAX_MS = 120_000;

test.each([
	{ how: 'and said so', announced: true },
	{ how: 'and told nobody', announced: false }
])(
	'an operator put PostgreSQL back $how: tablets hand in again what is lacking, once',
	async ({ announced }) => {
		const { network, keys, clock, tablets, pick, tokens } = await openStage(1, 2, 'postgres');
		const dataDir = mkdtempSync(join(tmpdir(), 'haebom-operator-'));
		onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
		const shell = (script: string, ...args: readonly string[]) =>
			execFileSync(process.execPath, [`scripts/${script}.ts`, ...args], {
				env: { ...process.env, DATABASE_URL: network.url, DATA_DIR: dataDir },
				encoding: 'utf8'
			});
		const scan = async () => {
			for (let times = 0; times < 8; times++) {
				clock.pass(5 * MINUTE);
				await pick(tablets)?.scan(pick([...tokens.values()]) ?? '');
			}
		};
		const drain = async () => {
			for (const kiosk of tablets) await kiosk.drain();
		};
		const through = async () => {
			const owed = await Promise.all(tablets.map((kiosk) => kiosk.journal.owed(200, 1e6)));
			return owed.map((batch) => batch?.told?.backedUpThrough);
		};
		for (const kiosk of tablets) await kiosk.refresh();
		await scan();
		await drain();
		expect(await through()).toEqual([0, 0]);

		const mark = /Mark (\S+)/.exec(shell('backup'))?.[1] ?? '';
		await network.store.close();
		const dump = await createDatabase(new URL(network.url).pathname.slice(1));
		onTestFinished(dump.drop);
		await network.open();
		shell('backup', 'reported', mark);
		await drain();
		for (const backedUp of await through()) expect(backedUp).toBeGreaterThan(0);

		await scan();
		await drain();
		const before = await epochOf(network.store);
		await network.store.close();
		await replaceDatabase(network.url, dump.url);
		if (announced) shell('restore', 'announce');
		await network.open();
		await scan();
		await drain();
		await drain();
		expect(await epochOf(network.store)).not.toBe(before);
		expect(await lastRestore(network.store.reader)).toMatchObject({
			cause: announced ? 'restored' : 'tablet'
		});
		const rows = await network.store.reader.selectFrom('ledger').select('id').execute();
		expect(rows).toHaveLength(recorded(tablets));
		expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
		expect(await verifyAll(network.store.reader, keys, 'postgres')).toMatchObject({
			kind: 'whole'
		});
	},
	TIME_MAX_MS
);
