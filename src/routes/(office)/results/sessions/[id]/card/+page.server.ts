import { dayOf } from '#domain/day.ts';
import { SessionId } from '#domain/id.ts';
import { may } from '#domain/rights.ts';
import { occasionOf } from '#server/agenda.ts';
import { releasedOf } from '#server/rating/comments.ts';
import { gather, resultsOf } from '#server/rating/results.ts';
import { askedId, orNotFound } from '../../../../asked.ts';
import { signedIn } from '../../../../signed-in.ts';
import { askedYear, ownReasonsIn } from '../../../asking.ts';
import type { PageServerLoad } from './$types';

/** More would not be read while the chairs are stacked. */
const COMMENTS_SHOWN = 2;
const REASONS_SHOWN = 3;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { store } = locals.app;
	const { role, center } = signedIn(locals);
	const { asking } = await askedYear(locals, url);
	const id = askedId(SessionId, params.id);
	const occasion = orNotFound(await occasionOf(store.reader, asking.center, id));
	const gathered = await gather(store, asking, { kind: 'session', session: id });
	const result = orNotFound(resultsOf(gathered).find(({ asked }) => asked.way === 'door') ?? null);
	const comments = may(role, 'comments.see')
		? await releasedOf(store.reader, asking.center, { session: id })
		: [];
	return {
		session: {
			id,
			program: occasion.program,
			site: occasion.siteName,
			day: dayOf(occasion.startsAt, asking.zone)
		},
		centerName: center.name,
		result: { ...result, reasons: result.reasons.slice(0, REASONS_SHOWN) },
		comments: comments.slice(0, COMMENTS_SHOWN),
		own: await ownReasonsIn(locals)
	};
};
