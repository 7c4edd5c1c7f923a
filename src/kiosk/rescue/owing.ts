import { writeHandOver } from '#domain/hand-over.ts';
import { nameOf } from '#domain/light/fountain.ts';
import { WHOLE_BYTES_MAX } from '#domain/light/frame.ts';
import { pack, PARCEL_EVENTS_MAX } from '#domain/rescue/parcel.ts';
import { NotPaired, type Journal } from '#kiosk/journal.ts';

/** What this tablet owes, closed for whoever carries it. */
export type Owing =
	| {
			readonly kind: 'packed';
			readonly parcel: Uint8Array<ArrayBuffer>;
			readonly of: string;
			readonly events: number;
			/** What did not fit, and goes with the next one. */
			readonly left: number;
	  }
	| { readonly kind: 'nothing' }
	/** The center has not said yet what to close it with. */
	| { readonly kind: 'keyless' };

/** Packs what is owed. Nothing is deleted, and it is still sent as always. */
export async function packOwing(
	journal: Pick<Journal, 'identity' | 'allOwed'>,
	madeAt: number
): Promise<Owing> {
	const [identity, owed] = await Promise.all([journal.identity(), journal.allOwed()]);
	if (!identity) throw new NotPaired();
	if (owed.length === 0) return { kind: 'nothing' };
	const { center, device, rescueKey } = identity;
	if (!rescueKey) return { kind: 'keyless' };
	const label = { center: center.id, device: device.id };
	for (let most = PARCEL_EVENTS_MAX; ; most = Math.floor(most / 2)) {
		const events = owed.slice(0, most);
		const parcel = await pack(writeHandOver({ ...label, madeAt, events }), label, rescueKey);
		if (parcel.length > WHOLE_BYTES_MAX && events.length > 1) continue;
		const left = owed.length - events.length;
		return { kind: 'packed', parcel, of: nameOf(parcel), events: events.length, left };
	}
}
