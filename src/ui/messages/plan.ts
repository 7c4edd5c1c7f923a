import type { Day } from '#domain/day.ts';
import type { Month } from '#domain/calendar.ts';
import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/plan.en.ts';
import { ko, type PlanTexts } from '#ui/messages/plan.ko.ts';

/** A text that one language lacks does not compile. */
export const planTexts: Readonly<Record<Language, PlanTexts>> = { ko, en };
export type { PlanTexts };

/** A day of the calendar in words, for example «11월 24일 (화)»; `long` says the year as well. */
export function calendarDay(day: Day, language: Language, length: 'short' | 'long'): string {
	return format(language, {
		...(length === 'long' ? { year: 'numeric' } : {}),
		month: length === 'long' || language === 'ko' ? 'long' : 'short',
		day: 'numeric',
		weekday: length === 'long' ? 'long' : 'short'
	}).format(Date.parse(day));
}

/** A month in words, for example «2026년 11월». */
export function calendarMonth(month: Month, language: Language): string {
	return format(language, { year: 'numeric', month: 'long' }).format(Date.parse(`${month}-01`));
}

/** A day of the calendar is the same wherever one is: it is put into words as it would be in UTC. */
function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	return new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
		...options,
		timeZone: 'UTC'
	});
}
