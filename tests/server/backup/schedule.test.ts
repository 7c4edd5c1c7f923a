import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { backupsIn, manifestOf, partialIn, pathOf, tidy } from '#server/backup/folder.ts';
import { backing } from '#server/backup/keeper.ts';
import { kept, thin } from '#server/backup/retention.ts';
import { isDue } from '#server/backup/schedule.ts';
import { configFrom, type BackupPlan } from '#server/config.ts';
import type { Engine } from '#server/database/schema.ts';
import { openStore } from '#server/database/store.ts';
import { silent } from '#server/log.ts';
import { HOUR } from '../../domain/people.ts';
import { emptyDatabase, openCenter } from '../center.ts';

const DAY = 24 * HOUR;
/** Three at night in Seoul, on a Wednesday. */
const NIGHT = Date.parse('2026-11-24T18:00:00Z');
const PLAN = { folder: '/nowhere', hour: 3, keep: { days: 7, weeks: 4, months: 12 } };

describe('a backup is due', () => {
	test('from three at night on, until one was verified since', () => {
		const before = { verifiedAt: NIGHT - DAY, triedAt: NIGHT - DAY };
		expect(isDue(before, 3, NIGHT - 1)).toBe(false);
		expect(isDue(before, 3, NIGHT)).toBe(true);
		expect(isDue({ verifiedAt: NIGHT, triedAt: NIGHT }, 3, NIGHT + DAY - 1)).toBe(false);
		expect(isDue({ verifiedAt: NIGHT, triedAt: NIGHT }, 3, NIGHT + DAY)).toBe(true);
	});

	test('at once where there never was one, and by day where the night was missed', () => {
		expect(isDue({ verifiedAt: null, triedAt: null }, 3, NIGHT - HOUR)).toBe(true);
		const longAgo = NIGHT - 3 * DAY;
		expect(isDue({ verifiedAt: longAgo, triedAt: longAgo }, 3, NIGHT - 9 * HOUR)).toBe(true);
	});

	test('again an hour after one failed, and not sooner', () => {
		const failed = { verifiedAt: NIGHT - DAY, triedAt: NIGHT };
		expect(isDue(failed, 3, NIGHT + HOUR - 1)).toBe(false);
		expect(isDue(failed, 3, NIGHT + HOUR)).toBe(true);
	});
});

describe('the server', () => {
	const going = new AbortController().signal;

	async function backingUp(script: string, plan: BackupPlan = PLAN, engine: Engine = 'sqlite') {
		const { store } = await openCenter(engine);
		const begin = vi.fn(() => spawn(process.execPath, ['-e', script], { stdio: 'pipe' }));
		const [job] = backing(store, plan, silent, begin);
		return { store, job, begin };
	}

	test('makes one when it is due', async () => {
		const { job, begin } = await backingUp('');
		await job?.run(NIGHT, going);
		expect(begin).toHaveBeenCalledTimes(1);
	});

	test('makes none when last night’s was verified, nor where there is nothing yet', async () => {
		const { store, job, begin } = await backingUp('');
		await store.write((trx) =>
			trx
				.insertInto('backup')
				.values({ id: 'b', epoch: 'e' as never, kind: 'copy', at: NIGHT, verified_at: NIGHT })
				.execute()
		);
		await job?.run(NIGHT + HOUR, going);
		const empty = await openStore(await emptyDatabase('sqlite'), silent);
		onTestFinished(() => empty.close());
		await backing(empty, PLAN, silent, begin)[0]?.run(NIGHT, going);
		expect(begin).not.toHaveBeenCalled();
	});

	test('says what a failed one said', async () => {
		const { job } = await backingUp('console.error("no room"); process.exit(1)');
		await expect(job?.run(NIGHT, going)).rejects.toThrow('no room');
	});

	test('ends one that is being made when it has to go itself', async () => {
		const { job, begin } = await backingUp('setInterval(() => {}, 1000)');
		const over = new AbortController();
		const running = job?.run(NIGHT, over.signal);
		while (begin.mock.results.length === 0) await sleep(5);
		over.abort();
		await running;
		expect(begin.mock.results[0]?.value.signalCode).toBe('SIGTERM');
	});

	test('leaves it to others where that was said, or where the database is PostgreSQL', async () => {
		expect((await backingUp('', { ...PLAN, folder: null })).job).toBeUndefined();
		expect((await backingUp('', PLAN, 'postgres')).job).toBeUndefined();
	});
});

