import { zipSync } from 'fflate';
import { compound, cp949, utf16, utf8, withMark } from './bytes.ts';
import { sheet, workbook, type Written } from './workbook.ts';

/** A file as a school might send it, and what must be understood; see `told` for how that is written. */
export interface NastyFile {
	readonly name: string;
	readonly bytes: Uint8Array;
	readonly told: readonly string[];
	/** Columns that must be named as refused: the column and what it holds. */
	readonly refused?: readonly string[];
}

const HEADER = ['학년', '반', '번호', '성명'];
const CLASS = [
	HEADER,
	['1', '3', '1', '김새봄'],
	['1', '3', '2', '남궁하늘'],
	['1', '3', '3', '이 산']
];
const CLASS_TOLD = ['1-3-1 김새봄', '1-3-2 남궁하늘', '1-3-3 이 산'];

const csv = (rows: readonly (readonly string[])[], sign = ',', end = '\r\n') =>
	rows.map((row) => row.join(sign)).join(end);
const book = (rows: readonly (readonly Written[])[], more: Parameters<typeof sheet>[1] = {}) =>
	sheet(rows, more);

/** What a center must never have. No test may find any of it in a result. */
export const SECRETS = {
	resident: '130302-3154821',
	phone: '010-2947-6183',
	eatenPhone: '1029476183',
	birth: '2013-03-02',
	birthDigits: '20130302',
	address: '해봄구 새싹로 4712',
	personal: 'B104728193',
	email: 'saebom@haebom.example'
} as const;
const { resident, phone, eatenPhone, birth, birthDigits, address, personal, email } = SECRETS;

const encodings: NastyFile[] = [
	{ name: 'CSV as Korean Excel saves it (CP949)', bytes: cp949(csv(CLASS)), told: CLASS_TOLD },
	{ name: 'UTF-8', bytes: utf8(csv(CLASS)), told: CLASS_TOLD },
	{ name: 'UTF-8 with a byte order mark', bytes: withMark(csv(CLASS)), told: CLASS_TOLD },
	{
		name: '“유니코드 텍스트” of Excel: UTF-16LE with tabs',
		bytes: utf16(csv(CLASS, '\t'), 'le'),
		told: CLASS_TOLD
	},
	{ name: 'UTF-16BE with a mark', bytes: utf16(csv(CLASS, '\t'), 'be'), told: CLASS_TOLD },
	{
		name: 'UTF-16LE without a mark',
		bytes: utf16(csv(CLASS, '\t'), 'le', false),
		told: CLASS_TOLD
	},
	{
		name: 'a character that was lost before the file was saved',
		bytes: utf8(csv([HEADER, ['1', '3', '1', '김?봄'], ['1', '3', '2', '源誘쇱']])),
		told: ['1-3-1 김?봄 !unreadable-name', '1-3-2 源誘쇱 !unreadable-name']
	},
	{
		name: 'CP949 with a byte missing in a name',
		bytes: cp949(csv([HEADER, ['1', '3', '1', '김새봄'], ['1', '3', '2', '이산']])).filter(
			(_, at, all) => at !== all.length - 1
		),
		told: ['1-3-1 김새봄', '1-3-2 이� !unreadable-name']
	}
];

const separators: NastyFile[] = [
	{ name: 'semicolons', bytes: utf8(csv(CLASS, ';')), told: CLASS_TOLD },
	{ name: 'a declared separator', bytes: utf8(`sep=;\r\n${csv(CLASS, ';')}`), told: CLASS_TOLD },
	{ name: 'line ends of old Macintoshes', bytes: utf8(csv(CLASS, ',', '\r')), told: CLASS_TOLD },
	{ name: 'line ends of Unix', bytes: utf8(csv(CLASS, ',', '\n')), told: CLASS_TOLD },
	{ name: 'line ends of Unicode', bytes: utf8(csv(CLASS, ',', '\u2028')), told: CLASS_TOLD },
	{
		name: 'quotes, with line breaks and separators in them',
		bytes: utf8(
			'"학\n년","반","번호","성명","비고"\r\n"1","3","1","김새봄","늦음, ""병원""\r\n오후에"\r\n'
		),
		told: ['1-3-1 김새봄']
	},
	{
		name: 'a quote that is never closed',
		bytes: utf8(csv([HEADER, ['1', '3', '1', '"김새봄'], ['1', '3', '2', '이솔']])),
		told: ['1-3-1 "김새봄', '1-3-2 이솔']
	},
	{
		name: 'cells that a spreadsheet was told to leave alone',
		bytes: utf8(csv([HEADER, ['="1"', "'03", '="07"', '김새봄']])),
		told: ['1-3-7 김새봄']
	}
];

