import { sensitiveIn, harmless } from '#domain/roster-file/sensitive.ts';
import { cellAt, type Cover, type Sheet } from '#domain/roster-file/sheet.ts';
import { meaningOf, type Field, type Meaning } from '#domain/roster-file/vocabulary.ts';
import { tidy } from '#domain/roster-file/writing.ts';

/** What a list has one column for. */
export type ListField = Exclude<Field, 'remark'>;

/** One column under a header. The header is empty where repeating it could repeat somebody's data. */
export interface Column {
	readonly index: number;
	readonly header: string;
	readonly meaning: Meaning;
}

/** One list of people; several may stand side by side under one header. */
export interface Block {
	readonly left: number;
	readonly right: number;
	readonly fields: ReadonlyMap<ListField, number>;
	readonly remarks: readonly number[];
}

/** The rows that name the columns, and the lists below them. */
export interface Header {
	readonly top: number;
	readonly bottom: number;
	readonly columns: readonly Column[];
	readonly blocks: readonly Block[];
	/** Names and something that places them, so that nobody's form can be taken for it. */
	readonly certain: boolean;
}

/** A merged header reaches over two rows, rarely three. */
const HEADER_ROWS_MAX = 3;
const PLACING: readonly ListField[] = [
	...(['grade', 'class', 'number', 'count', 'student-number', 'grade-class'] as const),
	...(['class-number', 'affiliation'] as const)
];

type Knows = (text: string) => Meaning;

/** All headers of a sheet, from top to bottom: one for each table, and again after page breaks. */
export function headersOf(sheet: Sheet, cover: Cover): readonly Header[] {
	const knows = remembered();
	const headers: Header[] = [];
	for (let row = 0; row < sheet.rows.length; row++) {
		// Of two rows that both name people, the upper one only says whom the lower one is about.
		if (!namesPeople(sheet, row, knows) || namesPeople(sheet, row + 1, knows)) continue;
		const header = headerAt(sheet, cover, knows, row, (headers.at(-1)?.bottom ?? -1) + 1);
		if (header.blocks.length > 0) headers.push(header);
		row = header.bottom;
	}
	return headers;
}

/** Lists repeat their words thousands of times; each is looked up once. */
function remembered(): Knows {
	const meanings = new Map<string, Meaning>();
	return (text) => {
		const known = meanings.get(text) ?? meaningOf(text);
		meanings.set(text, known);
		return known;
	};
}

function isName(meaning: Meaning): boolean {
	return meaning.kind === 'wanted' && meaning.field === 'name';
}

function namesPeople(sheet: Sheet, row: number, knows: Knows): boolean {
	return (sheet.rows[row] ?? []).some((cell) => cell && isName(knows(cell.text)));
}

function headerAt(sheet: Sheet, cover: Cover, knows: Knows, row: number, earliest: number): Header {
	const top = row > earliest && isUpperHalf(sheet, row - 1, knows) ? row - 1 : row;
	const width = Math.max(...[top, row].map((at) => sheet.rows[at]?.length ?? 0));
	let bottom = row;
	for (let column = 0; column < width; column++) {
		const area = cover(row, column);
		if (area && isName(knows(cellAt(sheet, area.top, area.left).text))) bottom = area.bottom;
	}
	bottom = Math.min(bottom, top + HEADER_ROWS_MAX - 1);
	const right = Math.max(width, sheet.rows[bottom]?.length ?? 0);
	const columns = Array.from({ length: right }, (_, index) =>
		columnAt(sheet, cover, knows, { top, bottom, index })
	);
	const blocks = blocksOf(sheet, columns);
	const certain = blocks.some(({ fields }) => PLACING.some((field) => fields.has(field)));
	return { top, bottom, columns, blocks, certain };
}

/** The upper half of a header in two rows has several words, of which some mean something, and no data. */
function isUpperHalf(sheet: Sheet, row: number, knows: Knows): boolean {
	const texts = (sheet.rows[row] ?? []).flatMap((cell) => (cell?.text.trim() ? [cell.text] : []));
	return (
		texts.length > 1 &&
		texts.every((text) => harmless(text) !== '') &&
		texts.some((text) => knows(text).kind !== 'unknown')
	);
}

function columnAt(
	sheet: Sheet,
	cover: Cover,
	knows: Knows,
	{ top, bottom, index }: { readonly top: number; readonly bottom: number; readonly index: number }
): Column {
	const labels: { readonly text: string; readonly own: boolean }[] = [];
	for (let row = top; row <= bottom; row++) {
		const area = cover(row, index);
		if (area && area.top !== row && row !== top) continue;
		const text = cellAt(sheet, area?.top ?? row, area?.left ?? index).text;
		if (text.trim()) labels.push({ text, own: !area || area.left === index });
		else if (row < bottom) labels.push({ text: leftOf(sheet, row, index), own: false });
	}
	const meaning = meaningOfLabels(labels, knows);
	const label = tidy(labels.map(({ text }) => text).join(' '));
	const repeatable = sensitiveIn(label, Infinity) === null ? harmless(label) : '';
	return { index, header: repeatable, meaning };
}

/** Without merged cells, as in a text file, an upper heading stands only over its first column. */
function leftOf(sheet: Sheet, row: number, index: number): string {
	if (sheet.merged.length > 0) return '';
	const left = (sheet.rows[row] ?? []).slice(0, index).findLast((cell) => cell?.text.trim());
	return left?.text ?? '';
}

function meaningOfLabels(
	labels: readonly { readonly text: string; readonly own: boolean }[],
	knows: Knows
): Meaning {
	const meanings = labels.map(({ text, own }) => ({ own, meaning: knows(text) }));
	const last = meanings.at(-1);
	const refused = meanings.filter(({ meaning }) => meaning.kind === 'refused');
	// Of an upper heading only that it is about somebody else changes what a lower one means.
	const someoneElse = refused.find(
		({ meaning }) => 'what' in meaning && meaning.what === 'guardian'
	);
	if (someoneElse) return someoneElse.meaning;
	if (refused[0] && !(last?.own && last.meaning.kind === 'wanted')) return refused[0].meaning;
	const joined = knows(labels.map(({ text }) => text).join(''));
	if (joined.kind === 'wanted' && labels.some(({ own }) => own)) return joined;
	// An upper heading over several columns says nothing about each, once a lower one speaks.
	return last?.own ? last.meaning : { kind: 'unknown' };
}

/** Where a field comes a second time, the next list begins. */
function blocksOf(sheet: Sheet, columns: readonly Column[]): Block[] {
	const blocks: { left: number; fields: Map<ListField, number>; remarks: number[] }[] = [];
	for (const { index, meaning } of columns) {
		if (meaning.kind !== 'wanted' || sheet.hiddenColumns.has(index)) continue;
		let block = blocks.at(-1);
		if (!block || (meaning.field !== 'remark' && block.fields.has(meaning.field))) {
			block = { left: index, fields: new Map(), remarks: [] };
			blocks.push(block);
		}
		if (meaning.field === 'remark') block.remarks.push(index);
		else block.fields.set(meaning.field, index);
	}
	return blocks
		.map((block, at) => ({ ...block, right: (blocks[at + 1]?.left ?? columns.length) - 1 }))
		.filter(({ fields }) => fields.has('name'));
}
