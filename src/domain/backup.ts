/** Backups are made each night: one that is older has been missed. */
const OLD_MS = 36 * 60 * 60_000;
/** So long staff are reminded that the database was put back. */
const REMEMBERED_MS = 14 * 24 * 60 * 60_000;

/** How backups stand: the worst that can be said of them. Moments in ms since 1970. */
export type BackupState =
	/** None are to be made. */
	| { readonly kind: 'off' }
	/** There never was one. */
	| { readonly kind: 'none' }
	/** Every one since the last verified one failed. */
	| { readonly kind: 'failed'; readonly failedAt: number; readonly verifiedAt: number | null }
	| { readonly kind: 'old'; readonly verifiedAt: number }
	| { readonly kind: 'well'; readonly verifiedAt: number };

/** When a database was put back, and whether somebody had said so beforehand. */
export interface Restored {
	readonly at: number;
	readonly announced: boolean;
}

/** Says how backups stand. */
export function backupState(
	record: {
		readonly off: boolean;
		readonly verifiedAt: number | null;
		/** When one failed, if none was verified since. */
		readonly failedAt: number | null;
	},
	now: number
): BackupState {
	const { off, verifiedAt, failedAt } = record;
	if (off) return { kind: 'off' };
	if (failedAt !== null) return { kind: 'failed', failedAt, verifiedAt };
	if (verifiedAt === null) return { kind: 'none' };
	return { kind: now - verifiedAt > OLD_MS ? 'old' : 'well', verifiedAt };
}

/** Whether staff still have to be told that the database was put back at some moment. */
export function isRecent(restoredAt: number, now: number): boolean {
	return now - restoredAt <= REMEMBERED_MS;
}
