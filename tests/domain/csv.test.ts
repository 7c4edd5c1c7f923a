import { expect, test } from 'vitest';
import { csvRow } from '#domain/csv.ts';

test('what would end a cell or a row is quoted, and a row ends as spreadsheets expect', () => {
	expect(csvRow(['김새봄', 'a,b', 'she said "hi"', 'two\nlines', 7])).toBe(
		'김새봄,"a,b","she said ""hi""","two\nlines",7\r\n'
	);
});

test.each(['=1+1', '+82', '-1', '@SUM(A1)', '\tx', '\rx'])(
	'a text that a spreadsheet would compute is kept from it: %j',
	(text) => {
		expect(csvRow([text]).replace(/^"/, '')).toMatch(/^'/);
	}
);

test('a number is a number, negative ones as well', () => {
	expect(csvRow([-1])).toBe('-1\r\n');
});
