import { assemble, removeLastCharacter } from 'es-hangul';

/** The text after one more key: letters of Hangul (두벌식) grow into syllables, all others stand by themselves. */
export function typed(text: string, key: string): string {
	return assemble([text, key]);
}

/** The text without the last key: a syllable loses its last letter. */
export function erased(text: string): string {
	return removeLastCharacter(text);
}
