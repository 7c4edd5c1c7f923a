/** Bytes of text files in the encodings that Korean computers write. */

export const utf8 = (text: string) => new TextEncoder().encode(text);

export const withMark = (text: string) => utf8(`\ufeff${text}`);

export function utf16(text: string, order: 'le' | 'be', mark = true): Uint8Array {
	const marked = mark ? `\ufeff${text}` : text;
	const view = new DataView(new ArrayBuffer(marked.length * 2));
	for (let at = 0; at < marked.length; at++) {
		view.setUint16(at * 2, marked.charCodeAt(at), order === 'le');
	}
	return new Uint8Array(view.buffer);
}

let table: ReadonlyMap<string, readonly number[]> | null = null;

/** What Korean Excel writes as CSV. Made by turning the decoder round, since no encoder is built in. */
export function cp949(text: string): Uint8Array {
	table ??= new Map(
		Array.from({ length: 126 }, (_, lead) => lead + 0x81).flatMap((lead) =>
			Array.from({ length: 190 }, (_, trail) => trail + 0x41).map(
				(trail) =>
					[new TextDecoder('euc-kr').decode(Uint8Array.of(lead, trail)), [lead, trail]] as const
			)
		)
	);
	return Uint8Array.from(
		[...text].flatMap((letter) => table?.get(letter) ?? [letter.charCodeAt(0)])
	);
}

/** An OLE compound file's directory with streams of these names: old Excel, Hangul, locked files. */
export function compound(...streams: readonly string[]): Uint8Array {
	const bytes = new Uint8Array(512 + 128 * streams.length);
	bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
	for (const [index, name] of streams.entries()) {
		const at = 512 + 128 * index;
		bytes.set(utf16(name, 'le', false), at);
		bytes[at + 64] = name.length * 2 + 2;
	}
	return bytes;
}
