import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { dayOf } from '#domain/day.ts';
import { COMMENT_LETTERS_MAX } from '#domain/rating/ballot.ts';
import { answerByLink, behindLink } from '#server/rating/linked.ts';
import type { Actions, PageServerLoad } from './$types';

const Said = v.object({
	answer: v.pipe(v.string(), v.picklist(['1', '2', '3', '4', '5']), v.transform(Number)),
	reasons: v.array(v.string()),
	comment: v.pipe(v.string(), v.trim(), v.maxLength(COMMENT_LETTERS_MAX))
});

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	// No referrer at all would also take the origin off a form sent without scripts, which is then refused.
	setHeaders({ 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' });
	const behind = await behindLink(locals.app, params.token, Date.now());
	if (!behind) return { behind: null };
	const { who, program, kind, site, startsAt, zone, centerName, survey, open, session } = behind;
	const day = dayOf(startsAt, zone);
	return { behind: { who, program, kind, site, day, centerName, survey, open, session } };
};

export const actions: Actions = {
	default: async ({ locals: { app }, params, request, getClientAddress }) => {
		const now = Date.now();
		const behind = await behindLink(app, params.token, now);
		if (!behind?.open) return fail(410, { problem: 'closed' as const });
		// Kept in memory for a while and nowhere else.
		const whence = `${params.token}/${getClientAddress()}`;
		if (app.answers.wait(whence, now) > 0) return fail(429, { problem: 'wait' as const });
		const form = await request.formData();
		const said = v.safeParse(Said, {
			answer: form.get('answer'),
			reasons: form.getAll('reason'),
			comment: form.get('comment') ?? ''
		});
		if (!said.success) return fail(400, { problem: 'choose' as const });
		app.answers.failed(whence, now);
		const { comment, ...rest } = said.output;
		await answerByLink(app, behind, { ...rest, comment: comment || null });
		return { thanks: true };
	}
};
