import { en } from '#ui/messages/attendance.en.ts';
import { ko, type AttendanceTexts } from '#ui/messages/attendance.ko.ts';
import type { Language } from '#ui/messages/language.ts';

/** A text that one language lacks does not compile. */
export const attendanceTexts: Readonly<Record<Language, AttendanceTexts>> = { ko, en };
export type { AttendanceTexts };
