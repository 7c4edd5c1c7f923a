import type { Tried } from '#server/backup/schedule.ts';
import { backupState, isRecent, type BackupState, type Restored } from '#domain/backup.ts';
import type { BackupPlan } from '#server/config.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { lastRestore } from '#server/epochs.ts';

/** How backups went. */
export interface BackupRecord extends Tried {
	/** When one failed, if none was verified since. */
	readonly failedAt: number | null;
}

/** What staff are told: how backups stand, and that the database was put back of late. */
export async function backupStanding(
	{ reader, engine }: Pick<Store, 'reader' | 'engine'>,
	plan: BackupPlan,
	now: number
): Promise<{
	readonly state: BackupState;
	readonly restored: Restored | null;
}> {
	const record = await backupRecord(reader);
	const off = engine === 'sqlite' && plan.folder === null && record.verifiedAt === null;
	return {
		state: backupState({ ...record, off }, now),
		restored: await restoredOfLate(reader, now)
	};
}

/** When the database was put back, and whether that was announced; null if not of late. */
export async function restoredOfLate(reader: Reader, now: number): Promise<Restored | null> {
	const last = await lastRestore(reader);
	if (!last || !isRecent(last.at, now)) return null;
	return { at: last.at, announced: last.cause === 'restored' };
}

/** Reads how backups went, those that the operator's own tools made included. */
export async function backupRecord(reader: Reader): Promise<BackupRecord> {
	const { verifiedAt, triedAt, failedAt } = await reader
		.selectFrom('backup')
		.select(({ fn, eb }) => [
			fn
				.max<number | null>(eb.case().when('verified_at', 'is not', null).then(eb.ref('at')).end())
				.as('verifiedAt'),
			fn.max<number | null>('at').as('triedAt'),
			fn.max<number | null>('failed_at').as('failedAt')
		])
		.executeTakeFirstOrThrow();
	const since = failedAt !== null && failedAt > (verifiedAt ?? 0);
	return { verifiedAt, triedAt, failedAt: since ? failedAt : null };
}
