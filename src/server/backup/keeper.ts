import { spawn, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { backupRecord } from '#server/backup/record.ts';
import { isDue } from '#server/backup/schedule.ts';
import { isEmpty } from '#server/centers.ts';
import type { BackupPlan } from '#server/config.ts';
import type { Store } from '#server/database/store.ts';
import type { Job } from '#server/jobs.ts';
import type { Log } from '#server/log.ts';

const LOOK_EVERY_MS = 15 * 60_000;

/**
 * Has a backup made each night. By a process of its own that gives way to this one: a copy, gone through to
 * its last visit, takes a core for a while, and no tablet should have to wait for it. PostgreSQL is backed up
 * by the tools that are made for it: there is nothing to do then.
 */
export function backing(
	store: Store,
	plan: BackupPlan,
	log: Log,
	begin: () => ChildProcess = spawnBackup
): Job[] {
	if (store.engine !== 'sqlite' || plan.folder === null) return [];
	const run = async (now: number, over: AbortSignal) => {
		if (await isEmpty(store.reader)) return;
		if (!isDue(await backupRecord(store.reader), plan.hour, now)) return;
		const { code, said } = await ended(begin(), over);
		// An unfinished one counts for nothing, and will be made by whoever comes next.
		if (over.aborted) return;
		if (code !== 0) throw new Error(`No backup was made: ${said}`);
		log.info({ said }, 'backup made');
	};
	return [{ name: 'backup', everyMs: LOOK_EVERY_MS, run }];
}

/** Waits for a process, and ends it when somebody says that it is over. */
async function ended(
	child: ChildProcess,
	over: AbortSignal
): Promise<{ readonly code: number | null; readonly said: string }> {
	let said = '';
	child.stdout?.on('data', (text) => (said += text));
	child.stderr?.on('data', (text) => (said += text));
	const end = () => child.kill();
	over.addEventListener('abort', end, { once: true });
	return new Promise((resolve) => {
		child.once('error', (error) => resolve({ code: null, said: String(error) }));
		child.once('close', (code) => {
			over.removeEventListener('abort', end);
			resolve({ code, said: said.trim() });
		});
	});
}

/** The same as `npm run backup`, in the folder that the server was started in. */
function spawnBackup(): ChildProcess {
	const child = spawn(process.execPath, ['scripts/backup.ts'], {
		stdio: ['ignore', 'pipe', 'pipe']
	});
	if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
	return child;
}
