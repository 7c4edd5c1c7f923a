import { headersOf, type Column, type Header } from '#domain/roster-file/header.ts';
import { readList, type ListContents, type SkippedRow } from '#domain/roster-file/list.ts';
import type { RosterLine } from '#domain/roster-file/line.ts';
import { harmless, sensitiveIn } from '#domain/roster-file/sensitive.ts';
import { columnName, coverOf, type Cover, type Sheet } from '#domain/roster-file/sheet.ts';
import {
	contextOf,
	SILENT,
	titlesAbove,
	within,
	type Context
} from '#domain/roster-file/titles.ts';
import { meaningOf, type Field, type Refused } from '#domain/roster-file/vocabulary.ts';
import { tidy } from '#domain/roster-file/writing.ts';

/** What became of a column. `header` is empty where it could repeat somebody's data. */
export interface ColumnReport {
	readonly sheet: string;
	/** As the spreadsheet calls it: A, B, …, AA. */
	readonly column: string;
	readonly header: string;
	readonly fate:
		| { readonly kind: 'used'; readonly field: Field }
		/** Its contents were dropped where they were met. */
		| { readonly kind: 'refused'; readonly what: Refused; readonly by: 'header' | 'contents' }
		| { readonly kind: 'ignored' }
		/** Hidden in the spreadsheet, so not read. */
		| { readonly kind: 'hidden' };
}

/** What a file's sheets were understood to say. Holds nothing of a refused column. */
export type Understanding =
	| {
			readonly kind: 'understood';
			readonly lines: readonly RosterLine[];
			readonly columns: readonly ColumnReport[];
			readonly skipped: readonly SkippedRow[];
			readonly unreadSheets: readonly UnreadSheet[];
	  }
	| {
			/** No row names the columns. */
			readonly kind: 'no-header';
			/** A name, and one of the others. */
			readonly lookedFor: readonly Field[];
			readonly found: readonly FoundTexts[];
	  };

/** A sheet of which nothing was read, although something stands there. */
export interface UnreadSheet {
	readonly sheet: string;
	readonly why: 'hidden' | 'no-header';
}

/** The row of a sheet that looks most like a header. */
export interface FoundTexts {
	readonly sheet: string;
	readonly row: number;
	readonly texts: readonly string[];
}

const LOOKED_FOR: readonly Field[] = ['name', 'grade', 'class', 'number'];
/** Headers stand at the top; below that, rows are data. */
const HEADER_SEARCH_ROWS = 30;

/**
 * Understands the sheets of a file: finds the lists, reads who stands on them, and drops whatever a
 * center must not keep.
 *
 * @param sheets as a reader made them, see `sheetOf` for texts
 * @param year the present year, for example 2026
 */
export function understand(sheets: readonly Sheet[], year: number): Understanding {
	const visible = sheets.filter(({ hidden }) => !hidden);
	const shown = visible.length > 0 ? visible : sheets;
	const found = shown.map((sheet) => {
		const cover = coverOf(sheet);
		return { sheet, cover, headers: headersOf(sheet, cover) };
	});
	const certain = found.some(({ headers }) => headers.some((header) => header.certain));
	const read = found.map(({ sheet, cover, headers }) =>
		readSheet(sheet, cover, certain ? headers.filter((header) => header.certain) : headers, year)
	);
	if (read.every(({ columns }) => columns.length === 0)) {
		return {
			kind: 'no-header',
			lookedFor: LOOKED_FOR,
			found: shown.flatMap((sheet) => likeliestHeader(sheet, year))
		};
	}
	return {
		kind: 'understood',
		lines: read.flatMap(({ lines }) => lines),
		columns: read.flatMap(({ columns }) => columns),
		skipped: read.flatMap(({ skipped }) => skipped),
		unreadSheets: sheets.flatMap((sheet) => {
			const contents = read[shown.indexOf(sheet)];
			if (contents && (contents.columns.length > 0 || sheet.rows.length === 0)) return [];
			return { sheet: named(sheet.name, year), why: contents ? 'no-header' : 'hidden' };
		})
	};
}

