import { monthsOfYear } from '#domain/calendar.ts';
import { may } from '#domain/rights.ts';
import { openAlerts } from '#server/rating/alerts.ts';
import { waitingOf } from '#server/rating/comments.ts';
import { doubtfulOf } from '#server/rating/doubtful.ts';
import { namesOf, overviewOf } from '#server/rating/overview.ts';
import { gather } from '#server/rating/results.ts';
import { signedIn } from '../signed-in.ts';
import { askedYear, ownReasonsIn } from './asking.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { store } = locals.app;
	const { asking, year, years } = await askedYear(locals, url);
	const scope = { kind: 'months', ...monthsOfYear(year) } as const;
	const gathered = await gather(store, asking, scope);
	const { results, overview } = overviewOf(gathered, url.searchParams.get('of'));
	const whole = asking.reach.kind === 'center';
	return {
		year,
		years,
		results,
		overview,
		doubtful:
			overview && whole
				? await doubtfulOf(store.reader, asking.center, gathered, overview.result.asked, scope)
				: null,
		alerts: may(signedIn(locals).role, 'alerts.acknowledge') ? await openAlerts(store, asking) : 0,
		waiting: may(signedIn(locals).role, 'comments.release')
			? (await waitingOf(store.reader, asking.center)).count
			: 0,
		names: await namesOf(store.reader, asking.center, overview),
		own: await ownReasonsIn(locals)
	};
};
