import type { Person } from '#domain/board.ts';
import { fold, initials, isInitials } from '#domain/folded.ts';

const GROUP = /^\d{1,2}-\d{1,2}$/;
const NUMBER = /^(\d{1,2})번?$/;

/**
 * Whether somebody is meant by what was typed at a tablet: all of its words must fit. `1-3` is a class, `12`
 * or `12번` a number, `ㄱㅂ` are initial consonants, anything else is a part of a name. Nothing typed means
 * everybody.
 */
export function isMeant(person: Person, typed: string): boolean {
	return typed
		.normalize('NFC')
		.split(/\s+/)
		.filter(Boolean)
		.every((word) => fits(person, word));
}

function fits({ name, group, number }: Person, word: string): boolean {
	if (GROUP.test(word)) return group === word;
	const [, digits] = NUMBER.exec(word) ?? [];
	if (digits) return number === Number(digits);
	return isNamed(name, word);
}

/** Whether what was typed is a part of a name, or initial consonants of it; nothing typed is of any. */
export function isNamed(name: string, typed: string): boolean {
	const folded = fold(typed);
	return isInitials(folded) ? initials(name).includes(folded) : fold(name).includes(folded);
}
