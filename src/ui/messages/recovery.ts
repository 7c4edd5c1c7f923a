import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/recovery.en.ts';
import { ko, type RecoveryTexts } from '#ui/messages/recovery.ko.ts';

/** A text that one language lacks does not compile. */
export const recoveryTexts: Readonly<Record<Language, RecoveryTexts>> = { ko, en };
export type { RecoveryTexts };
