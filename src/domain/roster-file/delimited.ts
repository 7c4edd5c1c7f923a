export type Separator = 'tab' | 'comma' | 'semicolon';

/** Rows of texts, and what was taken for the separator. */
export interface Table {
	readonly separator: Separator;
	readonly rows: readonly (readonly string[])[];
}

/** In the order in which they win where two are as likely: nobody types a tab by chance. */
const SIGNS: Readonly<Record<Separator, string>> = { tab: '\t', comma: ',', semicolon: ';' };
const SEPARATORS = ['tab', 'comma', 'semicolon'] as const;

/** Enough to see how a table is separated, without reading a long one three times. */
const SAMPLE_LETTERS = 20_000;
const LINE_ENDS = /\r\n|[\n\r\u0085\u2028\u2029]/y;
/** Excel's own way to say what separates. */
const DECLARED = /^sep=(.)(?:\r\n|[\n\r])/i;

/**
 * Takes a text with separators apart: a CSV or TSV file, or what a spreadsheet puts on the
 * clipboard. Quoted cells may hold separators, doubled quotes and line ends of any kind. A quote
 * that is never closed is taken for a letter, so that it cannot swallow the rest of the file.
 */
export function tableOf(text: string): Table {
	const declared = DECLARED.exec(text);
	const separator = SEPARATORS.find((name) => SIGNS[name] === declared?.[1]);
	if (declared && separator)
		return { separator, rows: split(text.slice(declared[0].length), separator) };
	const guessed = guess(text.slice(0, SAMPLE_LETTERS));
	return { separator: guessed, rows: split(text, guessed) };
}

/** The separator that makes the most rows of equal, more than one, length. */
function guess(sample: string): Separator {
	const likely = SEPARATORS.map((separator) => {
		const lengths = new Map<number, number>();
		for (const { length } of split(sample, separator)) {
			if (length > 1) lengths.set(length, (lengths.get(length) ?? 0) + 1);
		}
		return { separator, rows: Math.max(0, ...lengths.values()) };
	});
	return likely.reduce((best, next) => (next.rows > best.rows ? next : best)).separator;
}

function split(text: string, separator: Separator): string[][] {
	return cut(text, SIGNS[separator], true) ?? cut(text, SIGNS[separator], false) ?? [];
}

/** Null if quotes count and one is still open at the end. */
function cut(text: string, sign: string, quotes: boolean): string[][] | null {
	const rows: string[][] = [];
	let row: string[] = [];
	let at = 0;
	for (;;) {
		let cell = '';
		if (quotes && text[at] === '"') {
			const quoted = unquote(text, at);
			if (!quoted) return null;
			({ text: cell, end: at } = quoted);
		}
		const end = endOfCell(text, at, sign);
		row.push(cell + text.slice(at, end));
		if (text[end] === sign) {
			at = end + 1;
			continue;
		}
		rows.push(row);
		if (end >= text.length) return rows;
		row = [];
		LINE_ENDS.lastIndex = end;
		at = end + (LINE_ENDS.exec(text)?.[0].length ?? 1);
	}
}

function endOfCell(text: string, from: number, sign: string): number {
	let end = from;
	while (end < text.length && text[end] !== sign) {
		LINE_ENDS.lastIndex = end;
		if (LINE_ENDS.test(text)) break;
		end++;
	}
	return end;
}

/** The contents of a quoted cell and where they end; null if the quote is never closed. */
function unquote(
	text: string,
	from: number
): { readonly text: string; readonly end: number } | null {
	let contents = '';
	let at = from + 1;
	for (;;) {
		const close = text.indexOf('"', at);
		if (close < 0) return null;
		contents += text.slice(at, close);
		if (text[close + 1] !== '"') return { text: contents, end: close + 1 };
		contents += '"';
		at = close + 2;
	}
}
