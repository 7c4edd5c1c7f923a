import type { ProblemCode } from '#domain/problem.ts';
import type { PullAnswer } from '#domain/protocol.ts';
import { skewOf } from '#kiosk/drain.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Journal } from '#kiosk/journal.ts';
import type { Uplink } from '#kiosk/uplink.ts';

/** 200,000 rows: several times a whole year of a center. */
const PAGES_MAX = 200;

export type Refreshed =
	{ readonly kind: 'fresh' } | { readonly kind: 'declined'; readonly code: ProblemCode };

/**
 * Fetches what changed since the last time, all pages of it, and only then takes it over in one go: a
 * connection that breaks half-way leaves the roster as it was. Throws `Unreachable`.
 */
export async function refresh(
	journal: Journal,
	uplink: Uplink,
	environment: Environment
): Promise<Refreshed> {
	let { cursor } = await journal.contact();
	const pages: PullAnswer[] = [];
	let skew: number;
	do {
		const askedAt = environment.now();
		const reply = await uplink.pull(cursor);
		if (reply.kind === 'declined') return reply;
		skew = skewOf(reply.answer.serverTime, askedAt, environment.now());
		// A server restored in between starts over, and so does what was gathered.
		if (reply.answer.fresh) pages.length = 0;
		pages.push(reply.answer);
		cursor = reply.answer.cursor;
	} while (pages[pages.length - 1]?.more && pages.length < PAGES_MAX);

	const last = pages[pages.length - 1];
	if (!last) throw new Error('A pull without a page');
	await journal.apply(
		{
			cursor: last.cursor,
			fresh: pages.some(({ fresh }) => fresh),
			center: last.center,
			site: last.site,
			zone: last.zone,
			sessions: pages.flatMap(({ sessions }) => sessions),
			sessionsGone: pages.flatMap(({ sessionsGone }) => sessionsGone),
			roster: pages.flatMap(({ roster }) => roster),
			rosterGone: pages.flatMap(({ rosterGone }) => rosterGone),
			events: pages.flatMap(({ events }) => events),
			duty: last.duty,
			lock: last.lock,
			directives: last.directives
		},
		{ skew, pulledAt: environment.now() }
	);
	return { kind: 'fresh' };
}
