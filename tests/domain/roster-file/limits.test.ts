import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { FILE_BYTES_MAX, readPasted, ROWS_MAX } from '#domain/roster-file/reading.ts';
import { readRosterFile } from '#office/roster-file/read.ts';
import { utf8 } from './bytes.ts';
import { told, YEAR } from './told.ts';
import { partsOf, sheet, workbook, type Written } from './workbook.ts';

const read = (bytes: Uint8Array) => told(readRosterFile(bytes, YEAR, () => {}));
const SMALL = {
	sheets: [
		{
			name: '1-3',
			rows: [
				['번호', '성명'],
				[1, '김새봄']
			] as Written[][]
		}
	]
};

/** Nothing but blanks, packed as well as can be; the directory may claim another size. */
function bomb(megabytes: number, claimed: number | null): Uint8Array {
	const blanks = new Uint8Array(megabytes * 1024 * 1024).fill(32);
	const bytes = zipSync({ ...partsOf(SMALL), 'xl/worksheets/sheet1.xml': blanks }, { level: 9 });
	if (claimed === null) return bytes;
	const view = new DataView(bytes.buffer);
	for (let at = 0; at + 4 < bytes.length; at++) {
		if (view.getUint32(at, true) !== 0x02014b50) continue;
		if (view.getUint32(at + 24, true) === blanks.length) view.setUint32(at + 24, claimed, true);
	}
	return bytes;
}

describe('files that would take more than a computer has', () => {
	test('a zip bomb is refused before it is unpacked', () => {
		expect(read(bomb(16, null))).toEqual(['refused: bomb']);
	});

	test('a zip bomb that lies about its size is stopped while it unpacks', () => {
		expect(read(bomb(16, 1_000))).toEqual(['refused: bomb']);
	});

	test('a bomb that is one part under many names is refused by the sum of them', () => {
		const sheets = Array.from({ length: 40 }, (_, at) => ({ name: `1-${at + 1}`, rows: [] }));
		const parts = {
			'xl/worksheets/sheet1.xml': strToU8(`<worksheet>${' '.repeat(7_000_000)}</worksheet>`),
			'xl/_rels/workbook.xml.rels': strToU8(
				sheets
					.map(
						(_, at) =>
							`<Relationship Id="rId${at + 1}" Type="/worksheet" Target="worksheets/sheet1.xml"/>`
					)
					.join('')
					.replace(/^.*$/, '<Relationships>$&</Relationships>')
			)
		};
		expect(read(workbook({ sheets, parts }))).toEqual(['refused: bomb']);
	});

	test('an archive of thousands of parts is refused', () => {
		const parts = Object.fromEntries(
			Array.from({ length: 2_001 }, (_, at) => [`xl/media/${at}.png`, strToU8('x')])
		);
		expect(read(workbook({ ...SMALL, parts }))).toEqual(['refused: bomb']);
	});

	test('entities that multiply each other are not expanded', () => {
		const laughs = strToU8(
			'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
		);
		expect(read(workbook({ ...SMALL, parts: { 'xl/sharedStrings.xml': laughs } }))).toHaveLength(1);
	});

	test('a file one byte too large is refused, whatever it is', () => {
		expect(read(new Uint8Array(FILE_BYTES_MAX + 1).fill(65))).toEqual(['refused: too-large']);
	});

	test('a list may have as many rows as a center could need, and not one more', () => {
		const rows = (count: number) => `번호,성명\n${'\n'.repeat(count - 2)}`;
		expect(readPasted(rows(ROWS_MAX), YEAR).kind).toBe('read');
		expect(told(readPasted(rows(ROWS_MAX + 1), YEAR))).toEqual(['refused: too-many-rows']);
	});

	test('formatting down to the last row of a sheet is not taken for rows', () => {
		const bytes = workbook({
			...SMALL,
			parts: {
				'xl/worksheets/sheet1.xml': utf8(
					'<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>성명</t></is></c></row>' +
						'<row r="2"><c r="A2" t="inlineStr"><is><t>김새봄</t></is></c></row>' +
						'<row r="1048576"><c r="A1048576" s="0"/></row></sheetData>' +
						'<mergeCells><mergeCell ref="C1:XFD1048576"/></mergeCells></worksheet>'
				)
			}
		});
		expect(read(bytes)).toEqual(['1-3-? 김새봄 !missing']);
	});
});

describe('a list of 20,000 pupils', () => {
	const rows = Array.from({ length: 20_000 }, (_, at) => [
		(Math.floor(at / 9_000) % 3) + 1,
		(Math.floor(at / 300) % 30) + 1,
		(at % 300) % 99 || 99,
		`김${String.fromCharCode(0xac00 + (at % 11_172))}${String.fromCharCode(0xac00 + ((at * 7) % 11_172))}`,
		'2013-03-02',
		'010-2947-6183'
	]);
	const header = ['학년', '반', '번호', '성명', '생년월일', '연락처'];

	test('is understood from a workbook, and told about on the way', () => {
		const shares: number[] = [];
		const reading = readRosterFile(sheet([header, ...rows]), YEAR, (share) => shares.push(share));
		const lines = told(reading);
		expect(lines).toHaveLength(20_000);
		expect(lines[0]).toMatch(/^1-1-99 김가가/);
		expect(shares).toEqual([...shares].sort((a, b) => a - b));
		expect(Math.max(...shares)).toBeLessThan(1);
	});

	test('and from a text file', () => {
		const text = [header, ...rows].map((row) => row.join(',')).join('\r\n');
		expect(told(readRosterFile(utf8(text), YEAR, () => {}))).toHaveLength(20_000);
	});
});

describe('a list in which everybody is alike', () => {
	const rows = Array.from({ length: 20_000 }, () => '1,3,5,김새봄').join('\n');

	test('is doubted line by line, without naming everybody to everybody', () => {
		const reading = readPasted(`학년,반,번호,성명\n${rows}`, YEAR);
		expect(told(reading)).toEqual(Array.from({ length: 20_000 }, () => '1-3-5 김새봄 !duplicate'));
	});
});