describe('of backups are kept', () => {
	const dayOf = (at: number) => new Date(at + 9 * HOUR).toISOString().slice(0, 10);

	test('seven days, four weeks and twelve months, of a year of nights', () => {
		const nights = Array.from({ length: 400 }, (_, index) => NIGHT - index * DAY);
		const staying = [...kept(nights, PLAN.keep)].sort((a, b) => b - a).map(dayOf);
		expect(staying.slice(0, 7)).toEqual(
			[25, 24, 23, 22, 21, 20, 19].map((day) => `2026-11-${day}`)
		);
		// Sundays, but for the week that is running; then the last days of months.
		expect(staying.slice(7, 11)).toEqual(['2026-11-15', '2026-11-08', '2026-10-31', '2026-09-30']);
		expect(staying.at(-1)).toBe('2025-12-31');
		expect(staying).toHaveLength(7 + 2 + 11);
	});

	test('all of the last two days, so that one from before a restore stays', () => {
		const often = [0, 1, 20, 47, 48, 49].map((hours) => NIGHT - hours * HOUR);
		const staying = kept(often, { days: 1, weeks: 0, months: 0 });
		expect([...staying]).toEqual(often.slice(0, 4));
	});

	test('those that the plan says, and their manifests with them', () => {
		const folder = mkdtempSync(join(tmpdir(), 'haebom-kept-'));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		const made = Array.from({ length: 20 }, (_, index) => NIGHT - index * DAY);
		for (const at of made) {
			writeFileSync(pathOf(folder, at), '');
			writeFileSync(manifestOf(pathOf(folder, at)), '');
		}
		writeFileSync(join(folder, 'what-somebody-else-keeps-here.db'), '');
		const running = partialIn(folder, 'running');
		writeFileSync(running, '');
		expect(thin(folder, { days: 3, weeks: 0, months: 0 })).toBe(17);
		expect(backupsIn(folder).map(({ madeAt }) => madeAt)).toEqual(made.slice(0, 3));
		expect(existsSync(join(folder, 'what-somebody-else-keeps-here.db'))).toBe(true);
		// What a killed process left goes when another one begins, hours later.
		tidy(folder, Date.now());
		expect(existsSync(running)).toBe(true);
		tidy(folder, Date.now() + 7 * HOUR);
		expect(existsSync(running)).toBe(false);
	});
});

describe('what an operator can say of backups', () => {
	test('is nothing: then they lie beside the database, made at three, kept for a year', () => {
		expect(configFrom({ DATA_DIR: '/data' }).backups).toEqual({
			folder: '/data/backups',
			hour: 3,
			keep: { days: 7, weeks: 4, months: 12 }
		});
	});

	test('is where, when and how many; or that there are to be none', () => {
		const said = {
			HAEBOM_BACKUP_DIR: '/mnt/nas',
			HAEBOM_BACKUP_HOUR: '1',
			HAEBOM_BACKUP_KEEP: '3,0,0'
		};
		expect(configFrom(said).backups).toEqual({
			folder: '/mnt/nas',
			hour: 1,
			keep: { days: 3, weeks: 0, months: 0 }
		});
		expect(configFrom({ HAEBOM_BACKUP_DIR: 'off' }).backups.folder).toBeNull();
	});

	test.each([
		{ HAEBOM_BACKUP_HOUR: '24' },
		{ HAEBOM_BACKUP_HOUR: 'noon' },
		{ HAEBOM_BACKUP_KEEP: '0,4,12' },
		{ HAEBOM_BACKUP_KEEP: '7' }
	])('nothing that cannot be understood: %o', (said) => {
		expect(() => configFrom(said)).toThrow('HAEBOM_BACKUP');
	});
});
