import { Inflate } from 'fflate';
import { packedBytes, type Entry } from '#domain/roster-file/archive.ts';
import { UnreadableFile } from '#office/roster-file/unreadable-file.ts';

/** Excel writes a dozen or two; one for each sheet and picture. */
const PARTS_MAX = 2_000;
/** Limits of what is unpacked, in bytes: a list of 30,000 pupils unpacks to some 30 MiB. */
const UNPACKED_BYTES_MAX = 200 * 1024 * 1024;
/** Cells repeat themselves and pack well, but not like this. */
const RATIO_MAX = 400;
/** Below this nothing harms, however well it was packed. */
const RATIO_FROM_BYTES = 8 * 1024 * 1024;
/** Packed bytes taken at once: deflate makes at most 1,032 times as many of them before we look. */
const STEP_BYTES = 16 * 1024;

/**
 * Unpacks single parts of an archive, within one budget for all. The directory's own claims are
 * judged before a byte is unpacked, and again while it goes on, because claims are free.
 */
export class Archive {
	readonly #bytes: Uint8Array;
	readonly #entries: ReadonlyMap<string, Entry>;
	#left = UNPACKED_BYTES_MAX;

	constructor(bytes: Uint8Array, entries: readonly Entry[]) {
		if (entries.length > PARTS_MAX) throw new UnreadableFile('bomb');
		this.#bytes = bytes;
		this.#entries = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
	}

	/** The unpacked bytes of a part; null if there is none of that name. */
	part(name: string): Uint8Array | null {
		const entry = this.#entries.get(name.toLowerCase());
		if (!entry) return null;
		if (entry.claimedSize > this.#allowed(entry)) throw new UnreadableFile('bomb');
		const packed = packedBytes(this.#bytes, entry);
		if (!packed || entry.method === 'other') throw new UnreadableFile('damaged');
		const bytes = entry.method === 'stored' ? packed : inflate(packed, this.#allowed(entry));
		this.#left -= bytes.length;
		return bytes;
	}

	#allowed(entry: Entry): number {
		return Math.min(this.#left, Math.max(RATIO_FROM_BYTES, entry.packedSize * RATIO_MAX));
	}
}

function inflate(packed: Uint8Array, allowed: number): Uint8Array {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const stream = new Inflate((chunk) => {
		chunks.push(chunk);
		size += chunk.length;
	});
	try {
		for (let at = 0; at < packed.length && size <= allowed; at += STEP_BYTES) {
			stream.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
		}
	} catch {
		// fflate throws on whatever is no deflate stream.
		throw new UnreadableFile('damaged');
	}
	if (size > allowed) throw new UnreadableFile('bomb');
	const bytes = new Uint8Array(size);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.length;
	}
	return bytes;
}
