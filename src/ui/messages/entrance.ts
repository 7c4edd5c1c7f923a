import { en } from '#ui/messages/entrance.en.ts';
import { ko, type EntranceTexts } from '#ui/messages/entrance.ko.ts';
import type { Language } from '#ui/messages/language.ts';

export const entranceTexts: Readonly<Record<Language, EntranceTexts>> = { ko, en };
export type { EntranceTexts };
