import { NOWHERE, placeIn, placeOf } from '#domain/roster-file/place.ts';
import type { Block, Header } from '#domain/roster-file/header.ts';
import { schoolIn, schoolOf } from '#domain/roster-file/school-name.ts';
import { cellAt, type Cover, type Sheet } from '#domain/roster-file/sheet.ts';
import { meaningOf } from '#domain/roster-file/vocabulary.ts';

/** What titles say about everybody below them. */
export interface Context {
	readonly school: string | null;
	readonly grade: number | null;
	readonly classNo: number | null;
}

/** What nobody has said anything about. */
export const SILENT: Context = { school: null, grade: null, classNo: null };

/** A form may fill the head of a page; what stands further up belongs to something else. */
const TITLE_ROWS_MAX = 12;

/** What the name of a sheet says, such as `1-3` or `새빛나래중학교 1학년 3반`. */
export function contextOf(text: string): Context {
	const { grade, classNo } = placeIn(text);
	return { school: schoolIn(text), grade, classNo };
}

/** Fills what the nearer does not say with what the wider says. A new grade makes an old class void. */
export function within(nearer: Context, wider: Context): Context {
	const elsewhere = nearer.grade !== null && wider.grade !== null && nearer.grade !== wider.grade;
	return {
		school: nearer.school ?? wider.school,
		grade: nearer.grade ?? wider.grade,
		classNo: nearer.classNo ?? (elsewhere ? null : wider.classNo)
	};
}

/**
 * What the titles above a list say: `2026학년도 1학년 3반 명렬표`, or `학년 | 1 | 반 | 3`. A title that
 * stands over one of several lists counts only there, one that is merged over them or alone in its
 * row counts for all.
 *
 * @param after the last row that belongs to the list before
 */
export function titlesAbove(
	sheet: Sheet,
	cover: Cover,
	header: Header,
	block: Block,
	after: number
): Context {
	const [first, last] = [header.blocks[0], header.blocks.at(-1)];
	const left = block === first ? 0 : block.left;
	const right = block === last ? Infinity : block.right;
	let own = SILENT;
	let shared = SILENT;
	for (let row = Math.max(after + 1, header.top - TITLE_ROWS_MAX); row < header.bottom; row++) {
		const filled = filledIn(sheet, row);
		for (const column of filled) {
			const span = cover(row, column) ?? { left: column, right: column };
			const inside = span.left >= left && span.right <= right;
			const across = span.left <= right && span.right >= left && !inside;
			const alone = filled.length === 1 && cover(row, column) === null;
			const said = titleAt(sheet, row, column, filled);
			if (across || alone) shared = within(said, shared);
			else if (inside) own = within(said, own);
		}
	}
	return within(own, shared);
}

function filledIn(sheet: Sheet, row: number): number[] {
	const cells = sheet.rows[row] ?? [];
	return [...cells.keys()].filter((column) => cells[column]?.text.trim());
}

function titleAt(sheet: Sheet, row: number, column: number, filled: readonly number[]): Context {
	const { text } = cellAt(sheet, row, column);
	const label = meaningOf(text);
	const next = filled[filled.indexOf(column) + 1];
	if (label.kind !== 'wanted' || next === undefined) return contextOf(text);
	const value = cellAt(sheet, row, next).text;
	if (label.field === 'school') return { ...SILENT, school: schoolOf(value) };
	if (label.field !== 'grade' && label.field !== 'class') return SILENT;
	const { grade, classNo } = placeOf(label.field, value) ?? NOWHERE;
	return { school: null, grade, classNo };
}
