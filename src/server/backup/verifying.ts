import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type { CenterId, Epoch } from '#domain/id.ts';
import { examine, type Account } from '#server/backup/examine.ts';
import { manifestOf } from '#server/backup/folder.ts';
import { readManifest, type Contents } from '#server/backup/manifest.ts';
import { marksOf, type Mark } from '#server/backup/watermark.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import type { Reader } from '#server/database/store.ts';
import { currentEpoch } from '#server/epochs.ts';
import type { Keys } from '#server/keys.ts';

/** So many badges of each center are opened, to see that the key is the one they were sealed with. */
const BADGES_OPENED = 20;

export type Verified<Found> =
	| ({ readonly kind: 'whole' } & Found)
	/** In a sentence for whoever operates the server. */
	| { readonly kind: 'broken'; readonly flaw: string };

/** What a copy of the database holds. */
export interface Copy {
	readonly epoch: Epoch;
	readonly marks: readonly Mark[];
	readonly accounts: readonly Account[];
}

/** Opens a copy where it lies and goes through all of it. Nothing that is wrong with it makes this throw. */
export async function verifyCopy(path: string, keys: Keys): Promise<Verified<Copy>> {
	let copy: Reader & { destroy(): Promise<void> };
	try {
		copy = openSqlite(path, 'read');
	} catch (error) {
		return { kind: 'broken', flaw: `it cannot be opened: ${String(error)}` };
	}
	try {
		const examined = await verifyAll(copy, keys, 'sqlite');
		if (examined.kind === 'broken') return examined;
		const { accounts } = examined;
		return {
			kind: 'whole',
			epoch: await currentEpoch(copy),
			marks: await marksOf(copy),
			accounts
		};
	} catch (error) {
		return { kind: 'broken', flaw: `it cannot be read: ${String(error)}` };
	} finally {
		await copy.destroy();
	}
}

/** Goes through all that a database holds of every center. */
export async function verifyAll(
	reader: Reader,
	keys: Keys,
	engine: 'sqlite' | 'postgres'
): Promise<Verified<{ readonly accounts: readonly Account[] }>> {
	if (engine === 'sqlite') {
		const { rows } = await sql<{ quick_check: string }>`pragma quick_check`.execute(reader);
		const [first] = rows;
		if (first?.quick_check !== 'ok') {
			return { kind: 'broken', flaw: `the file is damaged: ${first?.quick_check}` };
		}
	}
	const centers = await reader.selectFrom('center').select(['id', 'name']).orderBy('id').execute();
	const accounts: Account[] = [];
	for (const { id, name } of centers) {
		const examined = await examine(reader, id);
		if (examined.kind === 'broken') {
			return { kind: 'broken', flaw: `${name}: ${examined.flaw}` };
		}
		if (!(await opensBadges(reader, keys, id))) {
			return { kind: 'broken', flaw: `${name}: secret.key does not open its badges` };
		}
		accounts.push(examined.account);
	}
	return { kind: 'whole', accounts };
}

async function opensBadges(reader: Reader, keys: Keys, center: CenterId): Promise<boolean> {
	const badges = await reader
		.selectFrom('badge')
		.select(['token', 'participant_id'])
		.where('center_id', '=', center)
		.orderBy('hash')
		.limit(BADGES_OPENED)
		.execute();
	try {
		for (const { token, participant_id } of badges) keys.open(token, `${center}/${participant_id}`);
		return true;
	} catch {
		return false;
	}
}

/** Whether what a database holds now still begins with what was written down of it before. */
export async function continues(
	reader: Reader,
	accounts: readonly Account[]
): Promise<string | null> {
	for (const before of accounts) {
		const now = await examine(reader, before.id, before.position);
		if (now.kind === 'broken') return now.flaw;
		const { chain, visits } = now.account;
		if (chain !== before.chain) return `the ledger up to ${before.position} is another one`;
		if (visits !== before.visits) return `the visits up to ${before.position} are others`;
	}
	return null;
}

/** Verifies a backup, against its manifest, too, where there is one. */
export async function verifyBackup(
	path: string,
	keys: Keys,
	beside = manifestOf(path)
): Promise<Verified<Copy & { readonly contents: Contents | null }>> {
	const contents = existsSync(beside) ? await matching(path, beside, keys) : null;
	if (typeof contents === 'string') return { kind: 'broken', flaw: contents };
	const verified = await verifyCopy(path, keys);
	if (verified.kind === 'broken') return verified;
	for (const written of contents?.centers ?? []) {
		const found = verified.accounts.find(({ id }) => id === written.id);
		if (found?.chain !== written.chain || found.visits !== written.visits) {
			return { kind: 'broken', flaw: 'it does not hold what its manifest says' };
		}
	}
	return { ...verified, contents };
}

/** What a manifest says, or what is wrong with the two of them. */
async function matching(path: string, beside: string, keys: Keys): Promise<Contents | string> {
	const manifest = readManifest(readFileSync(beside, 'utf8'), keys);
	switch (manifest.kind) {
		case 'unreadable':
			return 'its manifest cannot be read';
		case 'forged':
			return 'its manifest was altered';
		case 'other-key':
			return `it belongs to another secret.key, the one named ${manifest.key}`;
	}
	const { contents } = manifest;
	const same = statSync(path).size === contents.bytes && (await hashOf(path)) === contents.sha256;
	return same ? contents : 'the file is not the one that was written';
}

/** SHA-256 of a file, in hexadecimal. */
export async function hashOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
}
