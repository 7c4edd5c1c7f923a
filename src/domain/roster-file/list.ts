import type { ListField } from '#domain/roster-file/header.ts';
import type { RosterLine } from '#domain/roster-file/line.ts';
import { CARRIED, lineOf, type ListPlace } from '#domain/roster-file/list-line.ts';
import { placeOf } from '#domain/roster-file/place.ts';
import { readName } from '#domain/roster-file/pupil-name.ts';
import { sensitiveIn } from '#domain/roster-file/sensitive.ts';
import { cellAt, type Cell } from '#domain/roster-file/sheet.ts';
import type { Refused } from '#domain/roster-file/vocabulary.ts';

/** A row under a header that names nobody, although something stands there. */
export interface SkippedRow {
	readonly sheet: string;
	readonly row: number;
	/** `vacant`: a number without a name. */
	readonly kind: 'vacant' | 'no-name';
}

/** What a list turned out to hold. */
export interface ListContents {
	readonly lines: readonly RosterLine[];
	readonly skipped: readonly SkippedRow[];
	/** Columns, by index, that hold what their header does not say. */
	readonly refused: ReadonlyMap<number, Refused>;
	/** The last row that names somebody; the header's own if none does. */
	readonly last: number;
}

const OWN_NUMBERS: readonly ListField[] = ['number', 'student-number', 'class-number'];
/** From this share of its cells on, a column holds what they hold, not what its header says. */
const REFUSED_SHARE = 0.5;

/** Reads the lines below a header, one block of columns at a time. */
export function readList(place: ListPlace): ListContents {
	const refused = refusedColumns(place);
	const fields = new Map([...place.block.fields].filter(([, column]) => !refused.has(column)));
	if (runsOn(place, fields)) fields.delete('count');
	const names = fields.get('name');
	const lines: RosterLine[] = [];
	const skipped: SkippedRow[] = [];
	let last = place.header.bottom;
	if (names === undefined) return { lines, skipped, refused, last };
	const above = new Map<ListField, Cell>();
	for (let row = place.header.bottom + 1; row <= place.bottom; row++) {
		// One stray cell at the very bottom of a sheet makes a million rows of nothing.
		if (!place.sheet.rows[row]) continue;
		const cells = cellsOf(place, fields, row);
		const reading = readName(cells.get('name')?.text ?? '');
		if (reading.kind === 'name') {
			lines.push(lineOf(place, row, names, cells, reading, above));
			last = row;
		} else {
			const numbered = OWN_NUMBERS.some((field) => cells.get(field)?.text.trim());
			const kind = reading.kind === 'blank' && numbered ? 'vacant' : 'no-name';
			const filled = [...cells.values()].some(({ text }) => text.trim() !== '');
			if (filled) skipped.push({ sheet: place.sheet.name, row: row + 1, kind });
		}
	}
	return { lines, skipped, refused, last };
}

function refusedColumns({ sheet, header, block, bottom, year }: ListPlace): Map<number, Refused> {
	const refused = new Map<number, Refused>();
	for (const column of block.fields.values()) {
		let [filled, found] = [0, 0];
		let what: Refused | null = null;
		for (let row = header.bottom + 1; row <= bottom; row++) {
			const { text } = cellAt(sheet, row, column);
			if (text.trim() === '') continue;
			const sensitive = sensitiveIn(text, year);
			filled++;
			if (sensitive) found++;
			what ??= sensitive;
		}
		if (what && found >= filled * REFUSED_SHARE) refused.set(column, what);
	}
	return refused;
}

/** Whether `No.` counts lines and not pupils of a class: there is another number, or classes change under it. */
function runsOn(
	{ sheet, header, bottom }: ListPlace,
	fields: ReadonlyMap<ListField, number>
): boolean {
	const count = fields.get('count');
	if (count === undefined || OWN_NUMBERS.some((field) => fields.has(field))) return true;
	const classes = fields.get('class') ?? fields.get('grade-class') ?? fields.get('affiliation');
	if (classes === undefined) return false;
	let [above, changes] = [0, 0];
	for (let row = header.bottom + 1; row <= bottom; row++) {
		const number = placeOf('count', cellAt(sheet, row, count).text)?.number;
		if (!number) continue;
		if (number !== above + 1) return false;
		const changed = cellAt(sheet, row, classes).text !== cellAt(sheet, row - 1, classes).text;
		if (above > 0 && changed) changes++;
		above = number;
	}
	return changes > 0;
}

/** The cells of one line. A cell that is merged downwards speaks for every row that it covers. */
function cellsOf(
	{ sheet, cover }: ListPlace,
	fields: ReadonlyMap<ListField, number>,
	row: number
): Map<ListField, Cell> {
	const cells = new Map<ListField, Cell>();
	for (const [field, column] of fields) {
		const area = CARRIED.includes(field) ? cover(row, column) : null;
		const covers = area && area.left === area.right ? area.top : row;
		cells.set(field, cellAt(sheet, covers, column));
	}
	return cells;
}
