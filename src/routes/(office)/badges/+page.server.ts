import * as v from 'valibot';
import { SessionId } from '#domain/id.ts';
import { byClock } from '#domain/session.ts';
import { sheet } from '#server/badges.ts';
import { sessionsToday } from '#server/sessions.ts';
import { signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { store, keys } = locals.app;
	const { id } = signedIn(locals).center;
	const now = Date.now();
	const sessions = (await sessionsToday(store.reader, id, now)).map(({ session }) => session);
	const asked = v.safeParse(SessionId, url.searchParams.get('session'));
	const chosen =
		sessions.find((session) => asked.success && session.id === asked.output) ??
		byClock(sessions, now)[0];
	return {
		sessions,
		chosen: chosen?.id,
		badges: chosen ? await sheet(store.reader, keys, id, chosen.id) : []
	};
};
