import * as v from 'valibot';
import { SessionId } from '#domain/id.ts';
import { byClock } from '#domain/session.ts';
import { sheet } from '#server/badges.ts';
import { sessionsToday } from '#server/sessions.ts';
import { recordLook } from '#server/trail.ts';
import { actor, signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { store, keys } = locals.app;
	const { id } = signedIn(locals).center;
	const now = Date.now();
	const sessions = (await sessionsToday(store.reader, id, now)).map(({ session }) => session);
	const asked = v.safeParse(SessionId, url.searchParams.get('session'));
	const chosen =
		sessions.find((session) => asked.success && session.id === asked.output) ??
		byClock(sessions, now)[0];
	const badges = chosen ? await sheet(store.reader, keys, id, chosen.id) : [];
	const subject = `session:${chosen?.id ?? ''}`;
	await recordLook(store, id, actor(event), 'badges.see', subject, badges.length, now);
	return { sessions, chosen: chosen?.id, badges };
};
