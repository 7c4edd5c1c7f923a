import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { Person } from '#domain/board.ts';
import { classCodeFrom } from '#domain/class-code.ts';
import { CLASS_SHEET } from '#domain/class-sheet.ts';
import { ParticipantId } from '#domain/id.ts';
import {
	A4,
	cellAt,
	cellsOf,
	insideOf,
	placeOf,
	PRESET_NAMES,
	PRESETS,
	type Box,
	type Layout,
	type PresetName
} from '#domain/label.ts';
import { mint } from '#domain/token.ts';
import { NAME_CARDS } from '#domain/name-card.ts';
import type { PrintedBadge } from '#server/badges.ts';
import { randomBytes } from '#server/keys.ts';
import { calibration } from '#server/print/calibration.ts';
import { fit } from '#server/print/fit.ts';
import type { Medium, PaperTexts } from '#server/print/medium.ts';
import { LINE_HEIGHT } from '#server/print/paper.ts';
import { print } from '#server/print/print.ts';
import { codesIn, inkIn, openPdf } from '../stage/pdf.ts';
import { uuid } from './center.ts';

/** What a raster of 300 dots to the inch can tell apart, with the edge of one more dot. */
const RASTER_MM = 0.2;
const DPI = 300;
const NOWHERE = { x: 0, y: 0 };
const WHOLE_PAGE = { ...NOWHERE, ...A4 };

const NAMES = [
	'김새봄',
	'이 산',
	'남궁하늘',
	'선우하늘별빛바다온누리',
	'NGUYEN THI MAI HUONG',
	'Юлия Александровна Константинопольская',
	'O’Brien-Featherstonehaugh',
	'María-Fernanda de la Concepción Rodríguez y Villanueva',
	'李曉雨',
	'南宮曉雨별빛바다온누리(南宮曉雨)'
];
const SCHOOLS = [
	'별솔중학교',
	'서울해봄별솔온누리국제과학예술고등학교부설방송통신중학교',
	'Haebom International School of Arts and Sciences',
	''
];

const texts: PaperTexts = {
	language: 'ko-KR',
	title: '명찰',
	note: (sheet, page, pages) => `${sheet} 실제 크기(100 %) ${page}/${pages}쪽`,
	number: (number) => `${number}번`,
	people: (people) => `${people}명`,
	page: (page, pages) => `${page}/${pages}쪽`,
	classCall: { invitation: '단체 입장 코드', steps: ['들어 주세요.', '한 명씩', '마치기'] }
};

function person(n: number, changes: Partial<Person> = {}): Person {
	return {
		id: v.parse(ParticipantId, uuid()),
		name: NAMES[n % NAMES.length] ?? '',
		school: SCHOOLS[n % SCHOOLS.length] ?? '',
		schoolId: null,
		group: n % 4 === 3 ? '' : `${1 + (n % 3)}-${1 + (n % 12)}`,
		number: n % 9 === 8 ? null : n,
		...changes
	};
}

function badges(count: number, changes: Partial<Person> = {}): PrintedBadge[] {
	return Array.from({ length: count }, (_, n) => ({
		token: mint(randomBytes),
		person: person(n, changes),
		year: 2026,
		printed: false
	}));
}

const labels = (preset: PresetName, changes: object = {}): Medium => ({
	kind: 'labels',
	preset,
	start: 1,
	offset: NOWHERE,
	...changes
});

const classSheet: Medium = {
	kind: 'class-sheet',
	occasion: '11월 24일 09:30 청진기',
	destroyBy: '11월 25일까지 없애 주세요.',
	codes: new Map()
};

async function printed(
	some: readonly PrintedBadge[],
	medium: Medium,
	names: 'full' | 'masked' = 'full'
) {
	const { pdf, pages } = await print(some, medium, names, texts);
	const opened = await openPdf(pdf);
	expect(opened.pages).toBe(pages);
	const all = Array.from({ length: pages }, (_, page) => page);
	return { ...opened, pdf, pages, wholeText: all.map((page) => opened.text(page)).join('\n') };
}

