import { spawn, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { backupRecord } from '#server/backup/record.ts';
import { isDue } from '#server/backup/schedule.ts';
import type { BackupPlan } from '#server/config.ts';
import type { Store } from '#server/database/store.ts';
import type { Log } from '#server/log.ts';

const LOOK_EVERY_MS = 15 * 60_000;

/**
 * Has a backup made each night. By a process of its own that gives way to this one: a copy, gone through to
 * its last visit, takes a core for a while, and no tablet should have to wait for it.
 */
export class BackupKeeper {
	readonly #store: Store;
	readonly #plan: BackupPlan;
	readonly #log: Log;
	readonly #begin: () => ChildProcess;
	readonly #timer: ReturnType<typeof setInterval> | undefined;
	#making: ChildProcess | null = null;

	constructor(store: Store, plan: BackupPlan, log: Log, begin = spawnBackup) {
		this.#store = store;
		this.#plan = plan;
		this.#log = log;
		this.#begin = begin;
		// PostgreSQL is backed up by the tools that are made for it.
		if (store.engine === 'sqlite' && plan.folder !== null) {
			this.#timer = setInterval(() => void this.look(Date.now()), LOOK_EVERY_MS);
		}
	}

	/** Begins a backup if one is due and none is being made. Never rejects. */
	async look(now: number): Promise<void> {
		try {
			const record = await backupRecord(this.#store.reader);
			if (this.#making || !isDue(record, this.#plan.hour, now)) return;
			const making = this.#begin();
			this.#making = making;
			let said = '';
			making.stdout?.on('data', (text) => (said += text));
			making.stderr?.on('data', (text) => (said += text));
			making.once('error', (err) => this.#ended(null, String(err)));
			making.once('exit', (code) => this.#ended(code, said));
		} catch (err) {
			this.#log.error({ err }, 'no backup begun');
		}
	}

	/** Lets a backup go that is being made: an unfinished one counts for nothing. */
	close(): void {
		clearInterval(this.#timer);
		this.#making?.kill();
	}

	#ended(code: number | null, said: string): void {
		this.#making = null;
		const fields = { code, said: said.trim() };
		if (code === 0) this.#log.info(fields, 'backup made');
		else this.#log.error(fields, 'backup failed');
	}
}

/** The same as `npm run backup`, in the folder that the server was started in. */
function spawnBackup(): ChildProcess {
	const child = spawn(process.execPath, ['scripts/backup.ts'], {
		stdio: ['ignore', 'pipe', 'pipe']
	});
	if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
	return child;
}
