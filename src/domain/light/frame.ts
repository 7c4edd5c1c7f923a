import { base45, fromBase45 } from '#domain/light/base45.ts';
import { crc32 } from '#domain/light/crc32.ts';
import { isLight, PREFIX } from '#domain/light/prefix.ts';

/** What is carried by light: what a tablet owes, sealed, and the center's receipt for it. */
export type Cargo = 'parcel' | 'receipt';

/** One picture of many. Each says all that must be known to make use of it, so that any may be the first. */
export interface Frame {
	readonly cargo: Cargo;
	/** The beginning of the whole's digest: names the transfer, and tells at the end whether it is right. */
	readonly of: string;
	/** Of the whole, in bytes. */
	readonly length: number;
	/** Which blocks are mixed in it, as `mixOf` says. */
	readonly seed: number;
	readonly block: Uint8Array;
}

/** How much is carried at most in one go, in bytes. */
export const WHOLE_BYTES_MAX = 1024 * 1024;
/** What a slow tablet can still solve while it films. */
export const BLOCKS_MAX = 4_096;

const CARGOES: readonly Cargo[] = ['parcel', 'receipt'];
const DIGEST_BYTES = 8;
/** One byte for the cargo, eight of the digest, and the length, the seed and the checksum of four each. */
const HEAD_BYTES = 1 + DIGEST_BYTES + 3 * 4;

/** How many blocks the whole of a frame has. */
export function blocksIn({ length, block }: Pick<Frame, 'length' | 'block'>): number {
	return Math.ceil(length / block.length);
}

/** A frame as the text of a QR code. */
export function writeFrame({ cargo, of, length, seed, block }: Frame): string {
	const bytes = new Uint8Array(HEAD_BYTES + block.length);
	const view = new DataView(bytes.buffer);
	bytes[0] = CARGOES.indexOf(cargo);
	for (let at = 0; at < DIGEST_BYTES; at++) {
		bytes[1 + at] = Number.parseInt(of.slice(at * 2, at * 2 + 2), 16);
	}
	view.setUint32(9, length);
	view.setUint32(13, seed);
	bytes.set(block, HEAD_BYTES);
	view.setUint32(17, crc32(bytes));
	return PREFIX + base45(bytes);
}

/** Reads what a camera saw; null if it is another code, or was misread. */
export function readFrame(text: string): Frame | null {
	const bytes = isLight(text) ? fromBase45(text.slice(PREFIX.length)) : null;
	if (!bytes || bytes.length <= HEAD_BYTES) return null;
	const view = new DataView(bytes.buffer);
	const checksum = view.getUint32(17);
	view.setUint32(17, 0);
	const cargo = CARGOES[bytes[0] ?? -1];
	if (!cargo || crc32(bytes) !== checksum) return null;
	const digest = Array.from(bytes.subarray(1, 1 + DIGEST_BYTES));
	const frame = {
		cargo,
		of: digest.map((byte) => byte.toString(16).padStart(2, '0')).join(''),
		length: view.getUint32(9),
		seed: view.getUint32(13),
		block: bytes.slice(HEAD_BYTES)
	};
	const sound = frame.length > 0 && frame.length <= WHOLE_BYTES_MAX;
	return sound && blocksIn(frame) <= BLOCKS_MAX ? frame : null;
}
