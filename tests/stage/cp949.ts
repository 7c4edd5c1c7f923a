/**
 * A text as Korean Excel saves it. Neither Node nor a browser can write CP949, but both can read it: each
 * pair of bytes is tried once, and the table turned round.
 */
export function cp949(text: string): Uint8Array<ArrayBuffer> {
	const bytes = [...text].flatMap((letter) => {
		const code = letter.charCodeAt(0);
		if (code < 0x80) return [code];
		const pair = pairs().get(letter);
		if (!pair) throw new Error(`Not in CP949: ${letter}`);
		return pair;
	});
	return new Uint8Array(bytes);
}

let known: ReadonlyMap<string, readonly number[]> | null = null;

function pairs(): ReadonlyMap<string, readonly number[]> {
	if (known) return known;
	const decoder = new TextDecoder('euc-kr');
	const table = new Map<string, readonly number[]>();
	for (let lead = 0x81; lead <= 0xfe; lead++) {
		for (let trail = 0x41; trail <= 0xfe; trail++) {
			const letter = decoder.decode(new Uint8Array([lead, trail]));
			if ([...letter].length === 1 && letter !== '\ufffd') table.set(letter, [lead, trail]);
		}
	}
	known = table;
	return table;
}
