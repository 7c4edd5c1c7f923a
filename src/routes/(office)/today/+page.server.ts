import { version } from '$app/environment';
import { peopleOn, seen, viewOf } from '#domain/view.ts';
import { may } from '#domain/rights.ts';
import { restoredOfLate } from '#server/backup/record.ts';
import { openAlerts } from '#server/rating/alerts.ts';
import { board } from '#server/board.ts';
import { recordLook } from '#server/trail.ts';
import { actor, signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { store } = event.locals.app;
	const { center, role, reach } = signedIn(event.locals);
	const now = Date.now();
	const shown = seen(await board(store, center.id, now), viewOf(role, reach));
	// Once for the page: what the stream sends afterwards is the same look.
	await recordLook(store, center.id, actor(event), 'today.see', '', peopleOn(shown), now);
	const asking = { center: center.id, reach, zone: center.zone, now };
	const alerts = may(role, 'alerts.acknowledge') ? await openAlerts(store, asking) : 0;
	// Whoever can say whether names and tablets are right hears of it where they look every day.
	const restored = may(role, 'people.edit') ? await restoredOfLate(store.reader, now) : null;
	return { version, board: shown, alerts, restored };
};
