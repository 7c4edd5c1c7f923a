import type { Month } from '#domain/calendar.ts';
import type { CenterId, ProgramId, SessionId, SiteId } from '#domain/id.ts';
import { resultOf, type Result } from '#domain/rating/result.ts';
import { alike, keyOfAsked, type Asked, type Tally } from '#domain/rating/tally.ts';
import type { Reach } from '#domain/rights.ts';
import type { SchoolLevel } from '#domain/school.ts';
import type { Zone } from '#domain/zone.ts';
import type { Store } from '#server/database/store.ts';
import { placesOf, type Place } from '#server/rating/places.ts';
import { talliesOf, type Scope } from '#server/rating/tallies.ts';
import { countTurnout } from '#server/turnout.ts';

/** Who wants to see results, and when. */
export interface Asking {
	readonly center: CenterId;
	readonly reach: Reach;
	readonly zone: Zone;
	readonly now: number;
}

/** Where something belongs. What is not known of answers of several sessions is null. */
export interface Where {
	readonly program: ProgramId;
	readonly session: SessionId | null;
	readonly site: SiteId | null;
	readonly level: SchoolLevel | null;
	readonly month: Month;
}

/** Everything of which the results of a scope are made. */
export interface Gathered {
	readonly tallies: readonly (Tally & Asked & Where)[];
	/** The closed sessions, also those of which nothing can be shown. */
	readonly places: readonly Place[];
}

/** One part of results, for example a month, by what tells it from the others. */
export interface Part<Key> {
	readonly key: Key;
	readonly result: Result;
}

/**
 * Gathers what may be shown of a scope, as far as somebody's reach goes. Answers that were added up without
 * their session belong to no site and no school: whoever does not see the whole center does not see them.
 */
export async function gather(store: Store, asking: Asking, scope: Scope): Promise<Gathered> {
	const { center, reach } = asking;
	await countTurnout(store, center);
	const places = await placesOf(store.reader, center, reach, scope, asking);
	const bySession = new Map(places.map((place) => [place.session, place]));
	const whole = reach.kind === 'center' && scope.kind !== 'site';
	const tallies = (await talliesOf(store.reader, center, scope)).flatMap((tally) => {
		const place = tally.session === null ? undefined : bySession.get(tally.session);
		if (!place && !whole) return [];
		return [{ ...tally, site: place?.site ?? null, level: place?.level ?? null }];
	});
	return { tallies, places };
}

/** The results of all who were asked alike, those with the most answers first. */
export function resultsOf({ tallies, places }: Gathered): Result[] {
	return [...Map.groupBy(tallies, keyOfAsked).values()]
		.flatMap(([first, ...others]) =>
			first ? [resultOf(first, [first, ...others], presentAt(places, first))] : []
		)
		.toSorted((a, b) => b.summary.answers - a.summary.answers);
}

/** The results of those who were asked in one way, part by part; what has no key is left out. */
export function partsOf<Key>(
	{ tallies, places }: Gathered,
	asked: Asked,
	keyOf: (where: Where) => Key | null
): Part<Key>[] {
	const own = Map.groupBy(
		tallies.filter((tally) => alike(tally, asked)),
		keyOf
	);
	const there = Map.groupBy(places, keyOf);
	return [...own].flatMap(([key, some]) =>
		key === null
			? []
			: [{ key, result: resultOf(asked, some, presentAt(there.get(key) ?? [], asked)) }]
	);
}

/** How many were there who would be asked in this way. */
function presentAt(places: readonly Place[], { band }: Asked): number {
	return places
		.filter((place) => place.band === band)
		.reduce((sum, { present }) => sum + present, 0);
}
