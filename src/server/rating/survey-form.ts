import * as v from 'valibot';
import type { Band } from '#domain/rating/band.ts';
import { SurveyDetails, WORDING_LANGUAGES } from '#domain/rating/survey.ts';
import { REASONS_MAX, Topic } from '#domain/rating/topic.ts';

/** What a form says of a survey, or which part of it could not be understood. */
export type Understood =
	| { readonly ok: true; readonly details: SurveyDetails }
	| { readonly ok: false; readonly problem: 'question' | 'reasons' };

/**
 * Reads the form of a survey. An empty Korean question is the usual one; a reason counts if it has Korean
 * words. A translation without Korean is refused rather than dropped.
 */
export function surveyFrom(band: Band, form: FormData): Understood {
	const parsed = v.safeParse(SurveyDetails, {
		band,
		question: wordingAt(form, 'question'),
		reasons: reasonsIn(form),
		comments: form.get('comments') === 'yes'
	});
	if (parsed.success) return { ok: true, details: parsed.output };
	const asked = parsed.issues.some(({ path }) => path?.[0]?.key === 'question');
	return { ok: false, problem: asked ? 'question' : 'reasons' };
}

function reasonsIn(form: FormData): unknown {
	if (form.get('mode') === 'usual') return null;
	if (form.get('mode') !== 'chosen') return [];
	const topics = Topic.options.filter((topic) => form.get(`topic.${topic}`) === 'yes');
	const own = Array.from({ length: REASONS_MAX }, (_, index) => `own-${index + 1}`);
	return [
		...topics.map((topic) => ({ topic })),
		...own.flatMap((key) => {
			const words = wordingAt(form, key);
			return words ? [{ key, words }] : [];
		})
	];
}

/** The words of every language that were typed; null where there are none. */
function wordingAt(form: FormData, name: string): Record<string, string> | null {
	const typed = WORDING_LANGUAGES.flatMap((language) => {
		const text = form.get(`${name}.${language}`);
		const words = typeof text === 'string' ? text.normalize('NFC').trim() : '';
		return words ? [[language, words] as const] : [];
	});
	return typed.length > 0 ? Object.fromEntries(typed) : null;
}
