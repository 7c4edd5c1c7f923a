import type { Concern } from '#domain/condition.ts';
import type { Zone } from '#domain/zone.ts';
import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/tablets.en.ts';
import { ko, type TabletTexts } from '#ui/messages/tablets.ko.ts';

/** A text that one language lacks does not compile. */
export const tabletTexts: Readonly<Record<Language, TabletTexts>> = { ko, en };
export type { TabletTexts };

const MOMENT = { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' } as const;

/** What is the matter with a tablet, as a sentence. */
export function sentence(texts: TabletTexts, { matter, amount }: Concern): string {
	return texts.matter[matter](amount);
}

/** That a tablet existed twice, with what came of it, as sentences. */
export function doublingInWords(
	texts: TabletTexts['losses']['doubled'],
	name: string,
	{ at, shared }: Doubling,
	language: Language,
	zone: Zone
): string {
	const came = shared
		? [
				texts.numbers(shared.from, shared.to, shared.numbers),
				texts.made(stretchInWords(shared.made.from, shared.made.to, language, zone)),
				texts.counted(shared.records)
			]
		: [texts.none];
	return [
		texts.noticed(name, momentInWords(at, language, zone)),
		...came,
		texts.anew,
		texts.gone
	].join(' ');
}

interface Doubling {
	/** When it was noticed. */
	readonly at: number;
	/** What came under the same numbers; null if nothing did. */
	readonly shared: {
		readonly numbers: number;
		readonly from: number;
		readonly to: number;
		readonly records: number;
		readonly made: { readonly from: number; readonly to: number };
	} | null;
}

/** A day and a time that leave nothing open, for example «2026년 11월 24일 10:03». */
export function momentInWords(at: number, language: Language, zone: Zone): string {
	return formatter(language, zone, MOMENT).format(at);
}

/** From one moment to another, the day said once, for example «2026년 11월 24일 10:03 ~ 11:20». */
export function stretchInWords(from: number, to: number, language: Language, zone: Zone): string {
	return formatter(language, zone, MOMENT).formatRange(from, to);
}

/** The days from one moment to another, for example «2026년 11월 24일 ~ 26일». */
export function daysInWords(from: number, to: number, language: Language, zone: Zone): string {
	return formatter(language, zone, { dateStyle: 'long' }).formatRange(from, to);
}

function formatter(language: Language, zone: Zone, options: Intl.DateTimeFormatOptions) {
	const locale = language === 'ko' ? 'ko-KR' : 'en-GB';
	return new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
}
