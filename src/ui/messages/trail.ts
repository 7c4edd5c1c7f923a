import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/trail.en.ts';
import { ko, type TrailTexts } from '#ui/messages/trail.ko.ts';

export const trailTexts: Readonly<Record<Language, TrailTexts>> = { ko, en };
export type { TrailTexts };

/** A deed in words; as it is written when there are none for it. */
export function deedInWords(texts: TrailTexts, action: string): string {
	const known: Readonly<Record<string, string>> = texts.actions;
	return known[action] ?? action;
}
