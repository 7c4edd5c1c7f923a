import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/receipts.en.ts';
import { ko, type ReceiptTexts } from '#ui/messages/receipts.ko.ts';

/** A text that one language lacks does not compile. */
export const receiptTexts: Readonly<Record<Language, ReceiptTexts>> = { ko, en };
