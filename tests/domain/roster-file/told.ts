import { doubtsOf } from '#domain/roster-file/doubts.ts';
import type { RosterLine } from '#domain/roster-file/line.ts';
import type { RosterReading } from '#domain/roster-file/reading.ts';

/** The school year of all files in these tests. */
export const YEAR = 2026;

/**
 * What was understood, a line each: school, grade-class-number and name, `!` and each doubt, `×` and
 * why it is left out.
 */
export function told(reading: RosterReading): string[] {
	if (reading.kind === 'refused') return [`refused: ${reading.reason}`];
	const { understanding } = reading;
	if (understanding.kind === 'no-header') {
		return [`no header: ${understanding.found.flatMap(({ texts }) => texts).join(' ')}`];
	}
	const doubts = doubtsOf(understanding.lines, { school: null, level: null });
	return understanding.lines.map((line, index) =>
		[
			toldLine(line),
			...(doubts[index] ?? []).map(({ kind }) => `!${kind}`),
			...(line.leftOut
				? [`×${'word' in line.leftOut ? line.leftOut.word : line.leftOut.kind}`]
				: [])
		].join(' ')
	);
}

export function toldLine({ listed }: RosterLine): string {
	const place = [listed.grade, listed.classNo, listed.number].map((part) => part ?? '?').join('-');
	return [listed.school, place, listed.name].filter(Boolean).join(' ');
}

/** Which columns were refused, and for what. */
export function refusedColumns(reading: RosterReading): string[] {
	if (reading.kind === 'refused' || reading.understanding.kind === 'no-header') return [];
	return reading.understanding.columns.flatMap(({ column, fate }) =>
		fate.kind === 'refused' ? [`${column} ${fate.what}`] : []
	);
}
