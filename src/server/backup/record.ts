import type { Tried } from '#server/backup/schedule.ts';
import type { Reader } from '#server/database/store.ts';

/** How backups went. */
export interface BackupRecord extends Tried {
	/** When one failed, if none was verified since. */
	readonly failedAt: number | null;
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
