export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp949';

/** A text file's contents and what its encoding was taken for. */
export interface DecodedText {
	readonly text: string;
	readonly encoding: Encoding;
	/** Some bytes mean nothing in this encoding; they became `�`. */
	readonly damaged: boolean;
}

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
	['utf-8', [0xef, 0xbb, 0xbf]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]]
];

/** How many bytes are looked at to tell UTF-16 by its zero bytes. */
const SAMPLE_BYTES = 4_096;
/** In UTF-16 digits, tabs and line ends have a zero byte, nearly always on the same side. */
const ONE_SIDED = 0.95;

/**
 * Reads the bytes of a text file: by its byte order mark; else as UTF-8 if they are; else as UTF-16
 * if zero bytes say so; else as CP949, in which Korean Excel saves CSV.
 *
 * @param bytes the whole file
 */
export function decode(bytes: Uint8Array): DecodedText {
	const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
	if (marked) return decodeAs(marked[0], bytes);
	const utf16 = utf16Of(bytes);
	if (utf16) return decodeAs(utf16, bytes);
	const utf8 = decodeAs('utf-8', bytes);
	return utf8.damaged ? decodeAs('cp949', bytes) : utf8;
}

function decodeAs(encoding: Encoding, bytes: Uint8Array): DecodedText {
	// WHATWG's euc-kr is windows-949, the superset that knows 똠 and 햏.
	const label = encoding === 'cp949' ? 'euc-kr' : encoding;
	try {
		return {
			text: new TextDecoder(label, { fatal: true }).decode(bytes),
			encoding,
			damaged: false
		};
	} catch {
		return { text: new TextDecoder(label).decode(bytes), encoding, damaged: true };
	}
}

function utf16Of(bytes: Uint8Array): Encoding | null {
	const zeros = [0, 0];
	for (let at = 0; at < Math.min(bytes.length, SAMPLE_BYTES); at++) {
		if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
	}
	const [even = 0, odd = 0] = zeros;
	if (even + odd === 0 || Math.max(even, odd) < ONE_SIDED * (even + odd)) return null;
	return odd > even ? 'utf-16le' : 'utf-16be';
}
