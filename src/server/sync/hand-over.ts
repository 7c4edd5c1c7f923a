import * as v from 'valibot';
import type { Action } from '#domain/deed.ts';
import { readHandOver } from '#domain/hand-over.ts';
import { Incarnation, type CenterId, type DeviceId } from '#domain/id.ts';
import { PUSH_EVENTS_MAX, type Receipt } from '#domain/protocol.ts';
import type { Marked } from '#domain/rescue/receipt.ts';
import type { Store } from '#server/database/store.ts';
import { currentEpoch } from '#server/epochs.ts';
import { lockHead } from '#server/ledger.ts';
import { account } from '#server/sync/account.ts';
import { ingest } from '#server/sync/ingest.ts';
import { lifeOf } from '#server/sync/lives.ts';
import { keepLate, waiting } from '#server/sync/late.ts';
import { digestOf, offer } from '#server/sync/offer.ts';
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

/** A hand-over taken in, with what a receipt for it speaks of. */
export interface Carried {
	readonly handed: Extract<HandedOver, { kind: 'taken' }>;
	readonly held: readonly Marked[];
}

/** Who brought a hand-over. */
export interface Bearer {
	readonly by: Actor;
	readonly action: Action;
	/** What a tablet out of service brings is treated as if it were that tablet's own. */
	readonly retired: boolean;
}

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
	const bearer = { by, action: 'tablets.hand-over', retired: false } as const;
	const carried = await takeCarried(store, center, text, bearer, now);
	return 'handed' in carried ? carried.handed : carried;
}

/** The same for whoever brings it, in whichever way, and wants to say afterwards what is held. */
export async function takeCarried(
	store: Store,
	center: CenterId,
	text: string,
	{ by, action, retired: distrusted }: Bearer,
	now: number
): Promise<Carried | Exclude<HandedOver, { kind: 'taken' }>> {
	const file = readHandOver(text);
	const events = file?.events.flatMap((event) => {
		const numbered = v.safeParse(Numbered, event);
		return numbered.success ? [{ ...numbered.output, offer: offer(event) }] : [];
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

	const retired = distrusted || device.revoked_at !== null;
	const epoch = await currentEpoch(store.reader);
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const statuses: Receipt['status'][] = [];
		for (const [incarnation, life] of Map.groupBy(events, (event) => event.incarnation)) {
			const from = { device, incarnation };
			for (let next = 0; next < life.length; next += PUSH_EVENTS_MAX) {
				const offers = life.slice(next, next + PUSH_EVENTS_MAX).map((event) => event.offer);
				const receipts = retired
					? await keepLate(trx, from, offers, now)
					: await ingest(trx, from, offers, await waiting(trx, from), now);
				statuses.push(...receipts.map(({ status }) => status));
			}
			const lastSeq = Math.max(0, ...life.map(({ seq }) => seq));
			const known = await lifeOf(trx, center, incarnation);
			await account(trx, device, { incarnation, lastSeq }, { epoch, known });
		}
		const became = outcomeOf(statuses, retired);
		await record(trx, center, by, change(action, `device:${device.id}`, became), now);
		return {
			handed: { kind: 'taken', device: device.id, name: device.name, ...became },
			held: events.map(({ incarnation, seq, offer }) => ({
				incarnation,
				seq,
				mark: digestOf(offer)
			}))
		};
	});
}

function outcomeOf(statuses: readonly Receipt['status'][], retired: boolean) {
	const count = (status: Receipt['status']) => statuses.filter((each) => each === status).length;
	return {
		stored: count('stored'),
		duplicate: count('duplicate'),
		aside: retired ? 0 : count('conflict') + count('quarantined'),
		late: retired ? count('quarantined') : 0
	};
}
