import { describe, expect, test } from 'vitest';
import { readPasted } from '#domain/roster-file/reading.ts';
import type { Understanding } from '#domain/roster-file/understand.ts';
import { readRosterFile } from '#office/roster-file/read.ts';
import { workbook, type WrittenSheet } from './workbook.ts';
import { YEAR } from './told.ts';

type Understood = Extract<Understanding, { kind: 'understood' }>;

function understood(...sheets: readonly WrittenSheet[]): Understood {
	const reading = readRosterFile(workbook({ sheets }), YEAR, () => {});
	if (reading.kind !== 'read' || reading.understanding.kind !== 'understood') {
		throw new Error(`Not understood: ${JSON.stringify(reading)}`);
	}
	return reading.understanding;
}

const ONE = {
	name: '1-3',
	rows: [
		['번호', '성명'],
		[1, '김새봄']
	]
};

describe('staff can follow what was understood', () => {
	test('each line says where in the file it stands, as the spreadsheet counts', () => {
		const rows = [
			['1학년 3반'],
			[],
			[null, '번호', '성명'],
			[null, 1, '김새봄'],
			[],
			[null, 2, '이솔']
		];
		const { lines } = understood({ name: '명렬표', rows });
		expect(lines.map(({ origin }) => origin)).toEqual([
			{ sheet: '명렬표', row: 4, column: 'C' },
			{ sheet: '명렬표', row: 6, column: 'C' }
		]);
	});

	test('each column says what became of it', () => {
		const { columns } = understood({
			name: '1-3',
			rows: [
				['번호', '성명', '동아리', '생년월일', '비고'],
				[1, '김새봄', '바둑', '2013-03-02', '']
			],
			hiddenColumns: [1]
		});
		expect(columns.map(({ column, header, fate }) => [column, header, fate])).toEqual([
			['A', '번호', { kind: 'hidden' }],
			['B', '성명', { kind: 'used', field: 'name' }],
			['C', '동아리', { kind: 'ignored' }],
			['D', '생년월일', { kind: 'refused', what: 'birth-date', by: 'header' }],
			['E', '비고', { kind: 'used', field: 'remark' }]
		]);
	});

	test('a row that names nobody is said to be skipped, a blank one is not', () => {
		const rows = [['번호', '성명'], [1, '김새봄'], [], [2, null], [null, '합계 1명']];
		expect(understood({ name: '1-3', rows }).skipped).toEqual([
			{ sheet: '1-3', row: 4, kind: 'vacant' },
			{ sheet: '1-3', row: 5, kind: 'no-name' }
		]);
	});

	test('a sheet of which nothing was read is named, an empty one is not', () => {
		const { unreadSheets } = understood(
			ONE,
			{ name: '안내', rows: [['이 파일은 학교에서 만들었습니다']] },
			{ name: '작년', rows: ONE.rows, hidden: true },
			{ name: 'Sheet3', rows: [] }
		);
		expect(unreadSheets).toEqual([
			{ sheet: '안내', why: 'no-header' },
			{ sheet: '작년', why: 'hidden' }
		]);
	});

	test('a workbook of hidden sheets only is read all the same', () => {
		expect(understood({ ...ONE, hidden: true }).lines).toHaveLength(1);
	});

	test('without a header, what was looked for and what was found is said', () => {
		const reading = readPasted('학년\t반\t호칭\n1\t3\t김새봄', YEAR);
		expect(reading).toMatchObject({
			understanding: {
				kind: 'no-header',
				lookedFor: ['name', 'grade', 'class', 'number'],
				found: [{ sheet: '', row: 1, texts: ['학년', '반', '호칭'] }]
			}
		});
	});
});

describe('a date in the place of a class', () => {
	const dated = (days: number) =>
		understood({
			name: '',
			rows: [
				['학년반', '번호', '성명'],
				[{ date: days }, 1, '김새봄'],
				['1-4', 2, '이솔']
			]
		});

	test('is what a spreadsheet made of 1-3, if it is recent', () => {
		// 3 January 2026
		expect(dated(46_025).lines[0]).toMatchObject({
			listed: { grade: 1, classNo: 3 },
			notes: [{ kind: 'date', part: 'classNo' }]
		});
	});

	test('is a date of birth, if a pupil could have been born then', () => {
		// 3 January 2020 and 3 January 2021: somebody born in 2021 is five.
		expect(dated(43_833).columns[0]?.fate).toMatchObject({ kind: 'refused', what: 'birth-date' });
		expect(dated(44_199).lines[0]?.listed).toMatchObject({ grade: 1, classNo: 3 });
	});
});
