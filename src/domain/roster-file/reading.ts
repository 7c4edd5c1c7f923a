import { tableOf, type Separator } from '#domain/roster-file/delimited.ts';
import type { Unreadable } from '#domain/roster-file/file-kind.ts';
import { sheetOf } from '#domain/roster-file/sheet.ts';
import { decode, type Encoding } from '#domain/roster-file/text.ts';
import { understand, type Understanding } from '#domain/roster-file/understand.ts';

/** Why nothing of a file was read; staff are told what to do about each. */
export type RefusedFile =
	| Unreadable
	/** More bytes than any roster has. */
	| 'too-large'
	/** Small, but would unpack into more than a computer should be asked to hold. */
	| 'bomb'
	/** More rows than a center has participants. */
	| 'too-many-rows';

/** What a file was taken for. Staff see the guess, and can tell when it is wrong. */
export type Source =
	| { readonly kind: 'xlsx' }
	| {
			readonly kind: 'text';
			readonly encoding: Encoding;
			/** Some characters are lost. */
			readonly damaged: boolean;
			readonly separator: Separator;
	  }
	| { readonly kind: 'pasted'; readonly separator: Separator };

/** What became of a file that staff handed in. */
export type RosterReading =
	| { readonly kind: 'read'; readonly source: Source; readonly understanding: Understanding }
	| { readonly kind: 'refused'; readonly reason: RefusedFile };

/** Files of more bytes are refused before anything is read. */
export const FILE_BYTES_MAX = 30 * 1024 * 1024;
/** A year of a busy center has 30,623 participations. */
export const ROWS_MAX = 100_000;

/**
 * Reads a CSV or TSV file.
 *
 * @param bytes the whole file
 * @param year the present year
 */
export function readTextFile(bytes: Uint8Array, year: number): RosterReading {
	const { text, encoding, damaged } = decode(bytes);
	const { separator, rows } = tableOf(text);
	return readRows(rows, { kind: 'text', encoding, damaged, separator }, year);
}

/** Reads what staff copied out of a spreadsheet, a Hangul document or a web page. */
export function readPasted(text: string, year: number): RosterReading {
	const { separator, rows } = tableOf(text);
	return readRows(rows, { kind: 'pasted', separator }, year);
}

function readRows(
	rows: readonly (readonly string[])[],
	source: Source,
	year: number
): RosterReading {
	if (rows.length > ROWS_MAX) return { kind: 'refused', reason: 'too-many-rows' };
	return { kind: 'read', source, understanding: understand([sheetOf('', rows)], year) };
}
