import type { Doubt } from '#domain/roster-file/doubts.ts';
import { en } from '#ui/messages/intake.en.ts';
import { ko, type IntakeTexts } from '#ui/messages/intake.ko.ts';
import type { Language } from '#ui/messages/language.ts';

/** A text that one language lacks does not compile. */
export const intakeTexts: Readonly<Record<Language, IntakeTexts>> = { ko, en };
export type { IntakeTexts };

/**
 * A doubt about a line, in a sentence.
 *
 * @param rowOf how the file itself calls a line
 */
export function doubtIn(
	{ doubt: words, part, what }: IntakeTexts,
	doubt: Doubt,
	rowOf: (line: number) => string
): string {
	switch (doubt.kind) {
		case 'unreadable':
		case 'date':
		case 'contradiction':
		case 'carried':
		case 'missing':
			return plain(words[doubt.kind](part[doubt.part]));
		case 'dropped':
			return plain(words.dropped(part[doubt.part], what[doubt.what]));
		case 'unreadable-name':
		case 'other-school':
			return words[doubt.kind];
		case 'impossible-grade':
			return words['impossible-grade'](doubt.grades);
		case 'duplicate':
		case 'namesake':
		case 'same-number':
			return words[doubt.kind](doubt.lines.map(rowOf).join(', '));
	}
}

/** The Korean particle that fits the word before it: 학년을, 학교를. */
function plain(sentence: string): string {
	return sentence.replace(
		/(.)(을\(를\)|이\(가\)|은\(는\))/g,
		(_, letter: string, particle: string) => letter + particleFor(letter, particle)
	);
}

function particleFor(letter: string, particle: string): string {
	const closed = (letter.charCodeAt(0) - 0xac00) % 28 > 0;
	return (closed ? particle[0] : particle[2]) ?? '';
}