function expectWithin(ink: Box | null, box: Box): void {
	if (!ink) throw new Error('Nothing is printed there');
	expect(ink.x).toBeGreaterThanOrEqual(box.x - RASTER_MM);
	expect(ink.y).toBeGreaterThanOrEqual(box.y - RASTER_MM);
	expect(ink.x + ink.width).toBeLessThanOrEqual(box.x + box.width + RASTER_MM);
	expect(ink.y + ink.height).toBeLessThanOrEqual(box.y + box.height + RASTER_MM);
}

describe('three hundred badges, each read back by a decoder that is not ours', () => {
	/** The largest print needs the fewest dots; all are fewer than any printer has. */
	test.each<[string, Medium, Layout, { start: number; dpi: number }]>([
		['LS-3108', labels('LS-3108', { start: 3 }), PRESETS['LS-3108'], { start: 3, dpi: 150 }],
		['LS-3100', labels('LS-3100', { start: 65 }), PRESETS['LS-3100'], { start: 65, dpi: 200 }],
		['a thermal roll', labels('50x30'), PRESETS['50x30'], { start: 1, dpi: 150 }],
		['cards', { kind: 'cards', size: '86x54' }, NAME_CARDS['86x54'], { start: 1, dpi: 150 }],
		['large cards', { kind: 'cards', size: '95x125' }, NAME_CARDS['95x125'], { start: 1, dpi: 100 }]
	])(
		'on %s, in the order of the lists, one to a cell',
		async (_, medium, layout, at) => {
			const { start, dpi } = at;
			const issued = badges(300, { school: '별솔중학교', group: '1-3' }).map((badge, n) => ({
				...badge,
				person: { ...badge.person, number: n + 1 }
			}));
			const pdf = await printed(issued.toReversed(), medium);
			const read: string[] = [];
			for (let page = 0; page < pdf.pages; page++) {
				expect(pdf.size(page).width).toBeCloseTo(layout.paper.width, 1);
				expect(pdf.size(page).height).toBeCloseTo(layout.paper.height, 1);
				const raster = await pdf.raster(page, dpi);
				for (let cell = 1; cell <= cellsOf(layout); cell++) {
					const codes = await codesIn(raster, cellAt(layout, cell));
					if (page === 0 && cell < start) expect(codes).toEqual([]);
					read.push(...codes);
				}
			}
			pdf.close();
			expect(read).toEqual(issued.map(({ token }) => token));
		},
		60_000
	);

	test('on class sheets, one page or more for each class', async () => {
		const issued = ['1-1', '1-2', '1-3', '2-1', '2-2', '2-3', '3-1', '3-2', '3-3', '3-10'].flatMap(
			(group) => badges(30, { school: '별솔중학교', group })
		);
		const pdf = await printed(issued, classSheet);
		expect(pdf.pages).toBe(10);
		const read: string[] = [];
		for (let page = 0; page < pdf.pages; page++) {
			const raster = await pdf.raster(page, 200);
			for (let cell = 1; cell <= 36; cell++)
				read.push(...(await codesIn(raster, cellAt(CLASS_SHEET, cell))));
		}
		expect(read.toSorted()).toEqual(issued.map(({ token }) => token).toSorted());
		expect(pdf.text(9)).toContain('별솔중학교 3-10');
		pdf.close();
	}, 60_000);
});

