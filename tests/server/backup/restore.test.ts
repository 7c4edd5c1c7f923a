import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { backupsIn, manifestOf } from '#server/backup/folder.ts';
import { verifyAll, verifyBackup, verifyCopy } from '#server/backup/verifying.ts';
import { currentEpoch, lastRestore } from '#server/epochs.ts';
import { silent } from '#server/log.ts';
import { Sentinel } from '#server/sentinel.ts';
import { verify } from '#server/trail.ts';
import { HOUR, START } from '../../domain/people.ts';
import { installation } from './stage.ts';

type Installation = Awaited<ReturnType<typeof installation>>;

/** An installation that was backed up after three events, and has taken in two more since. */
async function backedUp() {
	const there = await installation();
	await there.hand(3);
	const made = await there.backUp();
	if (made.kind === 'failed') throw new Error(made.reason);
	const { ackedThrough } = await there.hand(2);
	expect(ackedThrough).toBe(5);
	return { ...there, backup: made.path };
}

async function events(there: Installation): Promise<number> {
	const rows = await there.store().reader.selectFrom('ledger').select('id').execute();
	return rows.length;
}

/** When a process is killed: after a while, or before it gives a file its name for the n-th time. */
type Death = { readonly afterMs: number } | { readonly beforeRename: number };

/** As an operator would at the shell. */
async function shell(
	{ dataDir }: Installation,
	script: string,
	order: readonly string[],
	death: Death | null = null
): Promise<{ readonly code: number | null; readonly said: string }> {
	const dying = death !== null && 'beforeRename' in death;
	const loaded = dying ? ['--import', './tests/server/backup/dying.ts'] : [];
	const child = spawn(process.execPath, [...loaded, `scripts/${script}.ts`, ...order], {
		env: {
			...process.env,
			...{ DATA_DIR: dataDir, DATABASE_URL: '', HAEBOM_BACKUP_DIR: '' },
			...(dying ? { DIES_BEFORE_RENAME: String(death.beforeRename) } : {})
		}
	});
	let said = '';
	child.stdout.on('data', (text) => (said += text));
	child.stderr.on('data', (text) => (said += text));
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	if (death !== null && 'afterMs' in death) {
		await Promise.race([sleep(death.afterMs), ended]);
		child.kill('SIGKILL');
	}
	return { code: await ended, said };
}

