import type { Place } from '#domain/roster-file/place.ts';
import type { Away } from '#domain/roster-file/pupil-name.ts';
import type { Refused } from '#domain/roster-file/vocabulary.ts';
import { tidy } from '#domain/roster-file/writing.ts';

/** A participant as a list names them; null for what the list does not say. */
export interface Listed extends Place {
	readonly school: string | null;
	readonly name: string;
}

/** Where in the file a line was found, as the spreadsheet itself counts: rows from 1, columns from A. */
export interface Origin {
	readonly sheet: string;
	readonly row: number;
	readonly column: string;
}

/** What reading a line left open. Correcting the part that it names settles it. */
export type Note =
	/** Something is written there that means neither grade, class nor number. */
	| { readonly kind: 'unreadable'; readonly part: keyof Place }
	/** A spreadsheet took `1-3` for a date. What it was is a guess. */
	| { readonly kind: 'date'; readonly part: keyof Place }
	/** The student number or two columns say different things; the column of its own was believed. */
	| { readonly kind: 'contradiction'; readonly part: keyof Place }
	/** The cell is empty; the line above said so. */
	| { readonly kind: 'carried'; readonly part: keyof Place | 'school' }
	/** What was written there must not be kept and was dropped. */
	| { readonly kind: 'dropped'; readonly part: keyof Listed; readonly what: Refused };

/** Why a line does not take part. Staff can take it in again. */
export type LeftOut =
	| { readonly kind: 'away'; readonly word: Away }
	| { readonly kind: 'struck' }
	/** In a row that the spreadsheet hides or filters out. */
	| { readonly kind: 'hidden' }
	| { readonly kind: 'by-hand' };

/** One person whom a file names, as far as it was understood. */
export interface RosterLine {
	readonly origin: Origin;
	readonly listed: Listed;
	readonly notes: readonly Note[];
	readonly leftOut: LeftOut | null;
}

/** Puts right what staff know better than the file. The notes about the corrected parts are settled. */
export function correct(line: RosterLine, changes: Partial<Listed>): RosterLine {
	const listed = { ...line.listed, ...changes };
	return {
		...line,
		listed: { ...listed, name: tidy(listed.name), school: tidy(listed.school ?? '') || null },
		notes: line.notes.filter(({ part }) => !(part in changes))
	};
}

/** Takes a line out of the import, or back in. */
export function leaveOut(line: RosterLine, out: boolean): RosterLine {
	return { ...line, leftOut: out ? { kind: 'by-hand' } : null };
}
