import type { CenterId } from '#domain/id.ts';
import { isAtTablet, type BallotId } from '#domain/rating/ballot.ts';
import { openBallot } from '#domain/rating/box.ts';
import type { OpeningKeys } from '#domain/rating/closing.ts';
import { FEWEST } from '#domain/rating/fewest.ts';
import type { Reader, Store } from '#server/database/store.ts';
import type { Keys } from '#server/keys.ts';
import { answersIn, count, discard } from '#server/rating/count.ts';
import { dueIn, type Place } from '#server/rating/due.ts';
import { ballotKeysOf } from '#server/rating/keys.ts';
import type { Opened } from '#server/rating/opened.ts';
import { chunks } from '#server/roster.ts';

/**
 * Opens a center's ballots that can be opened, and counts them. A session's are opened all together, when it
 * is closed and every tablet of its site has handed in what it had: whoever compares copies of the database
 * learns nothing finer than the session. Never fewer than five that were asked alike; fewer wait until others
 * of the same program make them five, and are then counted without their session. Returns how many answers
 * were counted.
 */
export async function openUrn(
	{ store, keys }: { readonly store: Store; readonly keys: Keys },
	center: CenterId,
	now: number
): Promise<number> {
	const secrets = await ballotKeysOf(keys, center);
	const few: Opened[] = [];
	let answers = 0;
	for (const place of await dueIn(store.reader, center, now)) {
		const papers = await openedOf(store.reader, center, place, secrets);
		const counted = await countedOf(store.reader, center, papers);
		await discard(
			store,
			center,
			papers.filter(({ ballot }) => counted.has(ballot.id))
		);
		const opened = papers.filter(({ ballot }) => !counted.has(ballot.id));
		// What came by a link must not stand in for a tablet that has not handed in everything.
		if (opened.filter(({ ballot }) => isAtTablet(ballot.way)).length < place.expected) continue;
		for (const alike of Map.groupBy(opened, askedAs).values()) {
			if (answersIn(alike) < FEWEST) few.push(...alike);
			else answers += await count(store, center, alike);
		}
	}
	const pools = Map.groupBy(few, (each) => `${each.under.program}/${askedAs(each)}`);
	for (const pool of pools.values()) {
		if (answersIn(pool) >= FEWEST) answers += await count(store, center, withoutSession(pool));
	}
	return answers;
}

/** What was handed in once more after it had been counted: among few others it must not make up the five. */
async function countedOf(
	reader: Reader,
	center: CenterId,
	opened: readonly Opened[]
): Promise<ReadonlySet<BallotId>> {
	const found = new Set<BallotId>();
	for (const some of chunks(opened)) {
		const rows = await reader
			.selectFrom('rating')
			.select('id')
			.where('center_id', '=', center)
			.where(
				'id',
				'in',
				some.map(({ ballot }) => ballot.id)
			)
			.execute();
		for (const { id } of rows) found.add(id);
	}
	return found;
}

function askedAs({ ballot }: Opened): string {
	return `${ballot.survey}/${ballot.way}`;
}

/** All count for the month of the last one. */
function withoutSession(pool: readonly Opened[]): Opened[] {
	const months = pool.map(({ under }) => under.month).toSorted();
	return pool.map((each) => ({
		...each,
		under: { ...each.under, session: null, month: months.at(-1) ?? each.under.month }
	}));
}

/** Papers that do not open, or belong to another session than they were handed in for, stay where they are. */
async function openedOf(
	reader: Reader,
	center: CenterId,
	{ program, session, month }: Place,
	secrets: OpeningKeys
): Promise<Opened[]> {
	const rows = await reader
		.selectFrom('urn')
		.select(['digest', 'sealed'])
		.where('center_id', '=', center)
		.where('session_id', '=', session)
		.execute();
	const tried = await Promise.all(
		rows.map(async ({ digest, sealed }): Promise<Opened | null> => {
			const ballot = await openBallot(sealed, secrets).catch(() => null);
			if (ballot?.session !== session) return null;
			return { digest, ballot, under: { program, session, month } };
		})
	);
	return tried.filter((each) => each !== null);
}