describe('restoring a backup', () => {
	test('puts it in place under a new epoch, keeps what was there, and is on the trail', async () => {
		const there = await backedUp();
		const before = await currentEpoch(there.store().reader);
		await there.stop();
		const restored = await there.restore(there.backup, START + HOUR);
		if (restored.kind !== 'restored') throw new Error(restored.kind);
		await there.start();
		const { reader } = there.store();
		expect(await events(there)).toBe(3);
		expect(restored.epoch).not.toBe(before);
		expect(await currentEpoch(reader)).toBe(restored.epoch);
		expect(await lastRestore(reader)).toEqual({ at: START + HOUR, cause: 'restored' });
		expect(await verifyCopy(restored.replaced ?? '', there.keys)).toMatchObject({
			kind: 'whole',
			epoch: before,
			accounts: [{ position: 5 }]
		});
		expect(await verifyAll(reader, there.keys, 'sqlite')).toMatchObject({ kind: 'whole' });
		const deeds = await reader
			.selectFrom('trail')
			.select(['account', 'detail'])
			.where('action', '=', 'records.restore')
			.execute();
		expect(deeds).toEqual([{ account: 'shell', detail: JSON.stringify({ from: before }) }]);
		expect(await verify(reader, there.center)).toMatchObject({ kind: 'whole' });
	});

	test('takes back what tablets were told of backups, and does not take itself for an unannounced one', async () => {
		const there = await backedUp();
		await there.stop();
		await there.restore(there.backup);
		await there.start();
		const epoch = await currentEpoch(there.store().reader);
		const sentinel = await Sentinel.post(there.store(), there.dataDir, silent);
		await sentinel.close();
		expect(await currentEpoch(there.store().reader)).toBe(epoch);
		expect(await there.hand(0)).toMatchObject({ epoch, backedUpThrough: 0 });
	});

	test('twice from the same backup gives two epochs, each with what it holds', async () => {
		const there = await backedUp();
		await there.stop();
		const first = await there.restore(there.backup, START + 1);
		const second = await there.restore(there.backup, START + 2);
		if (first.kind !== 'restored' || second.kind !== 'restored') throw new Error('Not restored');
		expect(first.epoch).not.toBe(second.epoch);
		await there.start();
		expect(await events(there)).toBe(3);
	});

	test('lets nobody in who was signed in when it was made', async () => {
		const there = await installation();
		await there
			.store()
			.writer.insertInto('staff')
			.values({
				id: 's',
				name: '',
				email: 's@haebom.example',
				email_verified: 1,
				created_at: '',
				updated_at: ''
			})
			.execute();
		await there
			.store()
			.writer.insertInto('staff_session')
			.values({
				id: 'x',
				token: 't',
				staff_id: 's',
				expires_at: '',
				created_at: '',
				updated_at: ''
			} as never)
			.execute();
		const made = await there.backUp();
		if (made.kind === 'failed') throw new Error(made.reason);
		await there.stop();
		await there.restore(made.path);
		await there.start();
		expect(await there.store().reader.selectFrom('staff_session').selectAll().execute()).toEqual(
			[]
		);
	});

	test('is refused while a server runs, for a backup that is damaged, and for none at all', async () => {
		const there = await backedUp();
		const untouched = async () => expect(await events(there)).toBe(5);
		expect(await there.restore(there.backup)).toEqual({ kind: 'running' });
		await untouched();
		await there.stop();
		expect(await there.restore(`${there.backup}.other`)).toMatchObject({ kind: 'refused' });
		const bytes = readFileSync(there.backup);
		bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
		writeFileSync(there.backup, bytes);
		expect(await there.restore(there.backup)).toMatchObject({ kind: 'refused' });
		expect(existsSync(`${there.path}.restoring`)).toBe(false);
		await there.start();
		await untouched();
	});

	test('works where the database is destroyed or gone', async () => {
		const there = await backedUp();
		await there.stop();
		writeFileSync(there.path, 'what a broken disk left of it');
		writeFileSync(`${there.path}-wal`, 'and of its log');
		const restored = await there.restore(there.backup);
		if (restored.kind !== 'restored') throw new Error(restored.kind);
		expect(readFileSync(restored.replaced ?? '', 'utf8')).toBe('what a broken disk left of it');
		await there.start();
		expect(await events(there)).toBe(3);
	});
});

describe('at the shell', () => {
	test('a backup is made beside a running server, verified, and restored when it is stopped', async () => {
		const there = await installation();
		await there.hand(4);
		const made = await shell(there, 'backup', []);
		expect(made).toMatchObject({
			code: 0,
			said: expect.stringContaining('Backed up and verified')
		});
		const [backup] = backupsIn(there.folder);
		if (!backup) throw new Error('No backup');
		expect((await there.hand(1)).backedUpThrough).toBe(4);
		expect(await shell(there, 'restore', [backup.path])).toMatchObject({
			code: 1,
			said: expect.stringContaining('The server is running')
		});
		await there.stop();
		expect(await shell(there, 'restore', [backup.path])).toMatchObject({ code: 0 });
		expect(await shell(there, 'verify', [])).toMatchObject({
			code: 0,
			said: expect.stringContaining('4 records')
		});
		await there.start();
		expect(await events(there)).toBe(4);
	});

	test('whoever asks for something else is told what can be asked, and nothing happens', async () => {
		const there = await installation();
		expect(await shell(there, 'backup', ['everything'])).toMatchObject({ code: 2 });
		expect(await shell(there, 'restore', [])).toMatchObject({ code: 2 });
		expect(await shell(there, 'verify', ['nothing.db'])).toMatchObject({ code: 2 });
		expect(await shell(there, 'backup', ['key', `${there.folder}/secret.key`])).toMatchObject({
			code: 1
		});
		expect(backupsIn(there.folder)).toEqual([]);
	});

	test('a database of which the end was cut off is found by what the backup says', async () => {
		const there = await backedUp();
		await there.stop();
		expect(await shell(there, 'verify', [])).toMatchObject({ code: 0 });
		await there.start();
		await there.cutOffAfter(2);
		expect(await shell(there, 'verify', [])).toMatchObject({
			code: 1,
			said: expect.stringContaining('BROKEN')
		});
		expect(await shell(there, 'backup', [])).toMatchObject({
			code: 1,
			said: expect.stringContaining('There is no new backup')
		});
		expect(await shell(there, 'verify', [])).toMatchObject({ code: 1 });
	});

	test('an older backup is asked, too, where the newest agrees with what was cut off', async () => {
		const there = await backedUp();
		const aside = `${there.folder}.aside`;
		renameSync(there.folder, aside);
		await there.cutOffAfter(2);
		expect(await there.backUp(START + HOUR)).toMatchObject({ kind: 'verified' });
		expect(await shell(there, 'verify', [])).toMatchObject({ code: 0 });
		cpSync(aside, there.folder, { recursive: true });
		expect(await shell(there, 'verify', [])).toMatchObject({
			code: 1,
			said: expect.stringContaining(manifestOf(there.backup))
		});
	});

	test('a backup that has lost its manifest is told of', async () => {
		const there = await backedUp();
		rmSync(manifestOf(there.backup));
		expect(await shell(there, 'verify', [])).toMatchObject({
			code: 1,
			said: expect.stringContaining(`BROKEN  ${manifestOf(there.backup)}`)
		});
	});
});

