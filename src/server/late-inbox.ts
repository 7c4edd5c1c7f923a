import type { CenterId, DeviceId } from '#domain/id.ts';
import type { Reader } from '#server/database/store.ts';

/** Some late records, as far as they can be told apart without opening them. */
export interface Heap {
	readonly count: number;
	readonly arrivals: number;
	readonly departures: number;
	/** Marks, voids, and what only a later version understands. */
	readonly others: number;
	readonly unreadable: number;
	/** When they happened, as the tablet said; null where none can be read. */
	readonly happened: { readonly from: number; readonly to: number } | null;
	readonly received: { readonly from: number; readonly to: number };
}

/** What a tablet handed in after it was taken out of service, and what staff decided about it. */
export interface LateInbox {
	/** Null where nothing waits. */
	readonly waiting: Heap | null;
	readonly left: Heap | null;
	readonly taken: number;
	readonly decided: {
		readonly decision: 'taken' | 'left';
		readonly at: number;
		readonly reason: string;
	} | null;
}

/** How many records of each tablet wait for a decision; tablets without any are not in it. */
export async function waitingLate(
	reader: Reader,
	center: CenterId
): Promise<ReadonlyMap<DeviceId, number>> {
	const rows = await reader
		.selectFrom('late')
		.select(['device_id', (eb) => eb.fn.countAll<number>().as('count')])
		.where('center_id', '=', center)
		.where('decision', 'is', null)
		.groupBy('device_id')
		.execute();
	return new Map(rows.map(({ device_id, count }) => [device_id, count]));
}

/** The late inbox of one tablet. */
export async function lateInboxOf(
	reader: Reader,
	center: CenterId,
	device: DeviceId
): Promise<LateInbox> {
	const piles = await reader
		.selectFrom('late')
		.select((eb) => [
			'decision',
			'kind',
			eb.fn.countAll<number>().as('count'),
			eb.fn.min('at').as('from'),
			eb.fn.max('at').as('to'),
			eb.fn.min('received_at').as('receivedFrom'),
			eb.fn.max('received_at').as('receivedTo')
		])
		.where('center_id', '=', center)
		.where('device_id', '=', device)
		.groupBy(['decision', 'kind'])
		.execute();
	const last = await reader
		.selectFrom('late')
		.select(['decision', 'decided_at', 'reason'])
		.where('center_id', '=', center)
		.where('device_id', '=', device)
		.where('decision', 'is not', null)
		.orderBy('decided_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	const pilesOf = (decision: Pile['decision']) =>
		piles.filter((pile) => pile.decision === decision);
	return {
		waiting: heapOf(pilesOf(null)),
		left: heapOf(pilesOf('left')),
		taken: sumOf(pilesOf('taken')),
		decided: last?.decision
			? { decision: last.decision, at: last.decided_at ?? 0, reason: last.reason ?? '' }
			: null
	};
}

/** Records of one kind and one decision. */
interface Pile {
	readonly decision: 'taken' | 'left' | null;
	readonly kind: string | null;
	readonly count: number;
	readonly from: number | null;
	readonly to: number | null;
	readonly receivedFrom: number;
	readonly receivedTo: number;
}

function heapOf(piles: readonly Pile[]): Heap | null {
	if (piles.length === 0) return null;
	const of = (kind: string | null) => sumOf(piles.filter((pile) => pile.kind === kind));
	const [arrivals, departures, unreadable] = [of('arrival'), of('departure'), of(null)];
	const moments = piles.flatMap(({ from, to }) => (from === null || to === null ? [] : [from, to]));
	return {
		count: sumOf(piles),
		arrivals,
		departures,
		unreadable,
		others: sumOf(piles) - arrivals - departures - unreadable,
		happened: moments.length > 0 ? { from: Math.min(...moments), to: Math.max(...moments) } : null,
		received: {
			from: Math.min(...piles.map(({ receivedFrom }) => receivedFrom)),
			to: Math.max(...piles.map(({ receivedTo }) => receivedTo))
		}
	};
}

function sumOf(piles: readonly Pile[]): number {
	return piles.reduce((sum, { count }) => sum + count, 0);
}
