import { reasonsFor, type Survey, type Wording } from '#domain/rating/survey.ts';
import type { Language } from '#ui/messages/language.ts';
import type { ResultTexts } from '#ui/messages/results.ts';
import { en } from '#ui/messages/surveys.en.ts';
import { ko, type SurveyTexts } from '#ui/messages/surveys.ko.ts';

export const surveyTexts: Readonly<Record<Language, SurveyTexts>> = { ko, en };
export type { SurveyTexts };

/** A survey as it is asked in a language, for a type of program. */
export function surveyInWords(
	{ question, ...survey }: Survey,
	kind: string | null,
	texts: { readonly surveys: SurveyTexts; readonly results: ResultTexts },
	language: Language
) {
	const own = (words: Wording) => words[language] ?? words.ko;
	return {
		question: question ? own(question) : texts.surveys.usual[survey.band],
		answers: texts.results.answers[survey.band],
		reasons: reasonsFor({ question, ...survey }, kind).map((reason) =>
			'topic' in reason
				? { key: reason.topic, label: texts.results.topics[reason.topic] }
				: { key: reason.key, label: own(reason.words) }
		)
	};
}
