import type { CenterId } from '#domain/id.ts';
import type { Distribution } from '#domain/rating/distribution.ts';
import { withFlagged, type WithFlagged } from '#domain/rating/flagged.ts';
import { SCALES } from '#domain/rating/scale.ts';
import { alike, together, type Asked } from '#domain/rating/tally.ts';
import type { Reader } from '#server/database/store.ts';
import type { Gathered } from '#server/rating/results.ts';
import type { Scope } from '#server/rating/tallies.ts';

/** Results with and without answers that look as if nobody had meant them. */
export interface Doubtful {
	/** Given sooner than anybody reads. */
	readonly quick: WithFlagged;
	/** One of many alike in a row on one tablet. */
	readonly runs: WithFlagged;
}

/**
 * What remains without the answers that are doubtful. Only for a year or a program as a whole: next to the
 * same for each session it would tell which of few answers was given in haste.
 */
export async function doubtfulOf(
	reader: Reader,
	center: CenterId,
	gathered: Gathered,
	asked: Asked,
	scope: Extract<Scope, { readonly kind: 'months' | 'program' }>
): Promise<Doubtful> {
	const { counts, quick } = together(
		asked.band,
		gathered.tallies.filter((tally) => alike(tally, asked))
	);
	const runs = await runsOf(reader, center, asked, counts, scope);
	const { top } = SCALES[asked.band];
	return {
		quick: withFlagged(less(counts, quick), quick, top),
		runs: withFlagged(less(counts, runs), runs, top)
	};
}

/** How many of each answer came from rows of alike ones; at most as many as there are. */
async function runsOf(
	reader: Reader,
	center: CenterId,
	{ band, way }: Asked,
	counts: Distribution,
	scope: Extract<Scope, { readonly kind: 'months' | 'program' }>
): Promise<Distribution> {
	let chosen = reader
		.selectFrom('rating_run')
		.select('answer')
		.select(({ fn }) => fn.sum<number>('length').as('answers'))
		.where('center_id', '=', center)
		.where('band', '=', band)
		.where('way', '=', way);
	chosen =
		scope.kind === 'program'
			? chosen.where('program_id', '=', scope.program)
			: chosen.where('month', '>=', scope.from).where('month', '<=', scope.to);
	const rows = await chosen.groupBy('answer').execute();
	const found = new Map(rows.map(({ answer, answers }) => [answer, Number(answers)]));
	return counts.map((count, index) => Math.min(count, found.get(index + 1) ?? 0));
}

function less(counts: Distribution, some: Distribution): Distribution {
	return counts.map((count, index) => count - (some[index] ?? 0));
}
