const MINUTE_MS = 60_000;

/** The words for how long ago something was. */
export interface AgeTexts {
	readonly now: string;
	readonly minutes: (count: number) => string;
	readonly hours: (count: number) => string;
	readonly days: (count: number) => string;
}

/** How long ago something was, in words. */
export function ageIn(texts: AgeTexts, ms: number): string {
	const minutes = Math.floor(Math.max(0, ms) / MINUTE_MS);
	if (minutes < 1) return texts.now;
	if (minutes < 60) return texts.minutes(minutes);
	if (minutes < 48 * 60) return texts.hours(Math.floor(minutes / 60));
	return texts.days(Math.floor(minutes / (24 * 60)));
}
