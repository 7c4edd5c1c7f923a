import * as v from 'valibot';
import { membersOf } from '#server/staff/members.ts';
import { look } from '#server/trail/look.ts';
import { record } from '#server/trail.ts';
import { actor, signedIn } from '../signed-in.ts';
import { addressOf, searchIn, wantedBy } from './wanted.ts';
import type { PageServerLoad } from './$types';

const Position = v.fallback(
	v.nullable(v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1))),
	null
);

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { store } = locals.app;
	const { center } = signedIn(locals);
	const search = searchIn(url.searchParams);
	const before = v.parse(Position, url.searchParams.get('before'));
	const { entries, older } = await look(
		store.reader,
		center.id,
		wantedBy(search, center.zone),
		before
	);
	const by = actor(event);
	const deed = { kind: 'access', subject: 'trail', people: 0, reason: null } as const;
	await store.write((trx) =>
		record(trx, center.id, by, { ...deed, action: 'trail.see', detail: search }, Date.now())
	);
	return {
		entries,
		search,
		narrowed: addressOf(search) !== '/trail',
		newest: before === null ? null : addressOf(search),
		older: older === null ? null : addressOf(search, { before: String(older) }),
		accounts: (await membersOf(store.reader, center.id, 1)).members.map(({ email }) => email),
		noReason: url.searchParams.has('no-reason')
	};
};
