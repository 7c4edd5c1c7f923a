const DAY_MS = 86_400_000;
/** Day 0 of the two ways in which spreadsheets count days. */
const FROM_1900 = Date.UTC(1899, 11, 30);
const FROM_1904 = Date.UTC(1904, 0, 1);
/** Spreadsheets believe in a 29 February 1900; up to then their count is one short of ours. */
const NO_SUCH_DAY = 60;
/** 31 December 9999. */
const DAYS_MAX = 2_958_465;

/**
 * A date as a spreadsheet stores it, written `2026-01-03`; a time without a day `09:30`. Null if no
 * date has that number.
 */
export function dateText(days: number, from1904: boolean): string | null {
	if (days < 0 || days > DAYS_MAX) return null;
	const early = !from1904 && days < NO_SUCH_DAY ? 1 : 0;
	const start = from1904 ? FROM_1904 : FROM_1900;
	const moment = new Date(start + Math.round((days + early) * 86_400) * 1_000).toISOString();
	return days * DAY_MS < DAY_MS && !from1904 ? moment.slice(11, 16) : moment.slice(0, 10);
}
