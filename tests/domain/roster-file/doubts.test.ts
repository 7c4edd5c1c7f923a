import { describe, expect, test } from 'vitest';
import { doubtsOf, hinders, type Expected } from '#domain/roster-file/doubts.ts';
import { correct, leaveOut, type RosterLine } from '#domain/roster-file/line.ts';
import { lines, SCHOOL } from './lines.ts';

const MIDDLE: Expected = { school: SCHOOL, level: 'MIDDLE' };
const kinds = (list: readonly RosterLine[], expected: Expected = MIDDLE) =>
	doubtsOf(list, expected).map((doubts) => doubts.map(({ kind }) => kind).join(' '));

describe('what is doubtful about a line', () => {
	test('nothing about a whole one', () => {
		expect(kinds(lines('1-3-1 김새봄', '3-12-40 이솔'))).toEqual(['', '']);
	});

	test('what is missing is named, part by part', () => {
		expect(doubtsOf(lines('?-?-? '), MIDDLE)).toEqual([
			[
				{ kind: 'missing', part: 'name' },
				{ kind: 'missing', part: 'grade' },
				{ kind: 'missing', part: 'classNo' },
				{ kind: 'missing', part: 'number' }
			]
		]);
	});

	test.each([
		['MIDDLE', '3', '4', 3],
		['HIGH', '3', '4', 3],
		['ELEMENTARY', '6', '7', 6],
		['SPECIAL', '6', '7', 6]
	] as const)('a grade beyond the last one of %s', (level, last, beyond, grades) => {
		const expected = { school: '다솜학교', level };
		expect(kinds(lines(`${last}-1-1 김새봄`), expected)).toEqual(['']);
		expect(doubtsOf(lines(`${beyond}-1-1 김새봄`), expected)).toEqual([
			[{ kind: 'impossible-grade', grades }]
		]);
	});

	test('a school that a line names itself says its own level', () => {
		const named = lines('5-1-1 김새봄').map((line) => correct(line, { school: '별솔초등학교' }));
		expect(kinds(named, { school: null, level: null })).toEqual(['']);
	});

	test('a school other than the chosen one, however it is abbreviated', () => {
		const of = (school: string) => lines('1-3-1 김새봄').map((line) => correct(line, { school }));
		expect(kinds(of('새빛나래중'))).toEqual(['']);
		expect(kinds(of('한울샘중학교'))).toEqual(['other-school']);
	});

	test('who is out of school has neither grade nor class', () => {
		expect(kinds(lines('?-?-? 김새봄'), { school: null, level: 'OUT_OF_SCHOOL' })).toEqual(['']);
	});

	test.each(['김�봄', '±è¹ÎÁØ', '源誘쇱', 'ㄱㅣㅁ', '김?봄', '1234', '김새봄99'])(
		'%s is nobody’s name',
		(name) => {
			expect(kinds(lines(`1-3-1 ${name}`))).toEqual(['unreadable-name']);
		}
	);

	test.each([
		'이 산',
		"O'Brien",
		'José',
		'王小明',
		'홍길동(洪吉童)',
		'Юлия',
		'김민준1',
		'아이굴·사비나'
	])('%s may be somebody’s name', (name) => expect(kinds(lines(`1-3-1 ${name}`))).toEqual(['']));

	test('only a line without a name to go by cannot be taken in', () => {
		const hindering = (text: string) => doubtsOf(lines(text), MIDDLE)[0]?.some(hinders);
		expect(hindering('1-3-1 김?봄')).toBe(true);
		expect(hindering('1-3-1 ')).toBe(true);
		expect(hindering('?-?-? 김새봄')).toBe(false);
	});
});

describe('what is doubtful about lines together', () => {
	test('the same name in one class, with different numbers', () => {
		expect(doubtsOf(lines('1-3-1 김민준', '1-3-2 김민준'), MIDDLE)).toEqual([
			[{ kind: 'namesake', lines: [1] }],
			[{ kind: 'namesake', lines: [0] }]
		]);
		expect(kinds(lines('1-3-1 김민준', '1-4-2 김민준'))).toEqual(['', '']);
	});

	test('the same name where a number does not tell them apart', () => {
		expect(kinds(lines('1-3-1 김민준', '1-3-? 김민준'))).toEqual([
			'duplicate',
			'missing duplicate'
		]);
	});

	test('one number for two people', () => {
		expect(kinds(lines('1-3-1 김새봄', '1-3-1 이솔', '1-4-1 박봄'))).toEqual([
			'same-number',
			'same-number',
			''
		]);
	});
});

describe('staff put it right', () => {
	const [date, twin] = lines('?-?-5 김새봄', '1-3-5 이솔');
	const list =
		date && twin ? [{ ...date, notes: [{ kind: 'date', part: 'classNo' } as const] }, twin] : [];

	test('a correction settles what was doubtful, and may raise something else', () => {
		expect(kinds(list)).toEqual(['date missing missing', '']);
		const [line, other] = list;
		const corrected = line && other ? [correct(line, { grade: 1, classNo: 3 }), other] : [];
		expect(kinds(corrected)).toEqual(['same-number', 'same-number']);
	});

	test('a corrected name is tidied like one from a file', () => {
		const [line] = lines('1-3-1 김?봄');
		expect(line && correct(line, { name: ' 김\u200b새봄 '.normalize('NFD') }).listed.name).toBe(
			'김새봄'
		);
	});

	test('a line that is left out raises no doubts, until it is taken in again', () => {
		const [line, other] = lines('1-3-1 김새봄', '1-3-1 김새봄');
		const out = line && other ? [leaveOut(line, true), other] : [];
		expect(kinds(out)).toEqual(['', '']);
		expect(kinds(out.map((it) => leaveOut(it, false)))).toEqual(['duplicate', 'duplicate']);
	});
});