describe('killed half-way', () => {
	const MOMENTS_MS = [150, 300, 400, 500, 600, 750];

	test('a backup leaves either nothing or a whole one, and tells tablets of no other', async () => {
		const there = await installation();
		await there.hand(200);
		for (const moment of MOMENTS_MS) {
			await shell(there, 'backup', [], { afterMs: moment });
			for (const { path } of backupsIn(there.folder)) {
				expect(await verifyBackup(path, there.keys)).toMatchObject({
					kind: 'whole',
					contents: expect.anything()
				});
			}
			const { backedUpThrough } = await there.hand(0);
			if (backedUpThrough > 0) expect(backupsIn(there.folder).length).toBeGreaterThan(0);
		}
		expect(await shell(there, 'backup', [])).toMatchObject({ code: 0 });
		expect((await there.hand(0)).backedUpThrough).toBe(200);
	}, 120_000);

	/** The server starts and stops, and says why the database lives the life that it does. */
	async function served(there: Installation) {
		await there.start();
		const sentinel = await Sentinel.post(there.store(), there.dataDir, silent);
		await sentinel.close();
		const { reader } = there.store();
		expect(await verifyAll(reader, there.keys, 'sqlite')).toMatchObject({ kind: 'whole' });
		const found = { events: await events(there), restore: await lastRestore(reader) };
		await there.stop();
		return { events: found.events, cause: found.restore?.cause ?? null };
	}
	const [OLD, NEW] = [
		{ events: 5, cause: null },
		{ events: 3, cause: 'restored' }
	];

	test('a restore leaves the old database or the new one, and nothing between', async () => {
		const there = await backedUp();
		await there.stop();
		expect(await served(there)).toEqual(OLD);
		for (const moment of MOMENTS_MS) {
			await shell(there, 'restore', [there.backup], { afterMs: moment });
			expect([OLD, NEW]).toContainEqual(await served(there));
		}
		expect(await shell(there, 'restore', [there.backup])).toMatchObject({ code: 0 });
		expect(await served(there)).toEqual(NEW);
	}, 120_000);

	test('a restore is not taken for an unannounced one, wherever it was killed', async () => {
		const outcomes = [];
		for (let beforeRename = 1; ; beforeRename++) {
			const there = await backedUp();
			await there.stop();
			expect(await served(there)).toEqual(OLD);
			const { code } = await shell(there, 'restore', [there.backup], { beforeRename });
			outcomes.push(await served(there));
			// Nothing was left to be renamed: it came to its end.
			if (code !== null) break;
		}
		expect(outcomes).toEqual([OLD, NEW]);
	}, 120_000);

	test('nor is one of a backup that is older than the restore before', async () => {
		const there = await backedUp();
		await there.stop();
		expect(await served(there)).toEqual(OLD);
		expect(await shell(there, 'restore', [there.backup])).toMatchObject({ code: 0 });
		expect(await served(there)).toEqual(NEW);
		await there.start();
		const epoch = await currentEpoch(there.store().reader);
		await there.hand(2);
		await there.stop();
		expect(await shell(there, 'restore', [there.backup])).toMatchObject({ code: 0 });
		expect(await served(there)).toEqual(NEW);
		// Nor does a tablet take it for one, that was told of the epoch which the backup is older than.
		await there.start();
		const next = await currentEpoch(there.store().reader);
		const answer = await there.hand(0, { acked: { epoch, through: 2 } });
		expect(answer.epoch).toBe(next);
		expect(next).not.toBe(epoch);
	}, 120_000);
});
