import { monthsOfYear } from '#domain/calendar.ts';
import { SiteId } from '#domain/id.ts';
import { reachesSite } from '#domain/rights.ts';
import { namesOf, overviewOf, sessionsIn } from '#server/rating/overview.ts';
import { gather } from '#server/rating/results.ts';
import { siteOf } from '#server/sites.ts';
import { askedId, orNotFound } from '../../../asked.ts';
import { askedYear, ownReasonsIn } from '../../asking.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { store } = locals.app;
	const { asking, year, years } = await askedYear(locals, url);
	const id = askedId(SiteId, params.id);
	const site = orNotFound(await siteOf(store.reader, asking.center, id));
	orNotFound(reachesSite(asking.reach, id) || null);
	const gathered = await gather(store, asking, { kind: 'site', site: id, ...monthsOfYear(year) });
	if (asking.reach.kind === 'school') orNotFound(gathered.places[0] ?? null);
	const { results, overview } = overviewOf(gathered, url.searchParams.get('of'));
	return {
		site: { id, name: site.name },
		year,
		years,
		results,
		overview,
		sessions: overview ? sessionsIn(gathered, overview) : [],
		closed: gathered.places.length,
		names: await namesOf(store.reader, asking.center, overview),
		own: await ownReasonsIn(locals)
	};
};
