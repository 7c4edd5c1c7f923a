import { addDays, dayOf, type Day } from '#domain/day.ts';
import { SEOUL } from '#domain/zone.ts';
import { backupsIn, remove } from '#server/backup/folder.ts';
import type { BackupPlan } from '#server/config.ts';

const RECENT_MS = 48 * 60 * 60_000;

/**
 * Which backups are kept: of the last so many days, weeks (from Monday) and months that have any, the last
 * one of each; and all that were made within two days of the newest, for a restore may have come between them.
 */
export function kept(madeAt: readonly number[], keep: BackupPlan['keep']): ReadonlySet<number> {
	const newestFirst = [...madeAt].sort((a, b) => b - a);
	const lastOfEach = (count: number, periodOf: (day: Day) => string) => {
		const last = new Map<string, number>();
		for (const at of newestFirst) {
			const period = periodOf(dayOf(at, SEOUL));
			if (!last.has(period)) last.set(period, at);
		}
		return [...last.values()].slice(0, count);
	};
	const [newest = 0] = newestFirst;
	return new Set([
		...newestFirst.filter((at) => newest - at < RECENT_MS),
		...lastOfEach(keep.days, (day) => day),
		...lastOfEach(keep.weeks, mondayOf),
		...lastOfEach(keep.months, (day) => day.slice(0, 7))
	]);
}

function mondayOf(day: Day): Day {
	return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** Removes what need not be kept any longer from a folder. Returns how many that were. */
export function thin(folder: string, keep: BackupPlan['keep']): number {
	const all = backupsIn(folder);
	const staying = kept(
		all.map(({ madeAt }) => madeAt),
		keep
	);
	const going = all.filter(({ madeAt }) => !staying.has(madeAt));
	for (const backup of going) remove(backup);
	return going.length;
}
