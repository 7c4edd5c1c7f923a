import { nameOf } from '#domain/light/fountain.ts';
import type { Cargo } from '#domain/light/frame.ts';
import { labelOf } from '#domain/rescue/parcel.ts';
import { verifyReceipt } from '#domain/rescue/receipt.ts';
import type { DeviceId } from '#domain/id.ts';
import type { Journal } from '#kiosk/journal.ts';

/** What became of a parcel or a receipt that is whole. */
export type Took =
	/** A parcel: it is on this tablet's disk now, and goes to the center as soon as there is a network. */
	| { readonly kind: 'carried'; readonly device: DeviceId }
	/** A receipt: so many events are owed no more, and so many still are. */
	| { readonly kind: 'settled'; readonly events: number; readonly left: number }
	/** Neither. */
	| { readonly kind: 'foreign' }
	/** A parcel of another center's tablet. */
	| { readonly kind: 'other-center' }
	/** A receipt that the center never gave, or that somebody altered. */
	| { readonly kind: 'forged' }
	/** A receipt for another tablet. */
	| { readonly kind: 'other-tablet' }
	/** A receipt that does not fit what is here; what is owed stays owed. */
	| { readonly kind: 'unfit' };

type Memory = Pick<Journal, 'identity' | 'keepParcel' | 'settleCarried' | 'unsent'>;

/** Takes what was filmed, or read from a file, by what it is. */
export async function takeWhole(
	journal: Memory,
	cargo: Cargo,
	whole: Uint8Array<ArrayBuffer>,
	now: number
): Promise<Took> {
	return cargo === 'parcel' ? takeParcel(journal, whole, now) : takeReceipt(journal, whole);
}

async function takeParcel(
	journal: Memory,
	bytes: Uint8Array<ArrayBuffer>,
	takenAt: number
): Promise<Took> {
	const label = labelOf(bytes);
	const identity = await journal.identity();
	if (!label || !identity) return { kind: 'foreign' };
	if (label.center !== identity.center.id) return { kind: 'other-center' };
	const { device } = label;
	await journal.keepParcel({ of: nameOf(bytes), device, bytes, takenAt, said: null, goesAt: null });
	return { kind: 'carried', device };
}

async function takeReceipt(journal: Memory, bytes: Uint8Array): Promise<Took> {
	const identity = await journal.identity();
	if (!identity?.receiptKey) return { kind: 'forged' };
	const text = new TextDecoder().decode(bytes);
	const us = { center: identity.center.id, device: identity.device.id };
	const verified = await verifyReceipt(text, identity.receiptKey, us);
	if (verified.kind !== 'receipt') return verified;
	const settled = await journal.settleCarried(verified.receipt);
	if (settled.kind !== 'settled') return { kind: 'unfit' };
	return { ...settled, left: await journal.unsent() };
}
