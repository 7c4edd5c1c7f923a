import { isOn, readMarkup, type Attribute, type Listener } from '#office/roster-file/markup.ts';
import { UnreadableFile } from '#office/roster-file/unreadable-file.ts';
import type { Archive } from '#office/roster-file/unpack.ts';

/** A text in the workbook's store of texts. */
export interface StoredText {
	readonly text: string;
	/** Every part of it is struck through. */
	readonly struck: boolean;
}

/** How a cell looks, as far as it says what the cell means. */
export interface Style {
	readonly struck: boolean;
	readonly date: boolean;
}

/** What the sheets of a workbook have in common. */
export interface Workbook {
	readonly sheets: readonly {
		readonly name: string;
		readonly part: string;
		readonly hidden: boolean;
	}[];
	readonly texts: readonly StoredText[];
	readonly styles: readonly Style[];
	/** Counts days from 1904, as old Macintoshes did. */
	readonly from1904: boolean;
}

/** The formats that need no definition (ECMA-376, 18.8.30), with those that Korean Excel has for dates. */
const DATE_FORMATS: readonly (readonly [from: number, to: number])[] = [
	[14, 22],
	[27, 36],
	[45, 47],
	[50, 58]
];

/** Opens what lies around the sheets: their names, the texts they share, the styles they use. */
export function openWorkbook(archive: Archive): Workbook {
	const book = archive.part('xl/workbook.xml');
	if (!book) throw new UnreadableFile('damaged');
	const targets = targetsOf(archive.part('xl/_rels/workbook.xml.rels'));
	const sheets: { name: string; part: string; hidden: boolean }[] = [];
	let from1904 = false;
	readMarkup(book, {
		open(name, attribute) {
			if (name === 'workbookPr') from1904 = isOn(attribute('date1904'));
			const part = name === 'sheet' && targets.get(attribute('id') ?? '');
			if (!part) return;
			const state = attribute('state') ?? 'visible';
			sheets.push({ name: attribute('name') ?? '', part, hidden: state !== 'visible' });
		},
		close() {},
		text() {}
	});
	return {
		sheets,
		from1904,
		texts: textsOf(archive.part('xl/sharedStrings.xml')),
		styles: stylesOf(archive.part('xl/styles.xml'))
	};
}

/** Which part each of the workbook's references means. */
function targetsOf(part: Uint8Array | null): ReadonlyMap<string, string> {
	const targets = new Map<string, string>();
	if (!part) throw new UnreadableFile('damaged');
	readMarkup(part, {
		open(name, attribute) {
			const target = name === 'Relationship' && attribute('Target');
			if (!target || !/\/worksheet$/.test(attribute('Type') ?? '')) return;
			const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
			targets.set(attribute('Id') ?? '', path);
		},
		close() {},
		text() {}
	});
	return targets;
}

function textsOf(part: Uint8Array | null): StoredText[] {
	const texts: StoredText[] = [];
	if (!part) return texts;
	const reader = new TextReader();
	readMarkup(part, {
		open(name, attribute) {
			if (name === 'si') reader.begin();
			else reader.open(name, attribute);
		},
		close(name) {
			if (name === 'si') texts.push(reader.end());
			else reader.close(name);
		},
		text: (text) => reader.text(text)
	});
	return texts;
}

/** Puts a text together from its parts: pronunciation is left out, strike-through is noticed. */
export class TextReader implements Listener {
	#text = '';
	#inText = false;
	#inPronunciation = false;
	#runStruck = false;
	#struck = 0;
	#plain = 0;

	begin(): void {
		this.#text = '';
		this.#struck = this.#plain = 0;
		this.#runStruck = this.#inText = this.#inPronunciation = false;
	}

	open(name: string, attribute: Attribute): void {
		if (name === 't') this.#inText = true;
		else if (name === 'rPh') this.#inPronunciation = true;
		else if (name === 'r') this.#runStruck = false;
		else if (name === 'strike') this.#runStruck = isOn(attribute('val') ?? '1');
	}

	close(name: string): void {
		if (name === 't') this.#inText = false;
		else if (name === 'rPh') this.#inPronunciation = false;
	}

	text(text: string): void {
		if (!this.#inText || this.#inPronunciation) return;
		this.#text += text;
		if (text.trim() === '') return;
		if (this.#runStruck) this.#struck++;
		else this.#plain++;
	}

	end(): StoredText {
		const text = this.#text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
			String.fromCharCode(parseInt(code, 16))
		);
		return { text, struck: this.#struck > 0 && this.#plain === 0 };
	}
}

/** The styles that cells refer to by number. */
function stylesOf(part: Uint8Array | null): Style[] {
	const styles: Style[] = [];
	if (!part) return styles;
	const formats = new Map<number, string>();
	const struck: boolean[] = [];
	let inside = '';
	readMarkup(part, {
		open(name, attribute) {
			if (name === 'fonts' || name === 'cellXfs' || name === 'dxfs') inside = name;
			else if (name === 'numFmt' && inside !== 'dxfs') {
				formats.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
			} else if (name === 'font' && inside === 'fonts') struck.push(false);
			else if (name === 'strike' && inside === 'fonts') {
				struck[struck.length - 1] = isOn(attribute('val') ?? '1');
			} else if (name === 'xf' && inside === 'cellXfs') {
				const format = Number(attribute('numFmtId'));
				const code = formats.get(format);
				const date = code === undefined ? isDateFormat(format) : saysDate(code);
				styles.push({ date, struck: struck[Number(attribute('fontId'))] ?? false });
			}
		},
		close(name) {
			if (name === inside) inside = '';
		},
		text() {}
	});
	return styles;
}

function isDateFormat(id: number): boolean {
	return DATE_FORMATS.some(([from, to]) => from <= id && id <= to);
}

/** Year, month, day, hour or second outside of quotes, brackets and escapes. */
function saysDate(code: string): boolean {
	return /[ymdhs]/i.test(
		code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').replace(/general/i, '')
	);
}
