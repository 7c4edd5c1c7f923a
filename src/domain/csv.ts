/** Marks a file as UTF-8: without it spreadsheets on Korean Windows read it as CP949. */
export const CSV_BEGINNING = '\uFEFF';

const FORMULA = /^[=+\-@\t\r]/;
const SPECIAL = /[",\r\n]/;

/**
 * One row of a file that spreadsheets open (RFC 4180), with its line end. A text that a spreadsheet would
 * compute is kept from it by an apostrophe; numbers are left as they are.
 */
export function csvRow(cells: readonly (string | number)[]): string {
	return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number): string {
	if (typeof value === 'number') return String(value);
	const text = FORMULA.test(value) ? `'${value}` : value;
	return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
