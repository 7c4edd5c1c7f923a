import { CSV_BEGINNING, csvRow } from '#domain/csv.ts';
import { clock, dayOf } from '#domain/day.ts';
import type { CenterId } from '#domain/id.ts';
import type { Zone } from '#domain/zone.ts';
import { zoneOf } from '#server/centers.ts';
import type { TrailRow } from '#server/database/schema.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { record, type Actor } from '#server/trail.ts';
import { among, type Wanted } from '#server/trail/look.ts';

const ROWS_AT_ONCE = 1_000;

/** What the columns are called. */
export interface Heads {
	readonly columns: readonly string[];
	readonly kinds: Readonly<Record<TrailRow['kind'], string>>;
}

/**
 * The entries that are wanted, the oldest first, as a file for spreadsheets, piece by piece. That
 * somebody takes it out, and why, is on the trail before the first byte leaves, and in the file.
 */
export async function exportTrail(
	store: Store,
	center: CenterId,
	wanted: Wanted,
	heads: Heads,
	by: Actor,
	reason: string,
	now: number
): Promise<ReadableStream<string>> {
	const { rows } = await among(
		store.reader.selectFrom('trail').select(({ fn }) => fn.countAll<number>().as('rows')),
		center,
		wanted
	).executeTakeFirstOrThrow();
	await store.write((trx) =>
		record(
			trx,
			center,
			by,
			{
				kind: 'access',
				action: 'trail.export',
				subject: 'trail',
				people: 0,
				reason,
				detail: { entries: Number(rows), ...wanted }
			},
			now
		)
	);
	const zone = await zoneOf(store.reader, center);
	const rest = pieces(store.reader, center, wanted, heads, zone);
	return new ReadableStream({
		async pull(controller) {
			const { done, value } = await rest.next();
			if (done) controller.close();
			else controller.enqueue(value);
		}
	});
}

async function* pieces(
	reader: Reader,
	center: CenterId,
	wanted: Wanted,
	heads: Heads,
	zone: Zone
): AsyncGenerator<string, void> {
	yield CSV_BEGINNING + csvRow(heads.columns);
	for (let position = 0; ;) {
		const rows = await among(reader.selectFrom('trail').selectAll(), center, wanted)
			.where('position', '>', position)
			.orderBy('position')
			.limit(ROWS_AT_ONCE)
			.execute();
		yield rows.map((row) => csvRow(cells(row, heads, zone))).join('');
		const last = rows[rows.length - 1];
		if (!last || rows.length < ROWS_AT_ONCE) return;
		position = last.position;
	}
}

function cells(row: TrailRow, { kinds }: Heads, zone: Zone): (string | number)[] {
	return [
		row.position,
		`${dayOf(row.at, zone)} ${clock(row.at, zone)}`,
		row.account,
		row.address,
		kinds[row.kind],
		row.action,
		row.subject,
		row.people,
		row.reason ?? '',
		row.detail,
		row.hash
	];
}
