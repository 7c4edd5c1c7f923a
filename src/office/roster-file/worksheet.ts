import { ROWS_MAX } from '#domain/roster-file/reading.ts';
import type { Area, Cell, Sheet } from '#domain/roster-file/sheet.ts';
import { isOn, readMarkup, type Attribute } from '#office/roster-file/markup.ts';
import { UnreadableFile } from '#office/roster-file/unreadable-file.ts';
import { dateText } from '#office/roster-file/serial-date.ts';
import { TextReader, type Workbook } from '#office/roster-file/workbook.ts';

/** A roster is narrow; what stands further to the right is not read. */
const COLUMNS_MAX = 256;
/** The last row that a spreadsheet can have. */
const ROW_MAX = 1_048_575;

type Grid = (Cell | undefined)[][];

/** Reads one sheet. Of formulas the value that was last computed counts; errors count as empty. */
export function readWorksheet(
	part: Uint8Array,
	name: string,
	hidden: boolean,
	workbook: Workbook
): Sheet {
	const worksheet = new Worksheet(workbook);
	readMarkup(part, worksheet);
	return { name, hidden, ...worksheet.contents() };
}

class Worksheet {
	readonly #workbook: Workbook;
	readonly #rows: Grid = [];
	readonly #merged: Area[] = [];
	readonly #hiddenRows = new Set<number>();
	readonly #hiddenColumns = new Set<number>();
	readonly #inline = new TextReader();
	#filledRows = 0;
	#row = -1;
	#column = -1;
	#type = 'n';
	#style = -1;
	#value = '';
	#inValue = false;

	constructor(workbook: Workbook) {
		this.#workbook = workbook;
	}

	contents(): Omit<Sheet, 'name' | 'hidden'> {
		return {
			rows: this.#rows,
			merged: this.#merged,
			hiddenRows: this.#hiddenRows,
			hiddenColumns: this.#hiddenColumns
		};
	}

	open(name: string, attribute: Attribute): void {
		if (name === 'c') this.#beginCell(attribute);
		else if (name === 'v') this.#inValue = true;
		else if (name === 'row') this.#beginRow(attribute);
		else if (name === 'col') this.#hideColumns(attribute);
		else if (name === 'mergeCell') this.#merge(attribute('ref') ?? '');
		else this.#inline.open(name, attribute);
	}

	close(name: string): void {
		if (name === 'c') this.#endCell();
		else if (name === 'v') this.#inValue = false;
		else this.#inline.close(name);
	}

	text(text: string): void {
		if (this.#inValue) this.#value += text;
		else this.#inline.text(text);
	}

	/** Programs may leave out where a row is: then it is the next. */
	#beginRow(attribute: Attribute): void {
		this.#row = (Number(attribute('r')) || this.#row + 2) - 1;
		this.#column = -1;
		if (isOn(attribute('hidden'))) this.#hiddenRows.add(this.#row);
	}

	#beginCell(attribute: Attribute): void {
		const at = cellNamed(attribute('r') ?? '');
		this.#column = at?.column ?? this.#column + 1;
		if (at) this.#row = at.row;
		this.#type = attribute('t') ?? 'n';
		this.#style = Number(attribute('s') ?? -1);
		this.#value = '';
		this.#inline.begin();
	}

	#endCell(): void {
		const cell = this.#cell();
		const within = this.#column < COLUMNS_MAX && this.#row >= 0 && this.#row <= ROW_MAX;
		if (cell.text.trim() === '' || !within) return;
		let row = this.#rows[this.#row];
		if (!row) {
			row = this.#rows[this.#row] = [];
			if (++this.#filledRows > ROWS_MAX) throw new UnreadableFile('too-many-rows');
		}
		row[this.#column] = cell;
	}

	#cell(): Cell {
		const style = this.#workbook.styles[this.#style] ?? { date: false, struck: false };
		const written = (text: string, struck = false): Cell => ({
			text,
			kind: 'text',
			struck: struck || style.struck
		});
		switch (this.#type) {
			case 's': {
				const stored = this.#workbook.texts[Number(this.#value)];
				return written(stored?.text ?? '', stored?.struck);
			}
			case 'inlineStr': {
				const { text, struck } = this.#inline.end();
				return written(text, struck);
			}
			case 'str':
				return written(this.#value);
			case 'd':
				return { ...written(this.#value.slice(0, 10)), kind: 'date' };
			case 'n':
				return this.#number(style.date, written);
			default:
				return written('');
		}
	}

	#number(date: boolean, written: (text: string) => Cell): Cell {
		const value = this.#value.trim() === '' ? NaN : Number(this.#value);
		if (!Number.isFinite(value)) return written('');
		const text = date ? dateText(value, this.#workbook.from1904) : null;
		return text === null
			? { ...written(String(value)), kind: 'number' }
			: { ...written(text), kind: 'date' };
	}

	#hideColumns(attribute: Attribute): void {
		if (!isOn(attribute('hidden'))) return;
		const to = Math.min(Number(attribute('max')), COLUMNS_MAX);
		for (let column = Number(attribute('min')); column <= to; column++) {
			this.#hiddenColumns.add(column - 1);
		}
	}

	#merge(reference: string): void {
		const [from, to] = reference.split(':').map(cellNamed);
		if (!from || !to || to.row < from.row || to.column < from.column) return;
		this.#merged.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
	}
}

/** The place of a cell called, for example, `AB12`; null if that is no name of a cell. */
function cellNamed(name: string): { readonly row: number; readonly column: number } | null {
	const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(name) ?? [];
	if (!letters || !digits) return null;
	let column = 0;
	for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
	return { row: Number(digits) - 1, column: column - 1 };
}
