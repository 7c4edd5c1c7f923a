import * as v from 'valibot';
import { readHandOver } from '#domain/hand-over.ts';
import { Incarnation, type CenterId, type DeviceId } from '#domain/id.ts';
import { PUSH_EVENTS_MAX, type Receipt } from '#domain/protocol.ts';
import type { Store } from '#server/database/store.ts';
import { currentEpoch } from '#server/epochs.ts';
import { lockHead } from '#server/ledger.ts';
import { account } from '#server/sync/account.ts';
import { ingest } from '#server/sync/ingest.ts';
import { keepLate, waiting } from '#server/sync/late.ts';
import { offer } from '#server/sync/offer.ts';
import { change, record, type Actor } from '#server/trail.ts';

/** What became of a file that was carried here by hand. */
export type HandedOver =
	| {
			readonly kind: 'taken';
			readonly device: DeviceId;
			readonly name: string;
			readonly stored: number;
			readonly duplicate: number;
			/** Unreadable, or contradicting what is kept: with the others that staff must look at. */
			readonly aside: number;
			/** Of a tablet out of service: in the late inbox, until staff have decided. */
			readonly late: number;
	  }
	/** Another kind of file, or not whole. */
	| { readonly kind: 'unreadable' }
	/** Of a tablet that this center never had. */
	| { readonly kind: 'unknown' };

const Seq = v.fallback(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0);
const Numbered = v.object({ incarnation: Incarnation, seq: Seq });

/**
 * Takes in what a tablet owed and somebody carried here as a file, as if the tablet had pushed it now. The
 * same file again changes nothing, nor does it matter what was pushed meanwhile.
 */
export async function takeHandOver(
	store: Store,
	center: CenterId,
	text: string,
	by: Actor,
	now: number
): Promise<HandedOver> {
	const file = readHandOver(text);
	const events = file?.events.flatMap((event) => {
		const numbered = v.safeParse(Numbered, event);
		return numbered.success ? [{ ...numbered.output, event }] : [];
	});
	if (!file || events?.length !== file.events.length) return { kind: 'unreadable' };
	if (file.center !== center) return { kind: 'unknown' };
	const device = await store.reader
		.selectFrom('device')
		.selectAll()
		.where('center_id', '=', center)
		.where('id', '=', file.device)
		.executeTakeFirst();
	if (!device) return { kind: 'unknown' };

	const retired = device.revoked_at !== null;
	const epoch = await currentEpoch(store.reader);
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const statuses: Receipt['status'][] = [];
		for (const [incarnation, life] of Map.groupBy(events, (event) => event.incarnation)) {
			const from = { device, incarnation };
			for (let next = 0; next < life.length; next += PUSH_EVENTS_MAX) {
				const offers = life.slice(next, next + PUSH_EVENTS_MAX).map(({ event }) => offer(event));
				const receipts = retired
					? await keepLate(trx, from, offers, now)
					: await ingest(trx, from, offers, await waiting(trx, from), now);
				statuses.push(...receipts.map(({ status }) => status));
			}
			const lastSeq = Math.max(0, ...life.map(({ seq }) => seq));
			await account(trx, device, { incarnation, lastSeq }, epoch);
		}
		const count = (status: Receipt['status']) => statuses.filter((each) => each === status).length;
		const became = {
			stored: count('stored'),
			duplicate: count('duplicate'),
			aside: retired ? 0 : count('conflict') + count('quarantined'),
			late: retired ? count('quarantined') : 0
		};
		await record(trx, center, by, change('tablets.hand-over', `device:${device.id}`, became), now);
		return { kind: 'taken', device: device.id, name: device.name, ...became };
	});
}
