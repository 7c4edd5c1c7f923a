import type { Participant } from '#domain/participant.ts';
import type { Language } from '#ui/messages/language.ts';
import { en } from '#ui/messages/people.en.ts';
import { ko, type PeopleTexts } from '#ui/messages/people.ko.ts';

/** A text that one language lacks does not compile. */
export const peopleTexts: Readonly<Record<Language, PeopleTexts>> = { ko, en };
export type { PeopleTexts };

/** What of somebody's place is known, for example «1학년 3반 5번»; or of what age they are. */
export function seatIn(
	texts: PeopleTexts,
	{ grade, classNo, number, band }: Pick<Participant, 'grade' | 'classNo' | 'number' | 'band'>
): string {
	if (band) return texts.band[band];
	return [
		grade === null ? '' : texts.grade(grade),
		classNo === null ? '' : texts.classNo(classNo),
		number === null ? '' : texts.number(number)
	]
		.filter(Boolean)
		.join(' ');
}

/** Where somebody belongs, school and all. */
export function placeIn(
	texts: PeopleTexts,
	person: Pick<Participant, 'school' | 'grade' | 'classNo' | 'number' | 'band'>
): string {
	return `${person.school?.name ?? texts.outOfSchool} ${seatIn(texts, person)}`.trim();
}
