import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/staffroom.en.ts';
import { ko, type StaffroomTexts } from '#ui/messages/staffroom.ko.ts';

/** A text that one language lacks does not compile. */
export const staffroomTexts: Readonly<Record<Language, StaffroomTexts>> = { ko, en };
export type { StaffroomTexts };
