import type { Listed, RosterLine } from '#domain/roster-file/line.ts';
import type { Known } from '#domain/roster-file/match.ts';
import { participantId } from '../people.ts';

export const SCHOOL = '새빛나래중학교';

/** Grade, class, number and name, for example `1-3-5 김새봄`; `?` for what is not said. */
export function listed(text: string): Listed {
	const [place = '', ...name] = text.split(' ');
	const [grade = null, classNo = null, number = null] = place
		.split('-')
		.map((part) => (part === '?' ? null : Number(part)));
	return { school: null, grade, classNo, number, name: name.join(' ') };
}

export function lines(...texts: readonly string[]): RosterLine[] {
	return texts.map((text, index) => ({
		origin: { sheet: '', row: index + 2, column: 'D' },
		listed: listed(text),
		notes: [],
		leftOut: null
	}));
}

/** Participants of the school, with ids 1, 2, 3, … */
export function known(...texts: readonly string[]): Known[] {
	return texts.map((text, index) => ({
		...listed(text),
		school: SCHOOL,
		id: participantId(index + 1)
	}));
}
