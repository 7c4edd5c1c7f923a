import { A4, inset, type Box, type Layout } from '#domain/label.ts';

/** Around what is read, on a list that goes into a teacher's folder. */
const MARGIN_MM = 8;
const HEADER_MM = 20;
const FOOTER_MM = 8;
const COLUMNS = 4;
/** Nine rows of four: 36 pupils to a page. A larger class goes on to a second one. */
const ROWS = 9;
/** The lines between two pupils are drawn, so that less white does. */
const INSET_MM = 1.5;

const width = (A4.width - 2 * MARGIN_MM) / COLUMNS;
const height = (A4.height - 2 * MARGIN_MM - HEADER_MM - FOOTER_MM) / ROWS;

/** A class on one page: for a teacher who hands the badges out, or holds a list up to a scanner. */
export const CLASS_SHEET: Layout = {
	paper: A4,
	columns: COLUMNS,
	rows: ROWS,
	width,
	height,
	left: MARGIN_MM,
	top: MARGIN_MM + HEADER_MM,
	pitchX: width,
	pitchY: height
};

/** Whose list it is, above the pupils. */
export const CLASS_SHEET_HEADER: Box = {
	x: MARGIN_MM,
	y: MARGIN_MM,
	width: A4.width - 2 * MARGIN_MM,
	height: HEADER_MM
};

/** Until when to destroy it, below them. */
export const CLASS_SHEET_FOOTER: Box = {
	x: MARGIN_MM,
	y: A4.height - MARGIN_MM - FOOTER_MM,
	width: A4.width - 2 * MARGIN_MM,
	height: FOOTER_MM
};

/** The part of a pupil's cell that is printed on. */
export function pupilInside(cell: Box): Box {
	return inset(cell, INSET_MM);
}
