import type { Month } from '#domain/calendar.ts';
import type { CenterId, ProgramId, SessionId, SiteId } from '#domain/id.ts';
import type { Distribution } from '#domain/rating/distribution.ts';
import type { Result } from '#domain/rating/result.ts';
import { SCALES } from '#domain/rating/scale.ts';
import { topShare } from '#domain/rating/share.ts';
import { alike, keyOfAsked, type Asked } from '#domain/rating/tally.ts';
import { yearFigure, type YearFigure } from '#domain/rating/year.ts';
import { SchoolLevel } from '#domain/school.ts';
import type { Reader } from '#server/database/store.ts';
import { partsOf, resultsOf, type Gathered, type Part } from '#server/rating/results.ts';

/** Everything that a page shows of those who were asked in one way. */
export interface Overview {
	readonly result: Result;
	/** The positive share, counted by answers and by sessions. */
	readonly bothWays: YearFigure;
	/** In the order of time. */
	readonly months: readonly Part<Month>[];
	readonly programs: readonly Part<ProgramId>[];
	readonly sites: readonly Part<SiteId>[];
	readonly levels: readonly Part<SchoolLevel>[];
}

/** Who was asked in which way, and everything about those that are wanted; of nobody at all it is null. */
export function overviewOf(
	gathered: Gathered,
	wanted: string | null
): { readonly results: readonly Result[]; readonly overview: Overview | null } {
	const results = resultsOf(gathered);
	const result = results.find(({ asked }) => keyOfAsked(asked) === wanted) ?? results[0];
	if (!result) return { results, overview: null };
	const { asked } = result;
	return {
		results,
		overview: {
			result,
			bothWays: bothWays(gathered, asked),
			months: partsOf(gathered, asked, ({ month }) => month).toSorted((a, b) =>
				a.key < b.key ? -1 : 1
			),
			programs: partsOf(gathered, asked, ({ program }) => program),
			sites: partsOf(gathered, asked, ({ site }) => site),
			levels: partsOf(gathered, asked, ({ level }) => level).toSorted(
				(a, b) => SchoolLevel.options.indexOf(a.key) - SchoolLevel.options.indexOf(b.key)
			)
		}
	};
}

/** The sessions of which something may be shown, in the order of time. A year has too many for a page. */
export function sessionsIn(
	gathered: Gathered,
	{ result }: Overview
): readonly (Part<SessionId> & { readonly startsAt: number })[] {
	const startOf = new Map(gathered.places.map(({ session, startsAt }) => [session, startsAt]));
	return partsOf(gathered, result.asked, ({ session }) => session)
		.map((part) => ({ ...part, startsAt: startOf.get(part.key) ?? 0 }))
		.toSorted((a, b) => a.startsAt - b.startsAt);
}

/** The names of the programs and sites that an overview speaks of, and of no others. */
export async function namesOf(
	reader: Reader,
	center: CenterId,
	overview: Overview | null
): Promise<Readonly<Record<ProgramId | SiteId, string>>> {
	const programs = reader.selectFrom('program').select(['id', 'name']);
	const sites = reader.selectFrom('site').select(['id', 'name']);
	const rows = [
		...(await programs.where('center_id', '=', center).execute()),
		...(await sites.where('center_id', '=', center).execute())
	];
	const parts = [...(overview?.programs ?? []), ...(overview?.sites ?? [])];
	const spokenOf = new Set<string>(parts.map(({ key }) => key));
	return Object.fromEntries(
		rows.filter(({ id }) => spokenOf.has(id)).map(({ id, name }) => [id, name])
	);
}

function bothWays({ tallies }: Gathered, asked: Asked): YearFigure {
	const { top } = SCALES[asked.band];
	const share = (counts: Distribution) => topShare(counts, top)?.share ?? null;
	const own = tallies.filter((tally) => alike(tally, asked));
	return yearFigure(
		own.map(({ counts }) => counts),
		share
	);
}
