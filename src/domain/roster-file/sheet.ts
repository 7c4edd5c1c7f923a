/** What a cell holds, as far as a roster needs it. A date's text is written `2026-01-03`. */
export interface Cell {
	readonly text: string;
	readonly kind: 'text' | 'number' | 'date';
	/** Struck through: how schools mark a pupil who has left. */
	readonly struck: boolean;
}

/** Cells made one; rows and columns count from 0, all ends included. */
export interface Area {
	readonly top: number;
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
}

/** One sheet of a file: a grid of cells. Rows and columns count from 0; rows may have gaps. */
export interface Sheet {
	/** Empty where there are no sheets, as in a text file. */
	readonly name: string;
	readonly hidden: boolean;
	readonly rows: readonly (readonly (Cell | undefined)[] | undefined)[];
	readonly merged: readonly Area[];
	readonly hiddenRows: ReadonlySet<number>;
	readonly hiddenColumns: ReadonlySet<number>;
}

const BLANK: Cell = { text: '', kind: 'text', struck: false };

/** Beyond this many rows of merged areas nobody wrote the file by hand; the rest counts as not merged. */
const MERGED_ROWS_MAX = 1_000_000;

/** A sheet of nothing but texts. */
export function sheetOf(name: string, rows: readonly (readonly string[])[]): Sheet {
	return {
		name,
		hidden: false,
		rows: rows.map((row) => row.map((text) => ({ ...BLANK, text }))),
		merged: [],
		hiddenRows: new Set(),
		hiddenColumns: new Set()
	};
}

export function cellAt(sheet: Sheet, row: number, column: number): Cell {
	return sheet.rows[row]?.[column] ?? BLANK;
}

/** Finds the merged area that covers a cell; null where the cell is by itself. */
export type Cover = (row: number, column: number) => Area | null;

/** Indexes the merged areas of a sheet by row, so that asking for each cell stays cheap. */
export function coverOf(sheet: Sheet): Cover {
	const byRow = new Map<number, Area[]>();
	let indexed = 0;
	for (const area of sheet.merged) {
		const bottom = Math.min(area.bottom, sheet.rows.length - 1);
		indexed += Math.max(1, bottom - area.top + 1);
		if (indexed > MERGED_ROWS_MAX) break;
		for (let row = area.top; row <= bottom; row++) {
			const areas = byRow.get(row);
			if (areas) areas.push(area);
			else byRow.set(row, [area]);
		}
	}
	return (row, column) =>
		byRow.get(row)?.find(({ left, right }) => left <= column && column <= right) ?? null;
}

/** A column as spreadsheets call it: 0 is A, 26 is AA. */
export function columnName(column: number): string {
	const letter = String.fromCharCode(65 + (column % 26));
	return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
