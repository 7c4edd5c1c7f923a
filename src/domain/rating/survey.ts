import * as v from 'valibot';
import { Band } from '#domain/rating/band.ts';
import { REASONS_MAX, Topic, usualTopics } from '#domain/rating/topic.ts';

export const SurveyId = v.pipe(v.string(), v.uuid(), v.brand('SurveyId'));
export type SurveyId = v.InferOutput<typeof SurveyId>;

const QUESTION_LETTERS_MAX = 60;
const REASON_LETTERS_MAX = 20;

const Words = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));

/** A center's own words; Korean is always there, and stands in for a language that is not. */
const wording = (most: number) =>
	v.object({
		ko: Words(most),
		en: v.optional(Words(most)),
		zh: v.optional(Words(most)),
		vi: v.optional(Words(most)),
		ru: v.optional(Words(most))
	});
export type Wording = v.InferOutput<ReturnType<typeof wording>>;

/** The words in a language, or in Korean, and which of the two. */
export function inLanguage(
	wording: Wording,
	language: keyof Wording
): { readonly text: string; readonly lang: keyof Wording } {
	const text = wording[language];
	return text === undefined ? { text: wording.ko, lang: 'ko' } : { text, lang: language };
}

/** A usual topic, whose words we have in all languages, or one of the center's own. */
export const Reason = v.union([
	v.object({ topic: Topic }),
	v.object({ key: v.pipe(v.string(), v.regex(/^own-[1-6]$/)), words: wording(REASON_LETTERS_MAX) })
]);
export type Reason = v.InferOutput<typeof Reason>;

/**
 * What people of one band are asked, and on which scale is a matter of the band. Once anybody has answered,
 * a survey is never changed: a change is a new version with a new id.
 */
export const Survey = v.object({
	id: SurveyId,
	band: Band,
	/** 1, 2, 3 … within the band of a center. */
	version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
	/** Null for the usual question, which we have in all languages. */
	question: v.nullable(wording(QUESTION_LETTERS_MAX)),
	/** Null for the usual topics of the program's type; empty where nobody is asked why. */
	reasons: v.nullable(v.pipe(v.array(Reason), v.maxLength(REASONS_MAX))),
	/** Whether a few words may be written; only bands that can write are asked. */
	comments: v.boolean()
});
export type Survey = v.InferOutput<typeof Survey>;

/** What staff decide about a survey; its id and version follow from it. */
export const SurveyDetails = v.pipe(
	v.omit(Survey, ['id', 'version']),
	v.check(
		({ reasons }) => new Set(reasons?.map(keyOfReason)).size === (reasons?.length ?? 0),
		'The same reason twice'
	)
);
export type SurveyDetails = v.InferOutput<typeof SurveyDetails>;

/** The languages in which a center's own words can be put. */
export const WORDING_LANGUAGES = ['ko', 'en', 'zh', 'vi', 'ru'] as const;

/** Why somebody may have answered so, for a type of program; see `usualTopics`. */
export function reasonsFor(survey: Survey, kind: string | null): readonly Reason[] {
	return survey.reasons ?? usualTopics(kind).map((topic) => ({ topic }));
}

/** By what a reason is counted. */
export function keyOfReason(reason: Reason): string {
	return 'topic' in reason ? reason.topic : reason.key;
}

/** By what a reason is counted over several surveys: a center's own words mean something only in theirs. */
export function countedAs(survey: SurveyId, key: string): string {
	return key.startsWith('own-') ? `${survey}/${key}` : key;
}
