import type { StudentLanguage } from '#domain/comfort.ts';
import { en } from '#ui/messages/kiosk.en.ts';
import { ko, type KioskTexts, type StudentTexts } from '#ui/messages/kiosk.ko.ts';
import { ru } from '#ui/messages/kiosk.ru.ts';
import { vi } from '#ui/messages/kiosk.vi.ts';
import { zh } from '#ui/messages/kiosk.zh.ts';
import type { Language } from '#ui/messages/language.ts';

/** A text that one language lacks does not compile. */
export const kioskTexts: Readonly<Record<Language, KioskTexts>> = { ko, en };
export const studentTexts: Readonly<Record<StudentLanguage, StudentTexts>> = { ko, en, zh, vi, ru };

/** The language of what staff read on a screen in a student's. */
export function staffLanguage(student: StudentLanguage, tablet: Language): Language {
	return student === 'ko' || student === 'en' ? student : tablet;
}

/** A student's language, and for staff one that they read. */
export function textsIn(student: StudentLanguage, tablet: Language): KioskTexts {
	return { ...kioskTexts[staffLanguage(student, tablet)], ...studentTexts[student] };
}

export type { KioskTexts, StudentTexts };
