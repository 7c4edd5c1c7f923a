import { addDays, dayOf, momentOf } from '#domain/day.ts';
import { SEOUL } from '#domain/zone.ts';

/** What failed is not tried again before this, for it takes a while and a core. */
const AGAIN_AFTER_MS = 60 * 60_000;

/** When backups were made and tried; null if never. */
export interface Tried {
	readonly verifiedAt: number | null;
	readonly triedAt: number | null;
}

/** Whether a backup should be made now: once a day from an hour on, and once more each hour while it fails. */
export function isDue({ verifiedAt, triedAt }: Tried, hour: number, now: number): boolean {
	if (verifiedAt !== null && verifiedAt >= lastSlot(hour, now)) return false;
	return triedAt === null || now - triedAt >= AGAIN_AFTER_MS;
}

/** When it was this hour in Seoul for the last time: a quiet hour, wherever a center is. */
function lastSlot(hour: number, now: number): number {
	const time = `${String(hour).padStart(2, '0')}:00`;
	const today = dayOf(now, SEOUL);
	const slot = momentOf(today, time, SEOUL);
	return slot <= now ? slot : momentOf(addDays(today, -1), time, SEOUL);
}
