import * as v from 'valibot';
import { Epoch, randomId } from '#domain/id.ts';
import type { Action } from '#domain/deed.ts';
import type { Json } from '#domain/canonical.ts';
import type { EpochCause } from '#server/database/schema.ts';
import type { Reader, Writing } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { change, record, type Actor } from '#server/trail.ts';

/** The life that the database is in. Read anew for each answer: another process may have begun a new one. */
export async function currentEpoch(reader: Reader): Promise<Epoch> {
	const { value } = await reader
		.selectFrom('installation')
		.select('value')
		.where('key', '=', 'epoch')
		.executeTakeFirstOrThrow();
	return v.parse(Epoch, value);
}

/** Whether this database has lived through an epoch, or was told of it; otherwise it is older than that. */
export async function knows(reader: Reader, epoch: Epoch): Promise<boolean> {
	if ((await currentEpoch(reader)) === epoch) return true;
	const row = await reader
		.selectFrom('epoch')
		.select('epoch')
		.where((eb) => eb.or([eb('epoch', '=', epoch), eb('follows', '=', epoch)]))
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** Why a new life begins, and which ones end: the one known here, and the one whose traces were found. */
export interface Ending {
	readonly known: Epoch;
	readonly seen?: Epoch | null;
	readonly cause: EpochCause;
}

/**
 * Begins a new life of the database: tablets then offer again all that they hold. Whatever was said to be in
 * a backup was said of the life before. Null when somebody else has begun one meanwhile.
 */
export async function beginEpoch(
	trx: Writing,
	{ known, seen: found, cause }: Ending,
	now: number
): Promise<Epoch | null> {
	const next = v.parse(Epoch, randomId(randomBytes));
	const changed = await trx
		.updateTable('installation')
		.set({ value: next })
		.where('key', '=', 'epoch')
		.where('value', '=', known)
		.executeTakeFirst();
	if (changed.numUpdatedRows === 0n) return null;
	const row = { began_at: now, cause };
	const seen = found ?? known;
	if (seen !== known) {
		await trx
			.insertInto('epoch')
			.values({ epoch: seen, follows: known, ...row })
			.execute();
	}
	await trx
		.insertInto('epoch')
		.values({ epoch: next, follows: seen, ...row })
		.execute();
	return next;
}

/** Does the same where nobody holds a center yet, and writes it on the trail of every center. */
export async function beginEpochEverywhere(
	trx: Writing,
	ending: Ending,
	by: Actor,
	detail: Json,
	now: number
): Promise<Epoch | null> {
	const centers = await trx.selectFrom('center').select('id').orderBy('id').execute();
	// All heads first, in one order, as whoever pushes holds one when it comes to this.
	for (const { id } of centers) await lockHead(trx, id);
	const next = await beginEpoch(trx, ending, now);
	if (!next) return null;
	const deed = change(actionOf(ending.cause), '', detail);
	for (const { id } of centers) await record(trx, id, by, deed, now);
	return next;
}

/** What the trail calls it. */
export function actionOf(cause: EpochCause): Action {
	return cause === 'restored' ? 'records.restore' : 'records.rewind';
}

/** When and why the present life began; null when it is the first. */
export async function lastRestore(
	reader: Reader
): Promise<{ readonly at: number; readonly cause: EpochCause } | null> {
	const row = await reader
		.selectFrom('epoch')
		.select(['began_at as at', 'cause'])
		.where('epoch', '=', await currentEpoch(reader))
		.executeTakeFirst();
	return row ?? null;
}