describe('in millimetres', () => {
	/** Of 33 modules, four on each side are white. */
	const QUIET = 4 / 33;
	const DARK = 25 / 33;

	test.each([
		['the first', 1],
		['the last', 14]
	])('%s LS-3108 label has a symbol of 30 mm where its manual says', async (_, cell) => {
		const pdf = await printed(badges(14), labels('LS-3108'));
		const raster = await pdf.raster(0, DPI);
		const { x, y, height } = insideOf(PRESETS['LS-3108'], cell, NOWHERE);
		const ink = inkIn(raster, { x, y, width: 30, height });
		pdf.close();
		expect(Math.abs((ink?.width ?? 0) / DARK - 30)).toBeLessThan(RASTER_MM);
		expect(Math.abs((ink?.height ?? 0) / DARK - 30)).toBeLessThan(RASTER_MM);
		expect(Math.abs((ink?.x ?? 0) - (x + QUIET * 30))).toBeLessThan(RASTER_MM);
		expect(Math.abs((ink?.y ?? 0) - (y + (height - 30) / 2 + QUIET * 30))).toBeLessThan(RASTER_MM);
	});

	test('the printer’s correction moves every symbol by just that much', async () => {
		const some = badges(14);
		const inks = [];
		for (const offset of [NOWHERE, { x: 2, y: -1.5 }]) {
			const pdf = await printed(some, labels('LS-3108', { offset }));
			const raster = await pdf.raster(0, DPI);
			const { x, y, height } = insideOf(PRESETS['LS-3108'], 8, offset);
			inks.push(inkIn(raster, { x, y, width: 30, height }));
			pdf.close();
		}
		const [before, after] = inks;
		expect((after?.x ?? 0) - (before?.x ?? 0)).toBeCloseTo(2, 0);
		expect(Math.abs((after?.x ?? 0) - (before?.x ?? 0) - 2)).toBeLessThan(RASTER_MM);
		expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0) + 1.5)).toBeLessThan(RASTER_MM);
	});

	test.each(PRESET_NAMES)(
		'on %s no name is so long that it leaves the safe inside of its label',
		async (preset) => {
			const layout = PRESETS[preset];
			const count = Math.max(cellsOf(layout), NAMES.length);
			const pdf = await printed(badges(count), labels(preset));
			const pages = new Map<number, Awaited<ReturnType<typeof pdf.raster>>>();
			for (let n = 0; n < count; n++) {
				const { page, cell } = placeOf(layout, 1, n);
				const raster = pages.get(page) ?? (await pdf.raster(page, DPI));
				pages.set(page, raster);
				// Only where the label is the whole sheet does the label hold the whole page.
				expectWithin(inkIn(raster, cellAt(layout, cell)), insideOf(layout, cell, NOWHERE));
			}
			pdf.close();
		},
		60_000
	);

	test('a millimetre on the calibration page is a millimetre, and the outlines are the labels’', async () => {
		const offset = { x: 1, y: -0.5 };
		const { pdf } = await calibration('LS-3108', offset, {
			language: 'ko-KR',
			title: '맞춤',
			steps: (sheet) => [`${sheet} 위에 겹쳐 보세요.`]
		});
		const opened = await openPdf(pdf);
		const raster = await opened.raster(0, 600);
		const tick = (at: number) => inkIn(raster, { x: at - 0.3, y: 150.3, width: 0.6, height: 0.1 });
		const middleOf = (ink: Box | null) => (ink ? ink.x + ink.width / 2 : NaN);
		for (const at of [10, 11, 50, 55, 155, 200]) {
			expect(Math.abs(middleOf(tick(at)) - at), `tick ${at}`).toBeLessThan(0.05);
		}
		expect(tick(9)).toBeNull();
		expect(tick(201)).toBeNull();
		const down = (at: number) => inkIn(raster, { x: 106.8, y: at - 0.3, width: 0.1, height: 0.6 });
		for (const at of [10, 100, 287]) {
			const ink = down(at);
			expect(Math.abs(ink ? ink.y + ink.height / 2 - at : NaN), `down ${at}`).toBeLessThan(0.05);
		}
		const left = inkIn(raster, { x: 5, y: 20, width: 2, height: 1 });
		expect(Math.abs(middleOf(left) - 6)).toBeLessThan(0.05);
		expect(opened.text(0)).toContain('LS-3108 위에 겹쳐 보세요.');
		opened.close();
	});
});

