import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/trail.en.ts';
import { ko, type TrailTexts } from '#ui/messages/trail.ko.ts';

export const trailTexts: Readonly<Record<Language, TrailTexts>> = { ko, en };
export type { TrailTexts };

const ID_SHOWN = 8;

/** What a deed was done to, with enough of its id to tell it from others; empty for the center itself. */
export function subjectInWords(texts: TrailTexts, subject: string): string {
	const [kind = '', id = ''] = subject.split(':');
	const known: Readonly<Record<string, string>> = texts.subjects;
	return known[kind] ? `${known[kind]} ${id.slice(0, ID_SHOWN)}` : '';
}

/** Who did it: an account is called by its address, a tablet as it is where something was done to it. */
export function accountInWords(texts: TrailTexts, account: string): string {
	return subjectInWords(texts, account) || account;
}

/** A deed in words; as it is written when there are none for it. */
export function deedInWords(texts: TrailTexts, action: string): string {
	const known: Readonly<Record<string, string>> = texts.actions;
	return known[action] ?? action;
}
