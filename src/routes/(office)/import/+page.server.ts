import { dayOf } from '#domain/day.ts';
import { sessionsAhead } from '#server/agenda.ts';
import { schoolsOf } from '#server/schools.ts';
import { signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

/** The sessions that a list can be put on the rosters of. */
const SESSIONS_OFFERED = 200;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals.app.store;
	const { center, reach } = signedIn(locals);
	const now = Date.now();
	const sessions = await sessionsAhead(reader, center.id, now, SESSIONS_OFFERED);
	return {
		year: Number(dayOf(now, center.zone).slice(0, 4)),
		schools: await schoolsOf(reader, center.id, reach),
		sessions: sessions.map(({ id, startsAt, program, siteName, capacity, enrolled }) => ({
			id,
			startsAt,
			program,
			site: siteName,
			capacity,
			enrolled
		})),
		chosen: { school: url.searchParams.get('school'), session: url.searchParams.get('session') }
	};
};
