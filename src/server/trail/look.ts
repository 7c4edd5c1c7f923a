import type { SelectQueryBuilder } from 'kysely';
import type { CenterId } from '#domain/id.ts';
import type { Schema, TrailRow } from '#server/database/schema.ts';
import type { Reader } from '#server/database/store.ts';

export const ENTRIES_A_PAGE = 50;

/** Which entries of a trail somebody wants to see; null does not narrow. */
export interface Wanted {
	/** Moments: from this one on, and before that one. */
	readonly from: number | null;
	readonly to: number | null;
	readonly account: string | null;
	readonly kind: TrailRow['kind'] | null;
	readonly action: string | null;
}

/** An entry as people read it. */
export type Entry = Pick<
	TrailRow,
	'position' | 'at' | 'account' | 'address' | 'kind' | 'action' | 'subject' | 'people' | 'reason'
>;

/** The columns of an entry as people read it. */
export const SHOWN = [
	'position',
	'at',
	'account',
	'address',
	'kind',
	'action',
	'subject',
	'people',
	'reason'
] as const;

/**
 * A page of a center's trail, the newest first, older than a position. `older` leads to the next page: by
 * position and not by number, so that it is as quick after years and unmoved by what is being written.
 */
export async function look(
	reader: Reader,
	center: CenterId,
	wanted: Wanted,
	before: number | null
): Promise<{ readonly entries: readonly Entry[]; readonly older: number | null }> {
	const rows = await among(reader.selectFrom('trail').select(SHOWN), center, wanted)
		.$if(before !== null, (query) => query.where('position', '<', before ?? 0))
		.orderBy('position', 'desc')
		.limit(ENTRIES_A_PAGE + 1)
		.execute();
	const entries = rows.slice(0, ENTRIES_A_PAGE);
	const last = entries[entries.length - 1];
	return { entries, older: rows.length > ENTRIES_A_PAGE && last ? last.position : null };
}

/** Narrows a question about the trail to one center and to what is wanted. */
export function among<Shown>(
	query: SelectQueryBuilder<Schema, 'trail', Shown>,
	center: CenterId,
	{ from, to, account, kind, action }: Wanted
): SelectQueryBuilder<Schema, 'trail', Shown> {
	let narrowed = query.where('center_id', '=', center);
	if (from !== null) narrowed = narrowed.where('at', '>=', from);
	if (to !== null) narrowed = narrowed.where('at', '<', to);
	if (account !== null) narrowed = narrowed.where('account', '=', account);
	if (kind !== null) narrowed = narrowed.where('kind', '=', kind);
	if (action !== null) narrowed = narrowed.where('action', '=', action);
	return narrowed;
}
