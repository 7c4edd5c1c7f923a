import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableOf } from '#domain/roster-file/delimited.ts';

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const row = fc.array(
	fc.string({ unit: fc.constantFrom('가', '1', '"', ',', ';', '\t', '\n', '\r', ' ') }),
	{
		minLength: 2,
		maxLength: 4
	}
);

test('whatever is written with quotes is read as it was', () => {
	fc.assert(
		fc.property(
			fc.array(row, { minLength: 1 }),
			fc.constantFrom('\r\n', '\n', '\r'),
			(rows, end) => {
				const text = `sep=,${end}${rows.map((cells) => cells.map(quoted).join(',')).join(end)}`;
				expect(tableOf(text)).toEqual({ separator: 'comma', rows });
			}
		)
	);
});

test('no text is lost, whatever it is', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			const letters = tableOf(text).rows.flat().join('');
			const kept = text
				.replace(/^sep=.(\r\n|[\n\r])/i, '')
				.replace(/[",;\t\n\r\u0085\u2028\u2029]/g, '');
			expect(letters.replace(/[",;\t\n\r\u0085\u2028\u2029]/g, '')).toBe(kept);
		})
	);
});

test('what a spreadsheet copies is separated by tabs, even where names have commas', () => {
	expect(tableOf('번호\t이름\n1\t봄, 새\n2\t솔, 이')).toEqual({
		separator: 'tab',
		rows: [
			['번호', '이름'],
			['1', '봄, 새'],
			['2', '솔, 이']
		]
	});
});
