import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Epoch } from '#domain/id.ts';
import { flush, manifestOf } from '#server/backup/folder.ts';
import { verifyBackup } from '#server/backup/verifying.ts';
import { seize } from '#server/database/seize.ts';
import { openStore } from '#server/database/store.ts';
import { beginEpochEverywhere, currentEpoch } from '#server/epochs.ts';
import type { Keys } from '#server/keys.ts';
import type { Log } from '#server/log.ts';
import { forgottenEpoch } from '#server/sentinel.ts';
import { SHELL } from '#server/trail.ts';

export interface Place {
	/** The file of the database. */
	readonly path: string;
	readonly dataDir: string;
	readonly keys: Keys;
	readonly log: Log;
}

export type Restored =
	/** `replaced` is where the database lies that was there before; null if there was none. */
	| { readonly kind: 'restored'; readonly epoch: Epoch; readonly replaced: string | null }
	/** Some process has the database open. */
	| { readonly kind: 'running' }
	/** In a sentence for whoever operates the server; nothing was touched. */
	| { readonly kind: 'refused'; readonly flaw: string };

const ENDS = ['', '-wal', '-shm', '-journal'] as const;

/**
 * Puts a backup in the place of the database. What is put there is verified and complete before it gets its
 * name, with a new epoch and a word on the trail; killed at any moment, this leaves the old or the new one.
 */
export async function restore(backup: string, place: Place, now: number): Promise<Restored> {
	const { path, keys } = place;
	if (!existsSync(backup)) return { kind: 'refused', flaw: 'there is no such file' };
	const before = existsSync(path);
	const hold = before ? seize(path) : NO_HOLD;
	if (!hold) return { kind: 'running' };
	const ready = `${path}.restoring`;
	try {
		clear(ready);
		copyFileSync(backup, ready);
		const verified = await verifyBackup(ready, keys, manifestOf(backup));
		if (verified.kind === 'broken') return { kind: 'refused', flaw: verified.flaw };
		const epoch = await revive(ready, place, now);
		const replaced = before ? `${path}.replaced-${now}` : null;
		if (replaced) keepBeside(path, replaced);
		renameSync(ready, path);
		flush(dirname(path));
		return { kind: 'restored', epoch, replaced };
	} finally {
		clear(ready);
		hold.release();
	}
}

const NO_HOLD = { release: () => {} };

/**
 * Begins the new life of a copy. Whoever was signed in when it was made may have signed out since, or may
 * no longer be staff: they sign in anew.
 */
async function revive(path: string, { dataDir, log }: Place, now: number): Promise<Epoch> {
	const store = await openStore(`sqlite:${path}`, log);
	try {
		const known = await currentEpoch(store.reader);
		const seen = await forgottenEpoch(store.reader, dataDir);
		const ending = { known, seen, cause: 'restored' } as const;
		const epoch = await store.write(async (trx) => {
			await trx.deleteFrom('staff_session').execute();
			return beginEpochEverywhere(trx, ending, SHELL, { from: known }, now);
		});
		if (!epoch) throw new Error('Somebody else has opened the copy');
		return epoch;
	} finally {
		await store.close();
		flush(path);
	}
}

/** Gives the old database a second name. A log it may have goes with it: it would be taken for the new one's. */
function keepBeside(path: string, replaced: string): void {
	for (const end of ENDS.filter((end) => end && existsSync(path + end))) {
		renameSync(path + end, replaced + end);
	}
	linkSync(path, replaced);
}

function clear(path: string): void {
	for (const end of ENDS) rmSync(path + end, { force: true });
}
