import type { AttendanceEvent } from '#domain/event.ts';
import type { Incarnation } from '#domain/id.ts';
import { PROTOCOL, type PushRequest, type ReconcileRequest } from '#domain/protocol.ts';
import { blockOf, digestOfRecords, printOf, type Entry } from '#domain/records.ts';
import type { Device, Engine } from '#server/database/schema.ts';
import { push } from '#server/sync/push.ts';
import { reconcile } from '#server/sync/reconcile.ts';
import { HOUR, START } from '../domain/people.ts';
import { arriving, newIncarnation, openCenter, pairDevice, pushOf } from './center.ts';

/** When the morning is over for everybody. */
export const OVER = START + 3 * HOUR;

/** Records as a tablet compares them. */
export const entriesOf = (events: readonly AttendanceEvent[]): Entry[] =>
	events.map((each): Entry => [each.seq, printOf(each)]);

/** By digests, all blocks of it. */
export function blocksOf(events: readonly AttendanceEvent[]): ReconcileRequest['blocks'] {
	return [...Map.groupBy(events, ({ seq }) => blockOf(seq))].map(([block, inside]) => ({
		block,
		last: Math.max(...inside.map(({ seq }) => seq)),
		digest: digestOfRecords(entriesOf(inside))
	}));
}

/** A tablet at the bakery, and how it pushes and compares. */
export async function comparing(engine: Engine) {
	const center = await openCenter(engine);
	const { device } = await pairDevice(center.store, center.center, center.bakery);
	const incarnation = newIncarnation();
	const arrival = arriving(incarnation, center.morning);
	const arrivals = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, index) => arrival(from + index));
	const hand = (events: unknown[], changes: Partial<PushRequest> = {}, now = START) =>
		push(
			center.store,
			center.epoch,
			device,
			pushOf(incarnation, events, { life: incarnation, ...changes }),
			now
		);
	const compare = (
		asked: Partial<ReconcileRequest>,
		{ now = OVER, of = incarnation, by = device }: Compared = {}
	) =>
		reconcile(
			center,
			center.epoch,
			by,
			{ protocol: PROTOCOL, incarnation: of, blocks: [], records: [], closing: [], ...asked },
			now
		);
	return { ...center, device, incarnation, arrival, arrivals, hand, compare };
}

interface Compared {
	readonly now?: number;
	readonly of?: Incarnation;
	readonly by?: Device;
}
