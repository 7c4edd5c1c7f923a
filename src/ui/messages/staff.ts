import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/staff.en.ts';
import { ko, type StaffTexts } from '#ui/messages/staff.ko.ts';

export const staffTexts: Readonly<Record<Language, StaffTexts>> = { ko, en };
export type { StaffTexts };
