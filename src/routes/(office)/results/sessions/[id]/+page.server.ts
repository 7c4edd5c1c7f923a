import { dayOf } from '#domain/day.ts';
import { SessionId } from '#domain/id.ts';
import { may } from '#domain/rights.ts';
import { occasionOf } from '#server/agenda.ts';
import { releasedOf } from '#server/rating/comments.ts';
import { gather, resultsOf } from '#server/rating/results.ts';
import { askedId, orNotFound } from '../../../asked.ts';
import { signedIn } from '../../../signed-in.ts';
import { askedYear, ownReasonsIn } from '../../asking.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { store } = locals.app;
	const { role } = signedIn(locals);
	const { asking } = await askedYear(locals, url);
	const id = askedId(SessionId, params.id);
	const occasion = orNotFound(await occasionOf(store.reader, asking.center, id));
	const gathered = await gather(store, asking, { kind: 'session', session: id });
	const [place = null] = gathered.places;
	// Of what somebody does not reach they do not hear either whether there is anything.
	if (asking.reach.kind !== 'center') orNotFound(place);
	const results = resultsOf(gathered);
	return {
		session: {
			id,
			programId: occasion.programId,
			program: occasion.program,
			siteId: occasion.site,
			site: occasion.siteName,
			day: dayOf(occasion.startsAt, asking.zone),
			startsAt: occasion.startsAt,
			endsAt: occasion.endsAt
		},
		results,
		present: place?.present ?? null,
		comments:
			may(role, 'comments.see') && results.length > 0
				? await releasedOf(store.reader, asking.center, { session: id })
				: [],
		own: await ownReasonsIn(locals)
	};
};
