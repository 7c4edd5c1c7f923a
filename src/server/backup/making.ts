import { rmSync, statSync } from 'node:fs';
import { sql } from 'kysely';
import { randomId, type Epoch } from '#domain/id.ts';
import { flush, partialIn, pathOf, publish, tidy } from '#server/backup/folder.ts';
import { departure, manifestsIn } from '#server/backup/heads.ts';
import { keyName, writeManifest } from '#server/backup/manifest.ts';
import { continues, hashOf, verifyCopy, type Copy } from '#server/backup/verifying.ts';
import { moveWatermark } from '#server/backup/watermark.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import type { Store } from '#server/database/store.ts';
import { epochOf } from '#server/centers.ts';
import { randomBytes, type Keys } from '#server/keys.ts';

/** What a backup is made of. */
export interface Source {
	readonly store: Store;
	readonly keys: Keys;
	/** The file of the database. */
	readonly path: string;
	/** Where verified backups lie. */
	readonly folder: string;
}

export type Made =
	| { readonly kind: 'verified'; readonly path: string; readonly copy: Copy }
	/** Why, in a sentence for whoever operates the server. Tablets hear of nothing, and keep what they hold. */
	| { readonly kind: 'failed'; readonly reason: string };

/**
 * Makes a backup of the SQLite database while it is written to, and takes it for one only after the copy
 * was opened, gone through and found to say what the database says, which must go on from what was backed up
 * before. Only then tablets are told.
 */
export async function makeBackup(source: Source, now: number): Promise<Made> {
	const { store, folder } = source;
	const id = randomId(randomBytes);
	const epoch = await epochOf(store);
	await store.write((trx) =>
		trx.insertInto('backup').values({ id, epoch, kind: 'copy', at: now }).execute()
	);
	const made = await attempt(source, partialIn(folder, id), epoch, now).catch(
		(error: unknown): Made => ({ kind: 'failed', reason: String(error) })
	);
	const became =
		made.kind === 'verified' ? { verified_at: now } : { failed_at: now, reason: made.reason };
	await store.write((trx) => trx.updateTable('backup').set(became).where('id', '=', id).execute());
	return made;
}

async function attempt(
	{ store, keys, path: database, folder }: Source,
	partial: string,
	epoch: Epoch,
	now: number
): Promise<Made> {
	tidy(folder, now);
	try {
		await copyOut(database, partial);
		const copy = await verifyCopy(partial, keys);
		if (copy.kind === 'broken') return { kind: 'failed', reason: `The copy: ${copy.flaw}` };
		const differs = await continues(store.reader, copy.accounts);
		if (differs) return { kind: 'failed', reason: `Beside its copy, the database: ${differs}` };
		const departs = await departure(store.reader, copy.epoch, manifestsIn(folder, keys));
		if (departs) return { kind: 'failed', reason: `The database does not go on: ${departs}` };
		const path = pathOf(folder, now);
		const contents = {
			version: 1 as const,
			madeAt: now,
			epoch: copy.epoch,
			bytes: statSync(partial).size,
			sha256: await hashOf(partial),
			key: keyName(keys),
			centers: [...copy.accounts]
		};
		publish(partial, path, writeManifest(contents, keys));
		const told = copy.epoch === epoch && (await moveWatermark(store, epoch, copy.marks));
		if (!told) return { kind: 'failed', reason: 'The database began a new life meanwhile' };
		return { kind: 'verified', path, copy };
	} finally {
		for (const end of ['', '.json', '-journal']) rmSync(`${partial}${end}`, { force: true });
	}
}

/** Copies a database as it was at one moment. Writers go on; a connection of its own waits for nobody. */
async function copyOut(database: string, to: string): Promise<void> {
	const reader = openSqlite(database, 'read');
	try {
		await sql`vacuum into ${to}`.execute(reader);
	} finally {
		await reader.destroy();
	}
	flush(to);
}
