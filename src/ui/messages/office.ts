import type { Zone } from '#domain/zone.ts';
import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/office.en.ts';
import { ko, type OfficeTexts } from '#ui/messages/office.ko.ts';

/** A text that one language lacks does not compile. */
export const officeTexts: Readonly<Record<Language, OfficeTexts>> = { ko, en };
export type { OfficeTexts };

/** A day in words, for example «11월 24일 화요일». */
export function dayInWords(at: number, language: Language, zone: Zone): string {
	return new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
		timeZone: zone,
		month: 'long',
		day: 'numeric',
		weekday: 'long'
	}).format(at);
}
