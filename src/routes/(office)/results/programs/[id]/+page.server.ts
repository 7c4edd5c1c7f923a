import { ProgramId } from '#domain/id.ts';
import { programOf } from '#server/programs.ts';
import { doubtfulOf } from '#server/rating/doubtful.ts';
import { namesOf, overviewOf, sessionsIn } from '#server/rating/overview.ts';
import { gather } from '#server/rating/results.ts';
import { askedId, orNotFound } from '../../../asked.ts';
import { askedYear, ownReasonsIn } from '../../asking.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { store } = locals.app;
	const { asking } = await askedYear(locals, url);
	const id = askedId(ProgramId, params.id);
	const program = orNotFound(await programOf(store.reader, asking.center, id));
	const scope = { kind: 'program', program: id } as const;
	const gathered = await gather(store, asking, scope);
	const whole = asking.reach.kind === 'center';
	if (!whole) orNotFound(gathered.places[0] ?? null);
	const { results, overview } = overviewOf(gathered, url.searchParams.get('of'));
	return {
		program: { id, name: program.name, year: program.year },
		results,
		overview,
		sessions: overview ? sessionsIn(gathered, overview) : [],
		closed: gathered.places.length,
		doubtful:
			overview && whole
				? await doubtfulOf(store.reader, asking.center, gathered, overview.result.asked, scope)
				: null,
		names: await namesOf(store.reader, asking.center, overview),
		own: await ownReasonsIn(locals)
	};
};
