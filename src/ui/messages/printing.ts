import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/printing.en.ts';
import { ko, type PrintingTexts } from '#ui/messages/printing.ko.ts';

/** A text that one language lacks does not compile. */
export const printingTexts: Readonly<Record<Language, PrintingTexts>> = { ko, en };
export type { PrintingTexts };
