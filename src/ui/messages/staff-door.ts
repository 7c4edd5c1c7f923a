import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/staff-door.en.ts';
import { ko, type StaffDoorTexts } from '#ui/messages/staff-door.ko.ts';

/** A text that one language lacks does not compile. */
export const staffDoorTexts: Readonly<Record<Language, StaffDoorTexts>> = { ko, en };
export type { StaffDoorTexts };
