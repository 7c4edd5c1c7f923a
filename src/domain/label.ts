/** A rectangle on paper: millimetres from its top left corner, as it is read. */
export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** How equal cells lie on a paper; all in millimetres, pitch from one cell's corner to the next one's. */
export interface Layout {
	readonly paper: { readonly width: number; readonly height: number };
	readonly columns: number;
	readonly rows: number;
	readonly width: number;
	readonly height: number;
	readonly left: number;
	readonly top: number;
	readonly pitchX: number;
	readonly pitchY: number;
}

/** How far everything is moved to make up for a printer that draws off its place: right and down, in mm. */
export interface Offset {
	readonly x: number;
	readonly y: number;
}

/** A4 upright (ISO 216), in millimetres. */
export const A4 = { width: 210, height: 297 } as const;

/** Further off no printer is; it is the wrong sheet. */
export const OFFSET_MAX_MM = 5;

/** Printers and hands shift a sheet by 1 to 2 mm: what counts keeps this far from a cell's edge. */
export const SAFE_INSET_MM = 3;

/** Between two columns on all sheets whose manual was checked; used where only the size is known. */
const USUAL_GAP_MM = 2.5;

/**
 * Label sheets by the name on their box, and two rolls.
 * - LS-3106 to LS-3109: the maker's manual (Formtec), by a public registry of 10 August 2026.
 * - L7160 and L7163 (Avery): corner and gap as another registry gives them.
 * - All others: the size as that registry gives it, centred. These want the calibration page first.
 */
export const PRESETS = {
	'LS-3108': sheet(2, 7, 99.1, 38.1, { left: 5.0, top: 13.8 }),
	'LS-3100': centred(5, 13, 38.1, 21.2),
	'LS-3102': centred(4, 10, 47.0, 26.9),
	'LS-3104': centred(3, 9, 62.7, 30.1),
	'LS-3106': sheet(3, 8, 64.0, 33.9, { left: 6.5, top: 12.5 }),
	'LS-3107': sheet(2, 8, 99.1, 33.9, { left: 4.7, top: 14.2 }),
	'LS-3109': sheet(2, 9, 100.0, 29.9, { left: 3.7, top: 13.5 }),
	'LS-3114': centred(2, 4, 99.1, 67.7),
	'LS-3118': centred(2, 2, 99.1, 140),
	'LS-3120': centred(1, 2, 200, 140),
	'LS-3130': centred(1, 1, 210, 297),
	L7160: sheet(3, 7, 63.5, 38.1, { left: 7.48, top: 15.49, gap: 2.05 }),
	L7163: sheet(2, 7, 99.1, 38.1, { left: 3.35, top: 15.17, gap: 2.82 }),
	L7651: centred(5, 13, 38.1, 21.2),
	'60x35': roll(60, 35),
	'50x30': roll(50, 30)
} as const satisfies Record<string, Layout>;
export type PresetName = keyof typeof PRESETS;

export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

/** How many cells one paper has. */
export function cellsOf({ columns, rows }: Layout): number {
	return columns * rows;
}

/** A cell by its number, from 1, row by row from the top left. */
export function cellAt(layout: Layout, cell: number): Box {
	const { columns, left, top, pitchX, pitchY, width, height } = layout;
	const [column, row] = [(cell - 1) % columns, Math.floor((cell - 1) / columns)];
	return { x: left + column * pitchX, y: top + row * pitchY, width, height };
}

/** On which page and in which cell the nth badge (from 0) goes when the first page is begun at `start`. */
export function placeOf(
	layout: Layout,
	start: number,
	n: number
): { readonly page: number; readonly cell: number } {
	const slot = start - 1 + n;
	return { page: Math.floor(slot / cellsOf(layout)), cell: (slot % cellsOf(layout)) + 1 };
}

/** How many pages some badges need. */
export function pagesFor(layout: Layout, start: number, count: number): number {
	return count === 0 ? 0 : placeOf(layout, start, count - 1).page + 1;
}

/**
 * The part of a cell that may be printed on: its safe inside, moved by the printer's offset. Where a
 * cell is the whole paper the offset ends at the paper's edge, so that nothing is ever cut off.
 */
export function insideOf(layout: Layout, cell: number, offset: Offset): Box {
	const { x, y, width, height } = inset(cellAt(layout, cell), SAFE_INSET_MM);
	return {
		x: clamp(x + offset.x, 0, layout.paper.width - width),
		y: clamp(y + offset.y, 0, layout.paper.height - height),
		width,
		height
	};
}

/** A box that much smaller on every side. */
export function inset({ x, y, width, height }: Box, by: number): Box {
	return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

/** Printers reach no closer to the edge of a paper; 4.2 mm is what most of them promise. */
const UNPRINTABLE_MM = 4.2;
const NOTE_HEIGHT_MM = 3;

/** A line above all cells for the note on how to print; null where the cells leave no room for it. */
export function noteOf({ paper, top }: Layout): Box | null {
	const box = {
		x: 10,
		y: UNPRINTABLE_MM,
		width: paper.width - 20,
		height: NOTE_HEIGHT_MM
	};
	return top - OFFSET_MAX_MM + SAFE_INSET_MM >= box.y + box.height ? box : null;
}

function sheet(
	columns: number,
	rows: number,
	width: number,
	height: number,
	at: { readonly left: number; readonly top: number; readonly gap?: number }
): Layout {
	const { left, top, gap = USUAL_GAP_MM } = at;
	const [pitchX, pitchY] = [width + gap, height];
	return { paper: A4, columns, rows, width, height, left, top, pitchX, pitchY };
}

/** A sheet whose margins nobody has measured: in the middle of the paper. */
function centred(columns: number, rows: number, width: number, height: number): Layout {
	const across = columns * width + (columns - 1) * USUAL_GAP_MM;
	const at = { left: (A4.width - across) / 2, top: (A4.height - rows * height) / 2 };
	return sheet(columns, rows, width, height, at);
}

/** A roll of single labels for a thermal printer: every label is a paper of its own. */
function roll(width: number, height: number): Layout {
	const paper = { width, height };
	return { paper, columns: 1, rows: 1, width, height, left: 0, top: 0, pitchX: 0, pitchY: 0 };
}

function clamp(value: number, least: number, most: number): number {
	return Math.min(Math.max(value, least), most);
}
