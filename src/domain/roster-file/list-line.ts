import { dateIn } from '#domain/roster-file/date.ts';
import type { Block, Header, ListField } from '#domain/roster-file/header.ts';
import type { LeftOut, Listed, Note, RosterLine } from '#domain/roster-file/line.ts';
import {
	eaten,
	NOWHERE,
	placeIn,
	placeOf,
	type Place,
	type PlaceField
} from '#domain/roster-file/place.ts';
import { AWAY, awayIn, type NameReading } from '#domain/roster-file/pupil-name.ts';
import { schoolOf } from '#domain/roster-file/school-name.ts';
import { sensitiveIn } from '#domain/roster-file/sensitive.ts';
import {
	cellAt,
	columnName,
	type Cell,
	type Cover,
	type Sheet
} from '#domain/roster-file/sheet.ts';
import type { Context } from '#domain/roster-file/titles.ts';
import { plain, tidy } from '#domain/roster-file/writing.ts';

/** Where a list lies, and what the titles above it say about everybody on it. */
export interface ListPlace {
	readonly sheet: Sheet;
	readonly cover: Cover;
	readonly header: Header;
	readonly block: Block;
	readonly context: Context;
	/** The last row that may belong to the list. */
	readonly bottom: number;
	/** The present year, which tells birth dates from what a spreadsheet took for a date. */
	readonly year: number;
}

/** In the order in which they are believed, the last most; and what a cell of each is above all about. */
const PLACE_FIELDS: readonly (readonly [PlaceField, keyof Place])[] = [
	['student-number', 'number'],
	['grade-class', 'classNo'],
	['class-number', 'number'],
	['grade', 'grade'],
	['class', 'classNo'],
	['number', 'number'],
	['count', 'number']
];
/** What a list may say once for several lines; a number is everybody's own. */
export const CARRIED: readonly ListField[] = [
	'school',
	'affiliation',
	'grade',
	'class',
	'grade-class'
];
const PARTS = ['grade', 'classNo', 'number'] as const;

/** Namesakes and schools may have a figure or two; more of them are no part of a name. */
const FIGURES_MAX = 3;
/**
 * Reads one line of a list.
 *
 * @param written the line's own cells
 * @param above what lines above have said; takes in what this one says
 */
export function lineOf(
	place: ListPlace,
	row: number,
	nameColumn: number,
	written: ReadonlyMap<ListField, Cell>,
	reading: Extract<NameReading, { kind: 'name' }>,
	above: Map<ListField, Cell>
): RosterLine {
	const notes: Note[] = [];
	const cells = carry(written, above, notes);
	const seat = placeFrom(cells, reading.place, place, notes);
	const name = keep('name', reading.name, place.year, notes) ?? '';
	const listed: Listed = { ...seat, name, school: schoolFrom(cells, place, notes) };
	return {
		origin: { sheet: place.sheet.name, row: row + 1, column: columnName(nameColumn) },
		listed,
		notes,
		leftOut: leftOutOf(place, row, nameColumn, reading)
	};
}

/** Fills what the list says once for several lines, where the cells below are left empty. */
function carry(
	written: ReadonlyMap<ListField, Cell>,
	above: Map<ListField, Cell>,
	notes: Note[]
): Map<ListField, Cell> {
	const cells = new Map(written);
	for (const field of CARRIED) {
		const cell = written.get(field);
		if (!cell) continue;
		if (cell.text.trim() !== '') {
			above.set(field, cell);
			continue;
		}
		const carried = above.get(field);
		if (!carried) continue;
		cells.set(field, carried);
		notes.push({ kind: 'carried', part: carriedPart(field) });
	}
	return cells;
}

function carriedPart(field: ListField): 'school' | 'grade' | 'classNo' {
	if (field === 'school' || field === 'affiliation') return 'school';
	return field === 'grade' ? 'grade' : 'classNo';
}

/** Columns of their own are believed before combined ones, those before titles. */
function placeFrom(
	cells: ReadonlyMap<ListField, Cell>,
	beforeName: Place,
	{ context, year }: ListPlace,
	notes: Note[]
): Place {
	const said: Place[] = [beforeName, placeIn(cells.get('affiliation')?.text ?? '')];
	for (const [field, part] of PLACE_FIELDS) {
		const cell = cells.get(field);
		if (cell) said.push(placeOfCell(field, part, cell, year, notes));
	}
	const found = { ...NOWHERE };
	for (const part of PARTS) {
		const values = said.flatMap((place) => place[part] ?? []);
		found[part] = values.at(-1) ?? null;
		if (new Set(values).size > 1) notes.push({ kind: 'contradiction', part });
	}
	return {
		grade: found.grade ?? context.grade,
		classNo: found.classNo ?? context.classNo,
		number: found.number
	};
}

function placeOfCell(
	field: PlaceField,
	part: keyof Place,
	cell: Cell,
	year: number,
	notes: Note[]
): Place {
	const what = sensitiveIn(cell.text, year);
	if (what) {
		notes.push({ kind: 'dropped', part, what });
		return NOWHERE;
	}
	const place = cell.kind === 'date' ? null : placeOf(field, cell.text);
	if (place) return place;
	const guess = eaten(cell.text);
	notes.push({ kind: cell.kind === 'date' || dateIn(cell.text) ? 'date' : 'unreadable', part });
	return guess && part === 'classNo' ? guess : NOWHERE;
}

function schoolFrom(
	cells: ReadonlyMap<ListField, Cell>,
	{ context, year }: ListPlace,
	notes: Note[]
): string | null {
	const own = tidy(cells.get('school')?.text ?? '');
	const affiliation = schoolOf(cells.get('affiliation')?.text ?? '');
	return keep('school', own || affiliation || context.school || '', year, notes) || null;
}

/** The text, or null and a note if it holds what must not be kept. */
function keep(part: 'name' | 'school', text: string, year: number, notes: Note[]): string | null {
	const figures = text.normalize('NFKC').replace(/\D/g, '').length;
	const what = sensitiveIn(text, year) ?? (figures > FIGURES_MAX ? 'personal-number' : null);
	if (what) notes.push({ kind: 'dropped', part, what });
	return what ? null : text;
}

function leftOutOf(
	{ sheet, block }: ListPlace,
	row: number,
	nameColumn: number,
	reading: Extract<NameReading, { kind: 'name' }>
): LeftOut | null {
	if (reading.away) return { kind: 'away', word: reading.away };
	const remarks = block.remarks.map((column) => cellAt(sheet, row, column).text);
	const word =
		remarks.map(awayIn).find((away) => away !== null) ?? awayBeside(sheet, block, row, nameColumn);
	if (word) return { kind: 'away', word };
	if (cellAt(sheet, row, nameColumn).struck) return { kind: 'struck' };
	return sheet.hiddenRows.has(row) ? { kind: 'hidden' } : null;
}

/** The word alone in any other cell of the line, whatever its column is called. */
function awayBeside(sheet: Sheet, { left, right }: Block, row: number, nameColumn: number) {
	const words = new Set<string>();
	for (let column = left; column <= right; column++) {
		if (column !== nameColumn) words.add(plain(cellAt(sheet, row, column).text));
	}
	return AWAY.find((away) => words.has(away)) ?? null;
}
