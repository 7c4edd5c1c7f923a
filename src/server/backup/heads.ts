import { existsSync, readFileSync } from 'node:fs';
import type { Epoch } from '#domain/id.ts';
import { backupsIn, manifestOf } from '#server/backup/folder.ts';
import { readManifest, type Contents, type ReadManifest } from '#server/backup/manifest.ts';
import type { Reader } from '#server/database/store.ts';
import type { Keys } from '#server/keys.ts';

/** What came of reading the manifest of a backup that lies in the folder. */
export interface Found {
	readonly path: string;
	readonly manifest: ReadManifest;
}

/** The manifests of all backups in a folder, the newest first. Each backup has one. */
export function manifestsIn(folder: string, keys: Keys): Found[] {
	return backupsIn(folder).map((backup) => {
		const path = manifestOf(backup.path);
		const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
		return { path, manifest: readManifest(text, keys) };
	});
}

/**
 * In what a database that was gone through does not go on from what manifests of the epoch say; null if it does.
 * A chain cannot tell that its end was cut off, or that all of it was written anew: what lies outside can. A
 * restore begins a new epoch, which need not go on from where another one was.
 */
export async function departure(
	reader: Reader,
	epoch: Epoch,
	found: readonly Found[]
): Promise<string | null> {
	for (const { path, manifest } of found) {
		// What became of such a manifest is for whoever goes through the database. No damaged file may keep
		// all backups from being made that could still be.
		if (manifest.kind !== 'read' || manifest.contents.epoch !== epoch) continue;
		const flaw = await departureFrom(reader, manifest.contents);
		if (flaw) return `${flaw}, says ${path}`;
	}
	return null;
}

/** Heads alone are asked: all that is before one is held fast by it. */
async function departureFrom(reader: Reader, { centers }: Contents): Promise<string | null> {
	for (const { id, position, chain, trail } of centers) {
		const record = await reader
			.selectFrom('ledger')
			.select('chain as head')
			.where('center_id', '=', id)
			.where('position', '=', position)
			.executeTakeFirst();
		const entry = await reader
			.selectFrom('trail')
			.select('hash as head')
			.where('center_id', '=', id)
			.where('position', '=', trail.entries)
			.executeTakeFirst();
		const flaw =
			flawOf(`record ${position}`, position > 0 ? chain : null, record) ??
			flawOf(`entry ${trail.entries} of the trail`, trail.entries > 0 ? trail.head : null, entry);
		if (flaw) return `of center ${id}, ${flaw}`;
	}
	return null;
}

function flawOf(
	what: string,
	written: string | null,
	found: { readonly head: string } | undefined
): string | null {
	if (written === null || found?.head === written) return null;
	return found ? `${what} is not the one that was backed up` : `${what} is missing`;
}
