import {
	chmodSync,
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';

const NAME = /^haebom-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.db$/;
const PARTIAL = /^\.partial-/;
/** No backup takes as long: whoever began one was killed. */
const ABANDONED_AFTER_MS = 6 * 60 * 60_000;

/** A verified backup that lies in the folder. */
export interface Kept {
	readonly madeAt: number;
	readonly path: string;
}

/** The verified backups in a folder, the newest first. What is not complete has another name. */
export function backupsIn(folder: string): Kept[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.flatMap((name): Kept[] => {
			const parts = NAME.exec(name);
			if (!parts) return [];
			const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
				.slice(1)
				.map(Number);
			const madeAt = Date.UTC(year, month - 1, day, hour, minute, second);
			return [{ madeAt, path: join(folder, name) }];
		})
		.sort((a, b) => b.madeAt - a.madeAt);
}

/** Where the backup of a moment lies. */
export function pathOf(folder: string, madeAt: number): string {
	const stamp = new Date(madeAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
	return join(folder, `haebom-${stamp}Z.db`);
}

/** Where a backup's manifest lies. */
export function manifestOf(path: string): string {
	return `${path.replace(/\.db$/, '')}.json`;
}

/** Where a copy lies that is not verified yet. */
export function partialIn(folder: string, id: string): string {
	return join(folder, `.partial-${id}.db`);
}

/** Makes a folder ready for a copy: what others left behind when they were killed goes. */
export function tidy(folder: string, now: number): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		if (PARTIAL.test(name) && now - statSync(path).mtimeMs > ABANDONED_AFTER_MS) rmSync(path);
	}
}

/** Gives a verified copy its name. A backup that has one has its manifest, too. */
export function publish(partial: string, path: string, manifest: string): void {
	chmodSync(partial, 0o600);
	writeFileSync(`${partial}.json`, manifest, { mode: 0o600 });
	flush(`${partial}.json`);
	renameSync(`${partial}.json`, manifestOf(path));
	renameSync(partial, path);
	flush(dirname(path));
}

/** Removes a backup; the manifest last. */
export function remove({ path }: Kept): void {
	rmSync(path);
	rmSync(manifestOf(path), { force: true });
}

/** Returns when a file, or a folder's list of files, is on the disk. */
export function flush(path: string): void {
	const file = openSync(path, 'r');
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}
