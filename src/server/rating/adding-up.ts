import type { Month } from '#domain/calendar.ts';
import { randomId, type CenterId, type ProgramId, type SessionId } from '#domain/id.ts';
import { countedAs } from '#domain/rating/survey.ts';
import { keyOfAsked, tallied, together, type Asked, type Tally } from '#domain/rating/tally.ts';
import { telling } from '#domain/rating/telling.ts';
import type { Writing } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import type { Opened } from '#server/rating/opened.ts';
import { tallyOf } from '#server/rating/tallies.ts';

/** Where answers that were opened together belong. */
interface Under extends Asked {
	readonly program: ProgramId;
	readonly session: SessionId | null;
	readonly month: Month;
}

/**
 * Adds answers that were opened together to what is shown. Everything that anybody is ever shown is a sum of
 * whole rows that are made here, and each of them could be shown by itself. So there is nothing to hide in
 * any table of them, however it is cut; and whoever looks twice, before and after, sees as their difference
 * something that could have been shown as well.
 *
 * What could not be shown (all of a session gave the same bad answer, or too few gave any) is in no sum. It
 * waits for others of its program, and is then counted with them, without its session: but it is counted.
 *
 * Call with the center's head locked.
 */
export async function addUp(
	trx: Writing,
	center: CenterId,
	opened: readonly Opened[]
): Promise<void> {
	const ratings = opened.flatMap(({ ballot, under }) =>
		ballot.kind === 'rating' ? [{ ballot, under }] : []
	);
	for (const some of Map.groupBy(ratings, ({ ballot }) => keyOfAsked(ballot)).values()) {
		const [first] = some;
		if (!first) continue;
		const { band, way } = first.ballot;
		const tally = tallied(
			band,
			some.map(({ ballot: { answer, quick, reasons, survey } }) => ({
				answer,
				quick,
				reasons: reasons.map((reason) => countedAs(survey, reason))
			}))
		);
		await add(trx, center, { ...first.under, band, way }, tally);
	}
}

async function add(trx: Writing, center: CenterId, under: Under, tally: Tally): Promise<void> {
	if (!telling(tally.counts)) return putDown(trx, center, under, tally, 1);
	const { program, band, way } = under;
	const waiting = await trx
		.selectFrom('rating_tally')
		.select(['month', 'counts', 'quick', 'declined', 'reasons'])
		.where('center_id', '=', center)
		.where('program_id', '=', program)
		.where('band', '=', band)
		.where('way', '=', way)
		.where('shown', '=', 0)
		.execute();
	await trx
		.deleteFrom('rating_tally')
		.where('center_id', '=', center)
		.where('program_id', '=', program)
		.where('band', '=', band)
		.where('way', '=', way)
		.where('shown', '=', 0)
		.execute();
	const all = together(band, [...waiting.map(tallyOf), tally]);
	// As for answers that were too few to be opened: all count for the month of the last one.
	const months = [under.month, ...waiting.map(({ month }) => month)].toSorted();
	const joint = { ...under, session: null, month: months.at(-1) ?? under.month };
	await putDown(trx, center, joint, all, telling(all.counts) ? 0 : 1);
}

async function putDown(
	trx: Writing,
	center: CenterId,
	{ program, session, month, band, way }: Under,
	{ counts, quick, declined, reasons }: Tally,
	shown: 0 | 1
): Promise<void> {
	await trx
		.insertInto('rating_tally')
		.values({
			center_id: center,
			id: randomId(randomBytes),
			program_id: program,
			session_id: session,
			month,
			band,
			way,
			counts: JSON.stringify(counts),
			quick: JSON.stringify(quick),
			declined,
			reasons: JSON.stringify(reasons),
			shown
		})
		.execute();
}
