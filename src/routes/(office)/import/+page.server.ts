import { dayOf } from '#domain/day.ts';
import { sessionsAhead } from '#server/people/intake.ts';
import { schoolsOf } from '#server/schools.ts';
import { signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals.app.store;
	const { center, reach } = signedIn(locals);
	const now = Date.now();
	return {
		year: Number(dayOf(now, center.zone).slice(0, 4)),
		schools: await schoolsOf(reader, center.id, reach),
		sessions: await sessionsAhead(reader, center.id, now),
		chosen: { school: url.searchParams.get('school'), session: url.searchParams.get('session') }
	};
};
