import type { CenterId, Epoch } from '#domain/id.ts';
import { readHandOver } from '#domain/hand-over.ts';
import type { OpeningKeys } from '#domain/rating/closing.ts';
import { labelOf, unpack } from '#domain/rescue/parcel.ts';
import { settledLives, type RescueReceipt } from '#domain/rescue/receipt.ts';
import type { Signed } from '#domain/signed.ts';
import { closingKeysOf } from '#server/closing-keys.ts';
import type { Store } from '#server/database/store.ts';
import type { Keys } from '#server/keys.ts';
import { signFor } from '#server/signing.ts';
import { takeCarried, type Bearer, type HandedOver } from '#server/sync/hand-over.ts';

/** What became of a parcel that another tablet, or a person, brought. */
export type Rescued =
	| {
			readonly kind: 'taken';
			readonly handed: Extract<HandedOver, { kind: 'taken' }>;
			/** The signed word for the tablet whose records these are. */
			readonly receipt: Signed;
	  }
	| Exclude<HandedOver, { kind: 'taken' }>;

/** What closes the parcels of a center's tablets, and what opens them. */
export function rescueKeysOf(keys: Keys, center: CenterId): Promise<OpeningKeys> {
	return closingKeysOf(keys, `haebom.rescue.v1/${center}`);
}

/**
 * Opens a parcel and takes in what a tablet owed, as if it had pushed it now. The same parcel again changes
 * nothing, and is given a receipt again.
 */
export async function takeParcel(
	{ store, keys, epoch }: { readonly store: Store; readonly keys: Keys; readonly epoch: Epoch },
	center: CenterId,
	parcel: Uint8Array<ArrayBuffer>,
	bearer: Bearer,
	now: number
): Promise<Rescued> {
	const label = labelOf(parcel);
	if (!label) return { kind: 'unreadable' };
	if (label.center !== center) return { kind: 'unknown' };
	const text = await unpack(parcel, await rescueKeysOf(keys, center));
	// A receipt is shown to whoever is on the label, so it must be about them.
	if (text === null || readHandOver(text)?.device !== label.device) return { kind: 'unreadable' };
	const carried = await takeCarried(store, center, text, bearer, now);
	if (!('handed' in carried)) return carried;
	const receipt = {
		kind: 'rescue-receipt',
		center,
		device: label.device,
		epoch,
		at: now,
		lives: settledLives(carried.held)
	} satisfies RescueReceipt;
	return { kind: 'taken', handed: carried.handed, receipt: await signFor(keys, center, receipt) };
}
