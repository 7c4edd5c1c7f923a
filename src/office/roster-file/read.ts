import { fileKind } from '#domain/roster-file/file-kind.ts';
import { FILE_BYTES_MAX, readTextFile, type RosterReading } from '#domain/roster-file/reading.ts';
import { understand } from '#domain/roster-file/understand.ts';
import type { Entry } from '#domain/roster-file/archive.ts';
import { UnreadableFile } from '#office/roster-file/unreadable-file.ts';
import { Archive } from '#office/roster-file/unpack.ts';
import { openWorkbook } from '#office/roster-file/workbook.ts';
import { readWorksheet } from '#office/roster-file/worksheet.ts';

/** Told how much of the work is done, from 0 to 1. */
export type Progress = (share: number) => void;

/** How much of the work is unpacking; the rest is understanding. */
const UNPACKING_SHARE = 0.7;

/**
 * Reads a roster file of any kind. Every file ends in a value: what it was understood to say, or why
 * it was refused.
 *
 * @param bytes the whole file
 * @param year the present year
 */
export function readRosterFile(bytes: Uint8Array, year: number, progress: Progress): RosterReading {
	if (bytes.length > FILE_BYTES_MAX) return { kind: 'refused', reason: 'too-large' };
	const file = fileKind(bytes);
	if (file.kind === 'text') return readTextFile(bytes, year);
	if (file.kind !== 'xlsx') return { kind: 'refused', reason: file.kind };
	try {
		return readWorkbook(bytes, file.entries, year, progress);
	} catch (error) {
		if (error instanceof UnreadableFile) return { kind: 'refused', reason: error.reason };
		throw error;
	}
}

function readWorkbook(
	bytes: Uint8Array,
	entries: readonly Entry[],
	year: number,
	progress: Progress
): RosterReading {
	const archive = new Archive(bytes, entries);
	const workbook = openWorkbook(archive);
	const sheets = workbook.sheets.map(({ name, part, hidden }, index) => {
		progress((UNPACKING_SHARE * (index + 1)) / (workbook.sheets.length + 1));
		const bytesOfSheet = archive.part(part);
		if (!bytesOfSheet) throw new UnreadableFile('damaged');
		return readWorksheet(bytesOfSheet, name, hidden, workbook);
	});
	progress(UNPACKING_SHARE);
	return { kind: 'read', source: { kind: 'xlsx' }, understanding: understand(sheets, year) };
}
