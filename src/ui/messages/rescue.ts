import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/rescue.en.ts';
import { ko, type RescueTexts } from '#ui/messages/rescue.ko.ts';

/** A text that one language lacks does not compile. */
export const rescueTexts: Readonly<Record<Language, RescueTexts>> = { ko, en };
export type { RescueTexts };
