import * as v from 'valibot';
import type { Month } from '#domain/calendar.ts';
import type { CenterId, ProgramId, SessionId, SiteId } from '#domain/id.ts';
import type { Asked, Tally } from '#domain/rating/tally.ts';
import type { Reader } from '#server/database/store.ts';

const Counts = v.array(v.number());
const Reasons = v.record(v.string(), v.number());

/** A tally, under what it is counted. */
export interface PlacedTally extends Asked, Tally {
	readonly program: ProgramId;
	/** Null where answers of several sessions were added up. */
	readonly session: SessionId | null;
	readonly month: Month;
}

/** Of which answers results are wanted. */
export type Scope =
	| { readonly kind: 'months'; readonly from: Month; readonly to: Month }
	| { readonly kind: 'program'; readonly program: ProgramId }
	| {
			readonly kind: 'site';
			readonly site: SiteId;
			readonly from: Month;
			readonly to: Month;
	  }
	| { readonly kind: 'session'; readonly session: SessionId };

/** The tally that a row keeps. */
export function tallyOf(row: {
	readonly counts: string;
	readonly quick: string;
	readonly declined: number;
	readonly reasons: string;
}): Tally {
	return {
		counts: v.parse(Counts, JSON.parse(row.counts)),
		quick: v.parse(Counts, JSON.parse(row.quick)),
		declined: row.declined,
		reasons: v.parse(Reasons, JSON.parse(row.reasons))
	};
}

/** Everything that is counted in a scope and may be shown. */
export async function talliesOf(
	reader: Reader,
	center: CenterId,
	scope: Scope
): Promise<PlacedTally[]> {
	let chosen = reader
		.selectFrom('rating_tally')
		.select(['program_id', 'session_id', 'month', 'band', 'way'])
		.select(['counts', 'quick', 'declined', 'reasons'])
		.where('center_id', '=', center)
		.where('shown', '=', 1);
	switch (scope.kind) {
		case 'months':
		case 'site':
			chosen = chosen.where('month', '>=', scope.from).where('month', '<=', scope.to);
			break;
		case 'program':
			chosen = chosen.where('program_id', '=', scope.program);
			break;
		case 'session':
			chosen = chosen.where('session_id', '=', scope.session);
	}
	return (await chosen.execute()).map((row) => ({
		program: row.program_id,
		session: row.session_id,
		month: row.month,
		band: row.band,
		way: row.way,
		...tallyOf(row)
	}));
}

/** The month of the first answers that a center can show; null while there are none. */
export async function firstMonthOf(reader: Reader, center: CenterId): Promise<Month | null> {
	const row = await reader
		.selectFrom('rating_tally')
		.select('month')
		.where('center_id', '=', center)
		.where('shown', '=', 1)
		.orderBy('month')
		.limit(1)
		.executeTakeFirst();
	return row?.month ?? null;
}
