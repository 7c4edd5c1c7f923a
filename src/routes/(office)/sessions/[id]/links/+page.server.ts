import { LINKED } from '#domain/answer-link.ts';
import { dayOf } from '#domain/day.ts';
import { SessionId } from '#domain/id.ts';
import { occasionOf } from '#server/agenda.ts';
import { answerToken } from '#server/rating/links.ts';
import { askedId, orNotFound } from '../../../asked.ts';
import { signedIn } from '../../../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { store, keys, config } = locals.app;
	const { center } = signedIn(locals);
	const id = askedId(SessionId, params.id);
	const occasion = orNotFound(await occasionOf(store.reader, center.id, id));
	return {
		session: {
			id,
			program: occasion.program,
			site: occasion.siteName,
			day: dayOf(occasion.startsAt, center.zone)
		},
		links: LINKED.map((who) => ({
			who,
			address: `${config.origin}/s/${answerToken(keys, { center: center.id, session: id, who })}`
		}))
	};
};
