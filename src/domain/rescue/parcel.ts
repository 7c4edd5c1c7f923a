import * as v from 'valibot';
import { HAND_OVER_BYTES_MAX } from '#domain/hand-over.ts';
import { CenterId, DeviceId } from '#domain/id.ts';
import {
	closeBytes,
	openBytes,
	type ClosingKey,
	type OpeningKeys
} from '#domain/rating/closing.ts';
import { deflated, inflated } from '#domain/rescue/deflate.ts';

/** What may be read of a parcel without opening it: whose it is, and who opens it. */
export interface Label {
	readonly center: CenterId;
	readonly device: DeviceId;
}

/** So that a tablet's whole debt of weeks fits into one parcel; what does not goes with the next one. */
export const PARCEL_EVENTS_MAX = 5_000;

const utf8 = new TextEncoder();
const MARK = utf8.encode('HBR1');
const ID_BYTES = 16;
const LABEL_BYTES = MARK.length + 2 * ID_BYTES;
const PURPOSE = utf8.encode('haebom.rescue.v1');

/**
 * Makes a parcel of a hand-over's text: deflated (RFC 1951), and closed so that only the center opens it. Whoever
 * carries it reads nothing but the label, and cannot exchange that either.
 */
export async function pack(
	text: string,
	{ center, device }: Label,
	key: ClosingKey
): Promise<Uint8Array<ArrayBuffer>> {
	const label = new Uint8Array([...MARK, ...idBytes(center), ...idBytes(device)]);
	const closed = await closeBytes(await deflated(utf8.encode(text)), key, purposeOf(label));
	return new Uint8Array([...label, ...closed]);
}

/** What the label of a parcel says; null for what is none. */
export function labelOf(parcel: Uint8Array): Label | null {
	if (parcel.length <= LABEL_BYTES) return null;
	if (MARK.some((byte, at) => parcel[at] !== byte)) return null;
	const [center, device] = [0, 1].map((nth) =>
		idOf(parcel.subarray(MARK.length + nth * ID_BYTES, MARK.length + (nth + 1) * ID_BYTES))
	);
	const label = v.safeParse(v.object({ center: CenterId, device: DeviceId }), { center, device });
	return label.success ? label.output : null;
}

/** The text that was packed; null if it was packed for somebody else, altered, or cut off. */
export async function unpack(
	parcel: Uint8Array<ArrayBuffer>,
	keys: OpeningKeys
): Promise<string | null> {
	const purpose = purposeOf(parcel.subarray(0, LABEL_BYTES));
	try {
		const deflatedText = await openBytes(parcel.slice(LABEL_BYTES), keys, purpose);
		return new TextDecoder().decode(await inflated(deflatedText, HAND_OVER_BYTES_MAX));
	} catch {
		// WebCrypto does not say more, on purpose.
		return null;
	}
}

function purposeOf(label: Uint8Array): Uint8Array {
	return new Uint8Array([...PURPOSE, ...label]);
}

function idBytes(id: string): Uint8Array {
	const hex = id.replaceAll('-', '');
	return Uint8Array.from({ length: ID_BYTES }, (_, at) =>
		Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)
	);
}

function idOf(bytes: Uint8Array): string {
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}
