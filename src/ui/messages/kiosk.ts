import { en } from '#ui/messages/kiosk.en.ts';
import { ko, type KioskTexts } from '#ui/messages/kiosk.ko.ts';
import type { Language } from '#ui/messages/language.ts';

/** A text that one language lacks does not compile. */
export const kioskTexts: Readonly<Record<Language, KioskTexts>> = { ko, en };
export type { KioskTexts };