describe('what the paper tells', () => {
	const pupils = badges(8, { school: '별솔중학교', group: '1-3' });
	/** Readers leave spaces out where a line is broken, and mark a hyphen there. */
	const squeezed = (text: string) => text.replaceAll('\ufffe', '-').replace(/\s/g, '');

	test.each([labels('LS-3108'), classSheet, { kind: 'cards', size: '90x60' } as const])(
		'on $kind: names in full, or masked so that no full name is left in it',
		async (medium) => {
			const full = await printed(pupils, medium);
			const masked = await printed(pupils, medium, 'masked');
			for (const { name } of pupils.map(({ person }) => person)) {
				expect(squeezed(full.wholeText)).toContain(squeezed(name));
				expect(squeezed(masked.wholeText)).not.toContain(squeezed(name));
			}
			expect(masked.wholeText).toContain('남**늘');
			full.close();
			masked.close();
		}
	);

	test('a roster from a Mac prints whole syllables', async () => {
		const apart = badges(1, { name: '김새봄'.normalize('NFD') });
		const pdf = await printed(apart, labels('LS-3108'));
		expect(pdf.wholeText).toContain('김새봄');
		pdf.close();
	});

	test('the digits stand below in groups, and how to print stands outside the labels', async () => {
		const [badge] = pupils;
		if (!badge) throw new Error('No badge');
		const pdf = await printed([badge], labels('LS-3108'));
		expect(squeezed(pdf.wholeText)).toContain(badge.token);
		expect(pdf.wholeText).toContain(`${badge.token.slice(0, 4)} ${badge.token.slice(4, 8)}`);
		expect(pdf.wholeText).toContain('LS-3108 실제 크기(100 %) 1/1쪽');
		const note = inkIn(await pdf.raster(0, DPI), { x: 0, y: 0, width: 210, height: 13.7 });
		expectWithin(note, { x: 10, y: 4.2, width: 190, height: 3 });
		pdf.close();
	});

	test('after a class’s list comes the page that calls it in, with nobody’s name or badge on it', async () => {
		const called = badges(30, { school: '별솔중학교', group: '1-3' });
		const code = classCodeFrom(randomBytes(32));
		const codes = new Map(called.map(({ person: { id } }) => [id, code]));
		const pdf = await printed(called, { ...classSheet, codes });
		expect(pdf.pages).toBe(2);
		expect(await codesIn(await pdf.raster(1, DPI), WHOLE_PAGE)).toEqual([code]);
		expect(pdf.text(1)).toContain('별솔중학교 1-3');
		expect(pdf.text(1)).toContain('11월 25일까지');
		for (const { person } of called) expect(pdf.text(1)).not.toContain(person.name);
	});

	test('a class sheet says whose, for what, how many and until when', async () => {
		const pdf = await printed(badges(36, { school: '별솔중학교', group: '1-3' }), classSheet);
		expect(pdf.pages).toBe(1);
		for (const said of ['별솔중학교 1-3', '11월 24일 09:30 청진기', '36명', '1/1쪽'])
			expect(pdf.text(0)).toContain(said);
		expect(pdf.text(0)).toContain('11월 25일까지 없애 주세요.');
		pdf.close();
		const more = await printed(badges(37, { school: '별솔중학교', group: '1-3' }), classSheet);
		expect(more.pages).toBe(2);
		expect(more.text(1)).toContain('2/2쪽');
		more.close();
	});

	test('its metadata names nobody, and asks for no shrinking', async () => {
		const pdf = await printed(pupils, labels('LS-3108'));
		const bytes = Buffer.from(pdf.pdf);
		for (const { name } of pupils.map(({ person }) => person)) {
			expect(bytes.includes(Buffer.from(name))).toBe(false);
			expect(bytes.includes(Buffer.from(name, 'utf16le').swap16())).toBe(false);
		}
		expect(bytes.includes(Buffer.from('명찰', 'utf16le').swap16())).toBe(true);
		expect(bytes.toString('latin1')).toMatch(/\/PrintScaling \/?\(?None/);
		pdf.close();
	});

	test('nobody’s badges make an empty document of no page', async () => {
		const { pages } = await print([], labels('LS-3108'), 'full', texts);
		expect(pages).toBe(0);
	});
});

test('whatever the text, it is made to fit its box', () => {
	const measure = (text: string) => [...text].length * 0.6;
	const box = fc.record({
		width: fc.double({ min: 5, max: 100, noNaN: true }),
		height: fc.double({ min: 2, max: 50, noNaN: true })
	});
	fc.assert(
		fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), box, (text, { width, height }) => {
			const { size, lines } = fit(text, { width, height }, 12, measure);
			expect(size).toBeGreaterThan(0);
			expect(size).toBeLessThanOrEqual(12);
			expect(lines.length * size * LINE_HEIGHT).toBeLessThanOrEqual(height + 1e-9);
			for (const line of lines) expect(measure(line) * size).toBeLessThanOrEqual(width + 1e-9);
			expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
		})
	);
});
