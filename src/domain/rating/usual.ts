import * as v from 'valibot';
import { BANDS } from '#domain/rating/band.ts';
import { COMMENTING } from '#domain/rating/scale.ts';
import { SurveyId, type Survey } from '#domain/rating/survey.ts';

/** What is asked at a center that has not said otherwise. Known everywhere, so its ids never change. */
export const USUAL_SURVEYS: readonly Survey[] = BANDS.map((band, index) => ({
	id: v.parse(SurveyId, `00000000-0000-4000-8000-00000000000${index + 1}`),
	band,
	version: 1,
	question: null,
	reasons: null,
	comments: COMMENTING.has(band)
}));
