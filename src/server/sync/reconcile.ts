import type { Epoch } from '#domain/id.ts';
import { PROTOCOL, type ReconcileAnswer, type ReconcileRequest } from '#domain/protocol.ts';
import { blockOf, digestOfRecords, firstOf, type Entry } from '#domain/records.ts';
import type { Device } from '#server/database/schema.ts';
import type { Store } from '#server/database/store.ts';
import { sha256, type Keys } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { receiptsFor } from '#server/receipts.ts';
import { heldOf, type Held } from '#server/sync/held.ts';

/**
 * Holds all that a tablet has of an incarnation against what the center has, and says what differs. What waits
 * for staff counts as received. Once nothing differs unexplained, the outcome is noted for staff.
 */
export async function reconcile(
	{ store, keys }: { readonly store: Store; readonly keys: Keys },
	epoch: Epoch,
	device: Device,
	request: ReconcileRequest,
	now: number
): Promise<ReconcileAnswer> {
	const center = device.center_id;
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const to = Math.max(0, ...request.blocks.map(({ last }) => last), ...seqsOf(request.records));
		const kept = await heldOf(trx, center, request.incarnation, { from: 1, to });
		const compared = compare(request, kept);
		const { incarnation } = request;
		if (compared.records > 0 && compared.differing.length === 0) {
			await trx
				.updateTable('incarnation')
				.set({
					compared_at: now,
					compared: compared.records,
					compared_through: to,
					compared_held: compared.records - compared.lacking.length,
					compared_aside: compared.aside
				})
				.where('center_id', '=', center)
				.where('incarnation', '=', incarnation)
				.execute();
		}
		return {
			protocol: PROTOCOL,
			epoch,
			serverTime: now,
			differing: compared.differing,
			lacking: compared.lacking,
			aside: compared.aside,
			receipts: await receiptsFor(trx, keys, device, request, now)
		};
	});
}

interface Compared {
	readonly differing: number[];
	readonly lacking: number[];
	readonly aside: number;
	/** Of how many records it is known whether they are here. */
	readonly records: number;
}

function compare(request: ReconcileRequest, kept: readonly Held[]): Compared {
	const byBlock = Map.groupBy(kept, ({ seq }) => blockOf(seq));
	const differing = request.blocks
		.filter(({ block, last, digest }) => {
			const inside = (byBlock.get(block) ?? []).filter(({ seq }) => seq <= last);
			return digestOfRecords(entriesOf(inside), sha256) !== digest;
		})
		.map(({ block }) => block);
	const here = new Set(kept.map(({ seq, print }) => `${seq} ${print}`));
	const open = request.records;
	const compared = new Set([
		...request.blocks.filter(({ block }) => !differing.includes(block)).map(({ block }) => block),
		...seqsOf(open).map(blockOf)
	]);
	return {
		differing,
		lacking: open.filter(([seq, print]) => !here.has(`${seq} ${print}`)).map(([seq]) => seq),
		aside: kept.filter(({ seq, stands }) => stands === 'waiting' && compared.has(blockOf(seq)))
			.length,
		records:
			open.length +
			request.blocks.reduce((sum, { block, last }) => sum + last - firstOf(block) + 1, 0)
	};
}

function entriesOf(kept: readonly Held[]): Entry[] {
	return kept.map(({ seq, print }): Entry => [seq, print]);
}

function seqsOf(records: readonly Entry[]): number[] {
	return records.map(([seq]) => seq);
}
