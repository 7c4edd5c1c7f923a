import { strToU8, zipSync, type Zippable } from 'fflate';

/** What a test writes into a cell. */
export type Written =
	| string
	| number
	| null
	| { readonly struck: string }
	/** Text in the cell itself, as some programs write it. */
	| { readonly inline: string }
	| { readonly formula: string; readonly value: string | number }
	/** Days as a spreadsheet counts them, shown as a date. */
	| { readonly date: number }
	/** Parts of a text, each struck through or not. */
	| { readonly parts: readonly { readonly text: string; readonly struck: boolean }[] };

export interface WrittenSheet {
	readonly name: string;
	readonly rows: readonly (readonly Written[])[];
	readonly merged?: readonly string[];
	/** Counted from 1, as the spreadsheet does. */
	readonly hiddenRows?: readonly number[];
	readonly hiddenColumns?: readonly number[];
	readonly hidden?: boolean;
}

export interface WrittenBook {
	readonly sheets: readonly WrittenSheet[];
	readonly from1904?: boolean;
	/** Before every element, as some programs write it. */
	readonly prefix?: string;
	/** Further parts of the archive. */
	readonly parts?: Readonly<Record<string, Uint8Array>>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const [PLAIN, STRUCK, DATE] = [0, 1, 2];

/** A workbook as Excel would save it, made by hand so that it can be made wrong by hand. */
export function workbook(book: WrittenBook): Uint8Array {
	return zipSync(partsOf(book), { level: 6 });
}

/** One sheet of plain rows. */
export function sheet(
	rows: readonly (readonly Written[])[],
	more: Partial<WrittenSheet> = {}
): Uint8Array {
	return workbook({ sheets: [{ name: 'Sheet1', rows, ...more }] });
}

export function partsOf(book: WrittenBook): Zippable {
	const texts: string[] = [];
	const sheets = book.sheets.map((written) => worksheet(written, texts));
	const xml = (content: string) => {
		const named = book.prefix
			? content
					.replace(/<(\/?)(?=[a-zA-Z])/g, `<$1${book.prefix}:`)
					.replace(/ xmlns=/g, ` xmlns:${book.prefix}=`)
			: content;
		return strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${named}`);
	};
	const related = (id: number, kind: string, target: string) =>
		`<Relationship Id="rId${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
	return {
		'[Content_Types].xml': xml(`<Types xmlns="${PACKAGE}/content-types"/>`),
		'xl/workbook.xml': xml(
			`<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">` +
				`<workbookPr${book.from1904 ? ' date1904="1"' : ''}/><sheets>` +
				book.sheets
					.map(
						({ name, hidden }, at) =>
							`<sheet name="${escaped(name)}" sheetId="${at + 1}"` +
							`${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`
					)
					.join('') +
				'</sheets></workbook>'
		),
		'xl/_rels/workbook.xml.rels': xml(
			`<Relationships xmlns="${PACKAGE}/relationships">` +
				sheets
					.map((_, at) => related(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`))
					.join('') +
				related(sheets.length + 1, 'styles', 'styles.xml') +
				'</Relationships>'
		),
		'xl/styles.xml': xml(
			`<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="176" ` +
				'formatCode="yyyy&quot;년&quot;\\ m&quot;월&quot;"/></numFmts>' +
				'<fonts><font/><font><strike/></font></fonts><cellXfs>' +
				'<xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/><xf numFmtId="176" fontId="0"/>' +
				'</cellXfs></styleSheet>'
		),
		'xl/sharedStrings.xml': xml(`<sst xmlns="${MAIN}">${texts.join('')}</sst>`),
		...Object.fromEntries(
			sheets.map((content, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml(content)])
		),
		...book.parts
	};
}

function worksheet(written: WrittenSheet, texts: string[]): string {
	const columns = (written.hiddenColumns ?? []).map(
		(column) => `<col min="${column}" max="${column}" hidden="1"/>`
	);
	const rows = written.rows.map((cells, row) => {
		const hidden = written.hiddenRows?.includes(row + 1) ? ' hidden="1"' : '';
		const content = cells.map((value, column) =>
			cell(value, `${letters(column)}${row + 1}`, texts)
		);
		return `<row r="${row + 1}"${hidden}>${content.join('')}</row>`;
	});
	const merged = (written.merged ?? []).map((area) => `<mergeCell ref="${area}"/>`);
	return (
		`<worksheet xmlns="${MAIN}">${columns.length ? `<cols>${columns.join('')}</cols>` : ''}` +
		`<sheetData>${rows.join('')}</sheetData><mergeCells>${merged.join('')}</mergeCells></worksheet>`
	);
}

function cell(value: Written, at: string, texts: string[]): string {
	if (value === null) return `<c r="${at}" s="${PLAIN}"/>`;
	if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
	if (typeof value === 'string')
		return shared(at, `<t xml:space="preserve">${escaped(value)}</t>`, texts);
	if ('struck' in value) return shared(at, `<t>${escaped(value.struck)}</t>`, texts, STRUCK);
	if ('inline' in value)
		return `<c r="${at}" t="inlineStr"><is><t>${escaped(value.inline)}</t></is></c>`;
	if ('date' in value) return `<c r="${at}" s="${DATE}"><v>${value.date}</v></c>`;
	if ('parts' in value) {
		const runs = value.parts.map(
			({ text, struck }) =>
				`<r><rPr>${struck ? '<strike/>' : '<b/>'}</rPr><t>${escaped(text)}</t></r>`
		);
		return shared(at, `${runs.join('')}<rPh sb="0" eb="1"><t>발음</t></rPh>`, texts);
	}
	const type = typeof value.value === 'string' ? ' t="str"' : '';
	return `<c r="${at}"${type}><f>${escaped(value.formula)}</f><v>${escaped(String(value.value))}</v></c>`;
}

function shared(at: string, content: string, texts: string[], style = PLAIN): string {
	texts.push(`<si>${content}</si>`);
	return `<c r="${at}" t="s" s="${style}"><v>${texts.length - 1}</v></c>`;
}

function letters(column: number): string {
	const letter = String.fromCharCode(65 + (column % 26));
	return column < 26 ? letter : letters(Math.floor(column / 26) - 1) + letter;
}

function escaped(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
