import { describe, expect, test } from 'vitest';
import { LINE_HEIGHT, Paper } from '#server/print/paper.ts';
import { spansOf, TYPEFACES, type Typeface, type Weight } from '#server/print/typeface.ts';
import { inkIn, openPdf } from '../stage/pdf.ts';

const WEIGHTS: readonly Weight[] = ['regular', 'bold'];
const PAGE = { width: 200, height: 40 };
const AT = { x: 10, y: 10 };
const SIZE = 12;
const DPI = 300;
/** What a raster of 300 dots to the inch can tell apart, with the edge of one more dot. */
const RASTER_MM = 0.2;

/** All Chinese characters that Korean computers have had since 1987, as a name has them here. */
function hanjaOfTheStandard(): string[] {
	const decoder = new TextDecoder('euc-kr', { fatal: true });
	const bytes = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, n) => from + n);
	return bytes(0xca, 0xfd).flatMap((row) =>
		bytes(0xa1, 0xfe).map((cell) => decoder.decode(Uint8Array.of(row, cell)).normalize('NFC'))
	);
}

const piecesOf = (text: string) =>
	spansOf(text, TYPEFACES.regular).map(({ text, typeface }) => [typeface.name, text]);

async function written(lines: readonly string[], weight: Weight) {
	const paper = new Paper('명찰', 'ko-KR');
	for (const line of lines) {
		paper.page(PAGE);
		paper.write(line, AT, { size: SIZE, weight });
	}
	const pdf = await paper.finish();
	const opened = await openPdf(pdf);
	const found = Buffer.from(pdf)
		.toString('latin1')
		.matchAll(/\/FontName \/[A-Z]{6}\+([\w-]+)/g);
	return { ...opened, embedded: Array.from(found, ([, name]) => name).toSorted() };
}

/** Where the ink of two lines ends, each written alone at the same place. */
async function inksOf(lines: readonly [string, string], weight: Weight) {
	const pdf = await written(lines, weight);
	const inkOf = async (page: number) => {
		const ink = inkIn(await pdf.raster(page, DPI), { x: 0, y: 0, ...PAGE });
		if (!ink) throw new Error('Nothing is printed there');
		return { top: ink.y, bottom: ink.y + ink.height, right: ink.x + ink.width };
	};
	const inks = [await inkOf(0), await inkOf(1)] as const;
	pdf.close();
	return inks;
}

describe('the second typeface', () => {
	test.each(WEIGHTS)('has, in %s, every Chinese character of KS X 1001', (weight) => {
		const [first, second] = TYPEFACES[weight];
		const hanja = hanjaOfTheStandard();
		expect(hanja).toHaveLength(4888);
		expect(hanja.filter((character) => first.has(character))).toEqual([]);
		expect(hanja.filter((character) => !second.has(character))).toEqual([]);
	});

	test('is asked only for what the first lacks', () => {
		expect(piecesOf('남궁金 Kim 李曉雨(이효우)')).toEqual([
			['Pretendard Regular', '남궁'],
			['Noto Sans KR Regular', '金'],
			['Pretendard Regular', ' Kim '],
			['Noto Sans KR Regular', '李曉雨'],
			['Pretendard Regular', '(이효우)']
		]);
	});

	test('is left alone by a text that has no need of it', () => {
		const [first] = TYPEFACES.regular;
		const unread = (): never => {
			throw new Error('It was read');
		};
		const second: Typeface = { name: 'second', bytes: unread, has: unread };
		const plain = '선우하늘 NGUYEN THỊ Юлия 1-3';
		expect(spansOf(plain, [first, second])).toEqual([{ text: plain, typeface: first }]);
		expect(() => spansOf('金春', [first, second])).toThrow('It was read');
	});

	test('does not get what it lacks too, nor a variant without its character', () => {
		expect(piecesOf('김😀봄')).toEqual([['Pretendard Regular', '김😀봄']]);
		expect(piecesOf('鄭\u{e0101}李')).toEqual([['Noto Sans KR Regular', '鄭\u{e0101}李']]);
	});
});

describe.each(WEIGHTS)('a line of several typefaces, in %s', (weight) => {
	test.each(['金春', '李曉雨(이효우) 1-3', '김金Kim金', '남궁😀金'])(
		'%s is as wide as it was measured',
		async (text) => {
			const measured = new Paper('명찰', 'ko-KR').widthOf(text, weight) * SIZE;
			const [whole, bar] = await inksOf([`${text}|`, '|'], weight);
			expect(Math.abs(whole.right - bar.right - measured)).toBeLessThan(RASTER_MM);
		}
	);

	test('stands on one foot, and within its height', async () => {
		const [hangul, hanja] = await inksOf(['이', '李'], weight);
		expect(Math.abs(hangul.bottom - hanja.bottom)).toBeLessThan(SIZE / 20);
		expect(hanja.top).toBeGreaterThan(AT.y);
		expect(hanja.bottom).toBeLessThan(AT.y + SIZE * LINE_HEIGHT);
	});
});

describe('a name in Chinese characters', () => {
	test('can be read in the document, which has just what it needs', async () => {
		const pdf = await written(['金春', '李曉雨(이효우)', '隙郎隸'], 'bold');
		expect([0, 1, 2].map((page) => pdf.text(page))).toEqual(['金春', '李曉雨(이효우)', '隙郎隸']);
		expect(pdf.embedded).toEqual(['NotoSansKR-Bold', 'Pretendard-Bold']);
		pdf.close();
	});

	test('makes no other document carry its typeface', async () => {
		const pdf = await written(['선우하늘', 'Юлия 1-3'], 'bold');
		expect(pdf.embedded).toEqual(['Pretendard-Bold']);
		pdf.close();
	});
});
