import type { Month } from '#domain/calendar.ts';
import type { Interval } from '#domain/rating/interval.ts';
import { rounded } from '#domain/rating/rounding.ts';
import { SCALES } from '#domain/rating/scale.ts';
import type { Share } from '#domain/rating/share.ts';
import type { Asked } from '#domain/rating/tally.ts';
import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/results.en.ts';
import { ko, type ResultTexts } from '#ui/messages/results.ko.ts';

export const resultTexts: Readonly<Record<Language, ResultTexts>> = { ko, en };
export type { ResultTexts };

/** A share from 0 to 1 as percent, with one decimal. */
export function percent(share: number): string {
	return rounded(share * 100).toFixed(1);
}

/** A reason in words: a usual topic, or as the center has put it. */
export function reasonInWords(
	texts: ResultTexts,
	own: Readonly<Record<string, string>>,
	key: string
): string {
	const topics: Readonly<Record<string, string>> = texts.topics;
	return topics[key] ?? own[key] ?? key;
}

/** Who was asked and how, in words. */
export function askedInWords(texts: ResultTexts, { band, way }: Asked): string {
	return texts.ways[way](texts.bands[band]);
}

/** The answers of a band that count as positive, in words. */
export function positiveInWords(texts: ResultTexts, { band }: Asked): string {
	return texts.answers[band].slice(-SCALES[band].top).join(', ');
}

/** A share of positive answers, of how many it is, and how sure. */
export function topInWords(
	texts: ResultTexts,
	{ share, hits, answers, interval: { low, high } }: Share
): string {
	return texts.positive.value(percent(share), hits, answers, percent(low), percent(high));
}

/** Between which shares the true one most likely lies, for example «69.9–97.2 %». */
export function intervalInWords({ low, high }: Interval): string {
	return `${percent(low)}–${percent(high)} %`;
}

/** A month below a chart. */
export function monthInShort(month: Month, language: Language): string {
	return new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
		month: 'short',
		timeZone: 'UTC'
	}).format(Date.parse(`${month}-01`));
}
