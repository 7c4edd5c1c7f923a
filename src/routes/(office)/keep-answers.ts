import type { SubmitFunction } from '@sveltejs/kit';

/** For forms that change something: what was answered stays in sight after it was saved. */
export const keepAnswers: SubmitFunction =
	() =>
	({ update }) =>
		update({ reset: false });