const headers: NastyFile[] = [
	{
		name: 'spaces and full-width letters in the header',
		bytes: utf8(
			csv([
				['학 년', '반　', ' 번　호', '성  명'],
				['１', '３', '１', '김새봄']
			])
		),
		told: ['1-3-1 김새봄']
	},
	{
		name: 'English headers',
		bytes: utf8(
			csv([
				['Grade', 'Class', 'No.', 'Name'],
				['1', '3', '1', "O'Brien"]
			])
		),
		told: ["1-3-1 O'Brien"]
	},
	{
		name: 'a title above that says grade and class',
		bytes: book(
			[['2026학년도 1학년 3반 명렬표'], [], ['번호', '이름'], [1, '김새봄'], [2, '이솔']],
			{
				merged: ['A1:D1']
			}
		),
		told: ['1-3-1 김새봄', '1-3-2 이솔']
	},
	{
		name: 'a title that says the school, in one cell with everything',
		bytes: book([['새빛나래중학교 2026학년도 2학년 11반'], ['번호', '학생이름'], [1, '김새봄']]),
		told: ['새빛나래중학교 2-11-1 김새봄']
	},
	{
		name: 'a form that says grade and class in cells of their own',
		bytes: book([
			['학교명', '새빛나래중학교', '학년', 1, '반', 3],
			['번호', '성명', '비고'],
			[1, '김새봄']
		]),
		told: ['새빛나래중학교 1-3-1 김새봄']
	},
	{
		name: 'grades of others in the title are not taken for ours',
		bytes: book([
			['1~3학년 진로체험 참가 명단 (2026-3-2 기준, 1-3월)'],
			HEADER,
			[2, 4, 1, '김새봄']
		]),
		told: ['2-4-1 김새봄']
	},
	{
		name: 'a header in two rows, merged',
		bytes: book(
			[
				['학년', '반', '번호', '인적사항', null, '보호자', null],
				[null, null, null, '성명', '생년월일', '성명', '연락처'],
				[1, 3, 1, '김새봄', birth, '김가온', phone]
			],
			{ merged: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1', 'F1:G1'] }
		),
		told: ['1-3-1 김새봄'],
		refused: ['E birth-date', 'F guardian', 'G guardian']
	},
	{
		name: 'a header in two rows, saved as CSV',
		bytes: utf8(
			csv([
				['학생', '', '', '', '보호자', ''],
				['학년', '반', '번호', '성명', '성명', '연락처'],
				['1', '3', '1', '김새봄', '김가온', phone]
			])
		),
		told: ['1-3-1 김새봄'],
		refused: ['E guardian', 'F guardian']
	},
	{
		name: 'a form left empty right above the list, whose words are not the list’s',
		bytes: utf8(csv([['연락처', '이메일', '주소', '담당'], HEADER, ['1', '3', '1', '김새봄']])),
		told: ['1-3-1 김새봄']
	},
	{
		name: 'a header that is merged over two columns',
		bytes: book(
			[
				['번호', '성명', null, '학년', '반'],
				[1, '김새봄', null, 1, 3]
			],
			{
				merged: ['B1:C1', 'B2:C2']
			}
		),
		told: ['1-3-1 김새봄']
	},
	{
		name: 'two lists of one class side by side',
		bytes: book([
			['1학년 3반'],
			['번호', '성명', '비고', '번호', '성명', '비고'],
			[1, '김새봄', null, 3, '박하늘', null],
			[2, '이솔', null, 4, '최다솜', null]
		]),
		told: ['1-3-1 김새봄', '1-3-2 이솔', '1-3-3 박하늘', '1-3-4 최다솜']
	},
	{
		name: 'a title in the middle of the page, over two lists',
		bytes: book([
			[null, null, null, '1학년 3반'],
			['번호', '성명', null, '번호', '성명'],
			[1, '김새봄', null, 2, '이솔']
		]),
		told: ['1-3-1 김새봄', '1-3-2 이솔']
	},
	{
		name: 'two classes side by side, each with its title',
		bytes: book(
			[
				['3학년 1반', null, null, '3학년 2반', null, null],
				['번호', '성명', null, '번호', '성명'],
				[1, '김새봄', null, 1, '박하늘']
			],
			{ merged: ['A1:B1', 'D1:E1'] }
		),
		told: ['3-1-1 김새봄', '3-2-1 박하늘']
	},
	{
		name: 'a list continued to the right, where grade and class are only on the left',
		bytes: book([
			['학년', '반', '번호', '성명', '번호', '성명'],
			[1, 3, 1, '김새봄', 3, '박하늘'],
			[1, 3, 2, '이솔', 4, '최다솜']
		]),
		told: ['1-3-1 김새봄', '1-3-2 이솔', '1-3-3 박하늘', '1-3-4 최다솜']
	},
	{
		name: 'the header again after a page break',
		bytes: book([
			['1학년 3반'],
			['번호', '성명'],
			[1, '김새봄'],
			[],
			['- 1 -'],
			['번호', '성명'],
			[2, '이솔']
		]),
		told: ['1-3-1 김새봄', '1-3-2 이솔']
	},
	{
		name: 'several classes below each other, each with a title',
		bytes: book([
			['1학년 3반 명렬표'],
			['번호', '성명'],
			[1, '김새봄'],
			[null, '합계 1명'],
			['1학년 4반 명렬표'],
			['담임: 이든'],
			['번호', '성명'],
			[1, '이솔']
		]),
		told: ['1-3-1 김새봄', '1-4-1 이솔']
	},
	{
		name: 'a class in each sheet, named by the sheet',
		bytes: workbook({
			sheets: [
				{
					name: '1-3',
					rows: [
						['번호', '성명'],
						[1, '김새봄']
					]
				},
				{
					name: '1학년 4반',
					rows: [
						['번호', '성명'],
						[1, '이솔']
					]
				},
				{ name: '안내', rows: [['이 파일은 학교에서 만들었습니다']] }
			]
		}),
		told: ['1-3-1 김새봄', '1-4-1 이솔']
	},
	{
		name: 'a hidden sheet',
		bytes: workbook({
			sheets: [
				{
					name: '1-3',
					rows: [
						['번호', '성명'],
						[1, '김새봄']
					]
				},
				{
					name: '작년',
					hidden: true,
					rows: [
						['번호', '성명'],
						[1, '이솔']
					]
				}
			]
		}),
		told: ['1-3-1 김새봄']
	},
	{
		name: 'a running number beside the number in class',
		bytes: utf8(
			csv([
				['연번', ...HEADER],
				['1', '1', '3', '17', '김새봄']
			])
		),
		told: ['1-3-17 김새봄']
	},
	{
		name: 'a running number over several classes, which is nobody’s number in class',
		bytes: utf8(
			csv([
				['No.', '학년', '반', '성명'],
				['1', '1', '3', '김새봄'],
				['2', '1', '3', '이솔'],
				['3', '1', '4', '박봄']
			])
		),
		told: ['1-3-? 김새봄 !missing', '1-3-? 이솔 !missing', '1-4-? 박봄 !missing']
	},
	{
		name: 'words in brackets, and the name of the teacher',
		bytes: utf8(
			csv([
				['성명(담임)', '학년(숫자만)', '학급', '번호(출석)', '이름(국문)', '성명(영문)'],
				['이든', '1', '3', '1', '김새봄', 'KIM SAEBOM']
			])
		),
		told: ['1-3-1 김새봄']
	},
	{
		name: 'the answers to a form on the web',
		bytes: utf8(
			csv([
				[
					'타임스탬프',
					'개인정보 수집에 동의하십니까?',
					'학생 이름을 적어 주세요',
					'학년을 고르세요',
					'보호자 연락처를 적어 주세요'
				],
				['2026. 3. 2 오후 1:00:00', '동의', '김새봄', '1', phone]
			])
		),
		told: ['1-?-? 김새봄 !missing !missing'],
		refused: ['E guardian']
	},
	{
		name: 'a teacher’s form above the list',
		bytes: book([
			['담당교사', '성명', '이든', '연락처', phone],
			['', '이메일', email],
			HEADER,
			[1, 3, 1, '김새봄']
		]),
		told: ['1-3-1 김새봄']
	}
];

const places: NastyFile[] = [
	{
		name: '학번 of five digits and of four',
		bytes: utf8(
			csv([
				['학번', '성명'],
				['10305', '김새봄'],
				['1305', '이솔'],
				['11205', '박봄']
			])
		),
		told: ['1-3-5 김새봄 !same-number', '1-3-5 이솔 !same-number', '1-12-5 박봄']
	},
	{
		name: 'a student number in the column of numbers',
		bytes: book([
			['번호', '성명'],
			[10305, '김새봄']
		]),
		told: ['1-3-5 김새봄']
	},
	{
		name: 'words behind the figures',
		bytes: utf8(csv([HEADER, ['1학년', '3반', '5번', '김새봄'], ['중1', '제3반', '06', '이솔']])),
		told: ['1-3-5 김새봄', '1-3-6 이솔']
	},
	{
		name: 'grade and class in one column',
		bytes: utf8(
			csv([
				['학년/반', '번호', '성명'],
				['1-3', '5', '김새봄'],
				['1학년 3반', '6', '이솔']
			])
		),
		told: ['1-3-5 김새봄', '1-3-6 이솔']
	},
	{
		name: 'grade, class and number in one cell',
		bytes: utf8(
			csv([
				['학번', '성명'],
				['1-3-5', '김새봄'],
				['1학년 3반 6번', '이솔']
			])
		),
		told: ['1-3-5 김새봄', '1-3-6 이솔']
	},
	{
		name: 'where pupils come from, in running text',
		bytes: utf8(
			csv([
				['소속', '이름'],
				['새빛나래중학교 1학년 3반', '김새봄'],
				['한울샘중 2-1', '이솔']
			])
		),
		told: ['새빛나래중학교 1-3-? 김새봄 !missing', '한울샘중 2-1-? 이솔 !missing']
	},
	{
		name: 'the spreadsheet took 1-3 for a date',
		bytes: book([
			['학년반', '번호', '성명'],
			[{ date: 46025 }, 5, '김새봄']
		]),
		told: ['1-3-5 김새봄 !date']
	},
	{
		name: 'a date in the column of numbers, counted from 1904',
		bytes: workbook({
			sheets: [
				{
					name: '1-3',
					rows: [
						['번호', '성명'],
						[{ date: 46025 - 1462 }, '김새봄'],
						[2, '이솔']
					]
				}
			],
			from1904: true
		}),
		told: ['1-3-? 김새봄 !date !missing', '1-3-2 이솔']
	},
	{
		name: 'the eaten date after it was saved as CSV',
		bytes: utf8(
			csv([
				['학년반', '번호', '성명'],
				['01월 03일', '5', '김새봄'],
				['3-Jan', '6', '이솔']
			])
		),
		told: ['1-3-5 김새봄 !date', '1-3-6 이솔 !date']
	},
	{
		name: 'class said once for many, merged',
		bytes: book([HEADER, [1, 3, 1, '김새봄'], [null, null, 2, '이솔'], [1, 4, 1, '박봄']], {
			merged: ['A2:A3', 'B2:B3']
		}),
		told: ['1-3-1 김새봄', '1-3-2 이솔', '1-4-1 박봄']
	},
	{
		name: 'class said once for many, and the merging lost',
		bytes: utf8(csv([HEADER, ['1', '3', '1', '김새봄'], ['', '', '2', '이솔']])),
		told: ['1-3-1 김새봄', '1-3-2 이솔 !carried !carried']
	},
	{
		name: 'formula cells keep what they were',
		bytes: book([
			HEADER,
			[1, 3, { formula: 'ROW()-1', value: 1 }, { formula: 'A1&"봄"', value: '김새봄' }]
		]),
		told: ['1-3-1 김새봄']
	},
	{
		name: 'a grade that the school does not have',
		bytes: book([['새빛나래중학교'], HEADER, [4, 3, 1, '김새봄'], [3, 3, 2, '이솔']]),
		told: ['새빛나래중학교 4-3-1 김새봄 !impossible-grade', '새빛나래중학교 3-3-2 이솔']
	},
	{
		name: 'the student number contradicts the columns',
		bytes: utf8(
			csv([
				['학년', '반', '학번', '성명'],
				['1', '4', '10305', '김새봄']
			])
		),
		told: ['1-4-5 김새봄 !contradiction']
	},
	{
		name: 'a class with a name instead of a number',
		bytes: utf8(csv([HEADER, ['1', '사랑반', '1', '김새봄']])),
		told: ['1-?-1 김새봄 !unreadable !missing']
	},
	{
		name: 'no number at all',
		bytes: utf8(csv([['이름'], ['김새봄'], ['이솔']])),
		told: ['?-?-? 김새봄 !missing !missing !missing', '?-?-? 이솔 !missing !missing !missing']
	}
];

const people: NastyFile[] = [
	{
		name: 'names of a Macintosh, with syllables taken apart',
		bytes: utf8(csv(CLASS).normalize('NFD')),
		told: CLASS_TOLD
	},
	{
		name: 'spaces that do not break, and characters without width',
		bytes: utf8(csv([HEADER, ['1\u00a0', '\u200b3', '\ufeff1', '\u00a0김\u200b새봄\u3000']])),
		told: ['1-3-1 김새봄']
	},
	{
		name: 'foreign names',
		bytes: utf8(
			csv([
				HEADER,
				['1', '3', '1', 'NGUYEN THI MAI'],
				['1', '3', '2', 'Юлия'],
				['1', '3', '3', '王小明'],
				['1', '3', '4', 'Ана-Мария'],
				['1', '3', '5', '아이굴·사비나']
			])
		),
		told: [
			'1-3-1 NGUYEN THI MAI',
			'1-3-2 Юлия',
			'1-3-3 王小明',
			'1-3-4 Ана-Мария',
			'1-3-5 아이굴·사비나'
		]
	},
	{
		name: 'namesakes with a letter, a digit or a word',
		bytes: utf8(
			csv([
				HEADER,
				['1', '3', '1', '김민준A'],
				['1', '3', '2', '김민준B'],
				['1', '3', '3', '김민준(여)'],
				['1', '3', '4', '김민준1']
			])
		),
		told: ['1-3-1 김민준A', '1-3-2 김민준B', '1-3-3 김민준(여)', '1-3-4 김민준1']
	},
	{
		name: 'namesakes that only their numbers tell apart',
		bytes: utf8(csv([HEADER, ['1', '3', '1', '김민준'], ['1', '3', '2', '김 민준']])),
		told: ['1-3-1 김민준 !namesake', '1-3-2 김 민준 !namesake']
	},
	{
		name: 'a line twice, and a number twice',
		bytes: utf8(
			csv([HEADER, ['1', '3', '1', '김새봄'], ['1', '3', '1', '김새봄'], ['1', '3', '1', '이솔']])
		),
		told: [
			'1-3-1 김새봄 !duplicate !same-number',
			'1-3-1 김새봄 !duplicate !same-number',
			'1-3-1 이솔 !same-number'
		]
	},
	{
		name: 'pupils who have left, said in four ways',
		bytes: book([
			[...HEADER, '비고'],
			[1, 3, 1, '김새봄', '2026.5.4. 전출'],
			[1, 3, 2, '이솔(자퇴)'],
			[1, 3, 3, { struck: '박하늘' }],
			[
				1,
				3,
				4,
				{
					parts: [
						{ text: '최다', struck: true },
						{ text: '솜', struck: true }
					]
				}
			],
			[
				1,
				3,
				5,
				{
					parts: [
						{ text: '한결', struck: false },
						{ text: ' ', struck: true }
					]
				}
			]
		]),
		told: [
			'1-3-1 김새봄 ×전출',
			'1-3-2 이솔 ×자퇴',
			'1-3-3 박하늘 ×struck',
			'1-3-4 최다솜 ×struck',
			'1-3-5 한결'
		]
	},
	{
		name: 'somebody who has just come',
		bytes: utf8(
			csv([HEADER, ['1', '3', '1', '김새봄(3.5. 전입)'], ['1', '3', '2', '이솔（복학）']])
		),
		told: ['1-3-1 김새봄', '1-3-2 이솔']
	},
	{
		name: 'somebody whose name is a word for leaving',
		bytes: utf8(
			csv([
				HEADER,
				['1', '3', '1', '유예'],
				['1', '3', '2', '남원1'],
				['1', '3', '3', '계남'],
				['1', '3', '4', '이상']
			])
		),
		told: ['1-3-1 유예', '1-3-2 남원1', '1-3-3 계남', '1-3-4 이상']
	},
	{
		name: 'hidden rows, and a hidden column with old numbers',
		bytes: book(
			[
				['번호', '학년', '반', '번호', '성명'],
				[9, 1, 3, 1, '김새봄'],
				[8, 1, 3, 2, '이솔']
			],
			{ hiddenRows: [3], hiddenColumns: [1] }
		),
		told: ['1-3-1 김새봄', '1-3-2 이솔 ×hidden']
	},
	{
		name: 'subtotals, totals, blank rows and numbers without names',
		bytes: book([
			HEADER,
			[1, 3, 1, '김새봄'],
			[],
			[null, null, null, '남 1명'],
			[1, 3, 21, '이솔'],
			['여', null, null, 1],
			[1, 3, 22, null],
			[1, 3, 23, '전 출'],
			['합계', null, null, '2명'],
			[null, null, null, '이하 여백'],
			[null, null, null, '담임: 이든']
		]),
		told: ['1-3-1 김새봄', '1-3-21 이솔']
	},
	{
		name: 'numbers before the names, stars beside them',
		bytes: utf8(
			csv([
				['1학년 3반', ''],
				['성명', '비고'],
				['1. 김새봄', ''],
				['2번 이솔', ''],
				['3 ★박봄*', '']
			])
		),
		told: ['1-3-1 김새봄', '1-3-2 이솔', '1-3-3 박봄']
	},
	{
		name: 'inline texts and names with a prefix, as other programs write them',
		bytes: workbook({
			prefix: 'x',
			sheets: [
				{
					name: 'R&D "1-3"',
					rows: [
						['번호', '성명'],
						[1, { inline: '김새봄' }]
					]
				}
			]
		}),
		told: ['1-3-1 김새봄']
	}
];

const secrets: NastyFile[] = [
	{
		name: 'the whole list of a school program',
		bytes: book([
			['학생개인번호', ...HEADER, '성별', '생년월일', '주소', '연락처', '보호자1연락처', '비고'],
			[personal, 1, 3, 1, '김새봄', '여', birth, address, phone, phone, '']
		]),
		told: ['1-3-1 김새봄'],
		refused: ['A personal-number', 'F sex', 'G birth-date', 'H address', 'I phone', 'J guardian']
	},
	{
		name: 'resident numbers under a header that says number',
		bytes: utf8(
			csv([
				['학년', '반', '번호', '성명'],
				['1', '3', resident, '김새봄']
			])
		),
		told: ['1-3-? 김새봄 !missing'],
		refused: ['C resident-number']
	},
	{
		name: 'phone numbers without their zero under a header that says number',
		bytes: book([HEADER, [1, 3, Number(eatenPhone), '김새봄'], [1, 3, Number(eatenPhone), '이솔']]),
		told: ['1-3-? 김새봄 !missing', '1-3-? 이솔 !missing'],
		refused: ['C phone']
	},
	{
		name: 'birth dates as dates under a header that says 학번',
		bytes: book([
			['학번', '성명'],
			[{ date: 41335 }, '김새봄'],
			[{ date: 41336 }, '이솔']
		]),
		told: ['?-?-? 김새봄 !missing !missing !missing', '?-?-? 이솔 !missing !missing !missing'],
		refused: ['A birth-date']
	},
	{
		name: 'birth dates in eight digits where the school should be',
		bytes: utf8(
			csv([
				['학교', ...HEADER],
				[birthDigits, '1', '3', '1', '김새봄']
			])
		),
		told: ['1-3-1 김새봄'],
		refused: ['A birth-date']
	},
	{
		name: 'one phone number among the numbers',
		bytes: utf8(
			csv([HEADER, ['1', '3', '1', '김새봄'], ['1', '3', phone, '이솔'], ['1', '3', '3', '박봄']])
		),
		told: ['1-3-1 김새봄', '1-3-? 이솔 !dropped !missing', '1-3-3 박봄']
	},
	{
		name: 'a phone number behind one of the names',
		bytes: utf8(
			csv([
				HEADER,
				['1', '3', '1', `김새봄 ${phone}`],
				['1', '3', '2', '이솔'],
				['1', '3', '3', '박봄']
			])
		),
		told: ['1-3-1 !dropped !missing', '1-3-2 이솔', '1-3-3 박봄']
	},
	{
		name: 'addresses and mail where names should be',
		bytes: utf8(
			csv([
				['번호', '성명'],
				['1', address],
				['2', email]
			])
		),
		told: [],
		refused: ['B address']
	},
	{
		name: 'a header row that ran into the first line',
		bytes: utf8(`번호,성명,생년월일,${birth},${phone},1,김새봄\r\n2,이솔\r\n`),
		told: ['?-?-2 이솔 !missing !missing'],
		refused: ['C birth-date']
	}
];

const refusals: NastyFile[] = [
	{ name: 'nothing', bytes: new Uint8Array(), told: ['refused: empty'] },
	{
		name: 'an old Excel file',
		bytes: compound('Root Entry', 'Workbook'),
		told: ['refused: old-excel']
	},
	{
		name: 'a locked workbook',
		bytes: compound('Root Entry', 'EncryptionInfo', 'EncryptedPackage'),
		told: ['refused: locked']
	},
	{
		name: 'a Hangul document',
		bytes: compound('Root Entry', 'FileHeader', 'DocInfo', 'BodyText'),
		told: ['refused: hwp']
	},
	{
		name: 'a new Hangul document',
		bytes: zipSync({ mimetype: utf8('application/hwp+zip'), 'Contents/content.hpf': utf8('<x/>') }),
		told: ['refused: hwpx']
	},
	{ name: 'a PDF', bytes: utf8('%PDF-1.7\n…'), told: ['refused: pdf'] },
	{
		name: 'a web page that calls itself .xls',
		bytes: utf8('\ufeff<html><table><tr><td>성명</td></tr></table></html>'),
		told: ['refused: web-page']
	},
	{
		name: 'a workbook with macros',
		bytes: workbook({ sheets: [], parts: { 'xl/vbaProject.bin': utf8('x') } }),
		told: ['refused: macros']
	},
	{ name: 'half a workbook', bytes: book(CLASS).slice(0, 700), told: ['refused: damaged'] },
	{
		name: 'a picture',
		bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Array(200).fill(1)]),
		told: ['refused: unknown']
	},
	{
		name: 'a list without a header',
		bytes: utf8(
			csv([
				['1', '김새봄', birth, phone],
				['2', '이솔', birth, phone]
			])
		),
		told: ['no header: ']
	},
	{
		name: 'a header in words nobody knows',
		bytes: utf8(
			csv([
				['학년', '반', '호칭', '생년월일'],
				['1', '3', '김새봄', birth]
			])
		),
		told: ['no header: 학년 반 호칭 생년월일']
	}
];

export const NASTY_FILES: readonly NastyFile[] = [
	...encodings,
	...separators,
	...headers,
	...places,
	...people,
	...secrets,
	...refusals
];