interface SheetContents {
	readonly lines: readonly RosterLine[];
	readonly skipped: readonly SkippedRow[];
	readonly columns: readonly ColumnReport[];
}

function readSheet(
	untitled: Sheet,
	cover: Cover,
	headers: readonly Header[],
	year: number
): SheetContents {
	const sheet = { ...untitled, name: named(untitled.name, year) };
	const lists: ListContents[] = [];
	const columns = new Map<string, ColumnReport>();
	let last = -1;
	let before: readonly Context[] = [];
	for (const [at, header] of headers.entries()) {
		const bottom = (headers[at + 1]?.top ?? sheet.rows.length) - 1;
		const contexts = header.blocks.map((block, index) => {
			const titles = titlesAbove(sheet, cover, header, block, last);
			// A header that a page break repeats has no titles of its own.
			return within(within(titles, before[index] ?? SILENT), contextOf(untitled.name));
		});
		const read: ListContents[] = [];
		for (const [index, block] of header.blocks.entries()) {
			// A list that is continued to the right says grade and class only on the left.
			const context = within(contexts[index] ?? SILENT, agreed(read.at(-1)?.lines ?? []));
			read.push(readList({ sheet, cover, header, block, context, bottom, year }));
		}
		for (const column of header.columns) {
			const report = reportOf(sheet, column, read);
			if (report) columns.set(`${report.column} ${report.header} ${report.fate.kind}`, report);
		}
		before = contexts;
		last = Math.max(last, header.bottom, ...read.map((list) => list.last));
		lists.push(...read);
	}
	return {
		lines: lists.flatMap(({ lines }) => lines),
		skipped: lists.flatMap(({ skipped }) => skipped),
		columns: [...columns.values()]
	};
}

/** What all lines of a list say alike. */
function agreed(lines: readonly RosterLine[]): Context {
	const [first, ...others] = lines.map(({ listed }) => listed);
	if (!first) return SILENT;
	const all = (part: keyof Context) => others.every((other) => other[part] === first[part]);
	return {
		school: all('school') ? first.school : null,
		grade: all('grade') ? first.grade : null,
		classNo: all('grade') && all('classNo') ? first.classNo : null
	};
}

function reportOf(
	sheet: Sheet,
	{ index, header, meaning }: Column,
	lists: readonly ListContents[]
): ColumnReport | null {
	const place = { sheet: sheet.name, column: columnName(index), header };
	const what = lists.flatMap(({ refused }) => refused.get(index) ?? [])[0];
	if (meaning.kind === 'refused') {
		return { ...place, fate: { kind: 'refused', what: meaning.what, by: 'header' } };
	}
	if (what) return { ...place, fate: { kind: 'refused', what, by: 'contents' } };
	if (meaning.kind === 'unknown')
		return header === '' ? null : { ...place, fate: { kind: 'ignored' } };
	if (sheet.hiddenColumns.has(index)) return { ...place, fate: { kind: 'hidden' } };
	return { ...place, fate: { kind: 'used', field: meaning.field } };
}

/** The row with the most words that mean something; else the first that holds no figures at all. */
function likeliestHeader(sheet: Sheet, year: number): FoundTexts[] {
	const rows = Array.from(sheet.rows.slice(0, HEADER_SEARCH_ROWS), (cells, row) => {
		const texts = (cells ?? []).flatMap((cell) => tidy(cell?.text ?? '') || []);
		const known = texts.filter((text) => meaningOf(text).kind !== 'unknown').length;
		return { sheet: named(sheet.name, year), row: row + 1, texts, known };
	});
	const most = Math.max(0, ...rows.map(({ known }) => known));
	const best =
		most > 0
			? rows.find(({ known }) => known === most)
			: rows.find(({ texts }) => texts.length > 1 && !texts.some((text) => /\d/.test(text)));
	if (!best) return [];
	return [{ sheet: best.sheet, row: best.row, texts: best.texts.map(harmless).filter(Boolean) }];
}

/** The name of a sheet, unless it holds what must not be kept. */
function named(name: string, year: number): string {
	return sensitiveIn(name, year) === null ? tidy(name) : '';
}
