/** One file inside a zip archive, as the archive's own directory describes it. Sizes in bytes. */
export interface Entry {
	readonly name: string;
	readonly method: 'stored' | 'deflated' | 'other';
	readonly packedSize: number;
	/** What the archive claims; only unpacking tells whether it is true. */
	readonly claimedSize: number;
	/** Where the entry's own header begins. */
	readonly offset: number;
	readonly encrypted: boolean;
}

const END_MARK = 0x06054b50;
const DIRECTORY_MARK = 0x02014b50;
const LOCAL_MARK = 0x04034b50;
const END_BYTES = 22;
/** The archive's comment, which lies behind its end mark, has a length of two bytes. */
const COMMENT_BYTES_MAX = 0xffff;

/**
 * The directory of a zip archive (PKWARE APPNOTE 6.3.10, 4.3.12 and 4.3.16); null if there is none
 * that can be read. Nothing is unpacked. Archives of more than 4 GiB (ZIP64) are not rosters.
 */
export function entriesOf(bytes: Uint8Array): readonly Entry[] | null {
	const view = viewOf(bytes);
	const end = endOf(view);
	if (end === null) return null;
	const count = view.getUint16(end + 10, true);
	const entries: Entry[] = [];
	let at = view.getUint32(end + 16, true);
	for (let index = 0; index < count; index++) {
		if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_MARK) return null;
		const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
		entries.push({
			name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + (name ?? 0))),
			method: methodOf(view.getUint16(at + 10, true)),
			packedSize: view.getUint32(at + 20, true),
			claimedSize: view.getUint32(at + 24, true),
			offset: view.getUint32(at + 42, true),
			encrypted: (view.getUint16(at + 8, true) & 1) === 1
		});
		at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
	}
	return entries;
}

/** The packed bytes of an entry; null if the archive is cut off or damaged there. */
export function packedBytes(bytes: Uint8Array, entry: Entry): Uint8Array | null {
	const view = viewOf(bytes);
	const { offset } = entry;
	if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_MARK) return null;
	const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
	const end = start + entry.packedSize;
	return end > bytes.length ? null : bytes.subarray(start, end);
}

function endOf(view: DataView): number | null {
	const last = view.byteLength - END_BYTES;
	for (let at = last; at >= 0 && at >= last - COMMENT_BYTES_MAX; at--) {
		if (view.getUint32(at, true) === END_MARK) return at;
	}
	return null;
}

function methodOf(code: number): Entry['method'] {
	return code === 0 ? 'stored' : code === 8 ? 'deflated' : 'other';
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
