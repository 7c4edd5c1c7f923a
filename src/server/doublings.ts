import * as v from 'valibot';
import { EventEnvelope, timeOf } from '#domain/event.ts';
import type { CenterId, DeviceId, Incarnation } from '#domain/id.ts';
import type { Reader } from '#server/database/store.ts';

/** A life that two tablets lived: one was copied, or put back to an older copy of its disk. */
export interface Doubling {
	readonly incarnation: Incarnation;
	/** When it was noticed. */
	readonly at: number;
	/** What both gave the same numbers, all of which counts; null where no number came twice. */
	readonly shared: Shared | null;
}

interface Shared {
	/** How many numbers, of which the first and which the last. */
	readonly numbers: number;
	readonly from: number;
	readonly to: number;
	/** How many records have one of these numbers, and when the first and the last of them were made. */
	readonly records: number;
	readonly made: { readonly from: number; readonly to: number };
}

/** The lives of a tablet that were lived twice, and of which staff have not said yet that they know. */
export async function doublingsOf(
	reader: Reader,
	center: CenterId,
	device: DeviceId
): Promise<Doubling[]> {
	const lives = await reader
		.selectFrom('incarnation')
		.select(['incarnation', 'doubled_at as at'])
		.where('center_id', '=', center)
		.where('device_id', '=', device)
		.where('doubled_at', 'is not', null)
		.where('doubled_seen_at', 'is', null)
		.orderBy('doubled_at')
		.orderBy('incarnation')
		.$narrowType<{ at: number }>()
		.execute();
	const doublings: Doubling[] = [];
	for (const { incarnation, at } of lives) {
		doublings.push({ incarnation, at, shared: await sharedOf(reader, center, incarnation) });
	}
	return doublings;
}

async function sharedOf(
	reader: Reader,
	center: CenterId,
	incarnation: Incarnation
): Promise<Shared | null> {
	const forks = reader
		.selectFrom('fork')
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation);
	const records = await reader
		.selectFrom('ledger')
		.select(['seq', 'body'])
		.where('center_id', '=', center)
		.where(({ eb, and, or }) =>
			or([
				eb('id', 'in', forks.select('event_id')),
				// Whichever came first stands under the number itself.
				and([eb('incarnation', '=', incarnation), eb('seq', 'in', forks.select('seq'))])
			])
		)
		.execute();
	if (records.length === 0) return null;
	const seqs = records.map(({ seq }) => seq);
	const moments = records.map(({ body }) => timeOf(v.parse(EventEnvelope, JSON.parse(body))));
	return {
		numbers: new Set(seqs).size,
		from: Math.min(...seqs),
		to: Math.max(...seqs),
		records: records.length,
		made: { from: Math.min(...moments), to: Math.max(...moments) }
	};
}
