import type { ProblemCode } from '#domain/problem.ts';
import type { PullAnswer } from '#domain/protocol.ts';
import type { RosterEntry } from '#domain/roster.ts';
import { clocksOf, type Environment } from '#kiosk/environment.ts';
import type { Journal } from '#kiosk/journal.ts';
import { clockTold, type ClockTold } from '#kiosk/kept.ts';
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
	let news: PullAnswer | null = null;
	let told: ClockTold;
	let pages = 0;
	do {
		const asked = clocksOf(environment);
		const reply = await uplink.pull(cursor);
		if (reply.kind === 'declined') return reply;
		told = clockTold(reply.answer.serverTime, asked, clocksOf(environment));
		// A server restored in between starts over, and so does what was gathered.
		news = news && !reply.answer.fresh ? joined(news, reply.answer) : reply.answer;
		cursor = news.cursor;
	} while (news.more && (pages += 1) < PAGES_MAX);
	await journal.apply(news, { ...told, pulledAt: environment.now() });
	return { kind: 'fresh' };
}

/**
 * Two pages in one. The center goes on changing between them, and the later one has the last word: what is
 * gone there is gone, and what was gone before may be here again.
 */
function joined(before: PullAnswer, after: PullAnswer): PullAnswer {
	const gone = new Set<string>([...after.sessionsGone, ...after.rosterGone.map(placeOf)]);
	const stays = (entry: RosterEntry) => !gone.has(entry.session) && !gone.has(placeOf(entry));
	return {
		...after,
		fresh: before.fresh,
		sessions: [...before.sessions.filter(({ id }) => !gone.has(id)), ...after.sessions],
		sessionsGone: [...before.sessionsGone, ...after.sessionsGone],
		roster: [...before.roster.filter(stays), ...after.roster],
		rosterGone: [...before.rosterGone, ...after.rosterGone],
		events: [...before.events, ...after.events]
	};
}

function placeOf({ session, participant }: Pick<RosterEntry, 'session' | 'participant'>): string {
	return `${session}/${participant}`;
}
