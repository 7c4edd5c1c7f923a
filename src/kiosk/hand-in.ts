import { PROTOCOL, RATINGS_MAX } from '#domain/protocol.ts';
import { PAPERS_EACH } from '#domain/rating/ballot.ts';
import { shuffled } from '#domain/rating/shuffle.ts';
import { isClosed } from '#domain/session.ts';
import type { ProblemCode } from '#domain/problem.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Journal, Paper } from '#kiosk/journal.ts';
import type { Uplink } from '#kiosk/uplink.ts';

/** The papers of fewer than five do not go, as long as others may still come. */
const TOGETHER_MIN = 5 * PAPERS_EACH;
/** Otherwise a server and a tablet that never agree would keep us here for ever. */
const ROUNDS_MAX = 1_000;

export type HandedIn =
	| { readonly kind: 'empty' }
	/** The server answered, but did not take them: they are kept. */
	| {
			readonly kind: 'declined';
			readonly code: ProblemCode;
			readonly retryAfterMs: number | null;
	  };

/**
 * Hands in ballots: those of a session where five are together, and the last ones when it is closed. In
 * no order and by themselves, so that no request says which of those who left just then answered what.
 * Throws `Unreachable`.
 */
export async function handIn(
	journal: Journal,
	uplink: Uplink,
	environment: Environment
): Promise<HandedIn> {
	for (let round = 0; round < ROUNDS_MAX; round++) {
		// Before its ballots: were the tablet paired anew in between, nobody would take them for another center's.
		const center = (await journal.identity())?.center.id;
		const ready = await readyIn(journal, environment);
		if (ready.length === 0) return { kind: 'empty' };
		const some = shuffled(ready, environment.random).slice(0, RATINGS_MAX);
		const ballots = some.map(({ session, sealed }) => ({ session, sealed }));
		const reply = await uplink.ratings({ protocol: PROTOCOL, center, ballots });
		if (reply.kind === 'declined') return reply;
		await journal.handedIn(some);
	}
	throw new Error('There is always another ballot to hand in');
}

async function readyIn(journal: Journal, environment: Environment): Promise<Paper[]> {
	const papers = await journal.papers();
	if (papers.length === 0) return [];
	const { skew } = await journal.contact();
	const now = environment.now() + skew;
	const open = new Set(
		(await journal.today(now)).filter((session) => !isClosed(session, now)).map(({ id }) => id)
	);
	return [...Map.groupBy(papers, ({ session }) => session)].flatMap(([session, own]) =>
		own.length >= TOGETHER_MIN || !open.has(session) ? own : []
	);
}
