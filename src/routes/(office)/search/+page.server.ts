import { dayOf } from '#domain/day.ts';
import { readQuery } from '#domain/query.ts';
import { search } from '#server/search.ts';
import { record } from '#server/trail.ts';
import { actor, signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

const TEXT_LENGTH_MAX = 100;

export const load: PageServerLoad = async (event) => {
	const { store } = event.locals.app;
	const { center, role, reach } = signedIn(event.locals);
	const now = Date.now();
	const text = (event.url.searchParams.get('q') ?? '').trim().slice(0, TEXT_LENGTH_MAX);
	const query = readQuery(text, dayOf(now, center.zone));
	const by = { center: center.id, zone: center.zone, role, reach };
	const found = await search(store.reader, query, by, now);
	if (found.people.length > 0) {
		// What was looked for stays out of it: most of the time it is a name.
		const deed = {
			kind: 'access',
			action: 'people.search',
			subject: '',
			people: found.people.length,
			reason: null,
			detail: {}
		} as const;
		await store.write((trx) => record(trx, center.id, actor(event), deed, now));
	}
	return { text, found };
};
