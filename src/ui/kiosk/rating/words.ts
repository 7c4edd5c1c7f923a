import type { StudentLanguage } from '#domain/comfort.ts';
import type { Scale } from '#domain/rating/scale.ts';
import { inLanguage, keyOfReason, type Reason, type Survey } from '#domain/rating/survey.ts';
import type { KioskTexts } from '#ui/messages/kiosk.ts';

/** Words, and in which language they are: a center need not have its own in all of them. */
interface Said {
	readonly text: string;
	readonly lang: StudentLanguage;
}

/** What is put before whoever is asked. */
export interface Wanted {
	readonly question: Said;
	/** The lowest first. */
	readonly choices: readonly string[];
	readonly reasons: readonly (Said & { readonly key: string })[];
}

/** Puts a survey into words: the center's own where there are any, otherwise ours. */
export function wanted(
	asked: { readonly survey: Survey; readonly scale: Scale; readonly reasons: readonly Reason[] },
	texts: KioskTexts['rating'],
	lang: StudentLanguage
): Wanted {
	const { survey, scale, reasons } = asked;
	const ours = texts[scale.kind];
	return {
		question: survey.question ? inLanguage(survey.question, lang) : { text: ours.question, lang },
		choices: ours.words,
		reasons: reasons.map((reason) => ({
			key: keyOfReason(reason),
			...('topic' in reason
				? { text: texts.topics[reason.topic], lang }
				: inLanguage(reason.words, lang))
		}))
	};
}

/** The same to be read aloud: the question with its choices, or once it was answered what can still be said. */
export function spoken(
	{ question, choices, reasons }: Wanted,
	given: { readonly answer: number | null } | null,
	texts: KioskTexts['rating']
): string {
	if (!given) return [question.text, ...choices, texts.decline, texts.secret].join('. ');
	if (given.answer === null || reasons.length === 0) return texts.thanks;
	return [texts.thanks, texts.why, ...reasons.map(({ text }) => text)].join('. ');
}
