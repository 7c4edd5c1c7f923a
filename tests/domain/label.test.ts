import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faceOf, symbolFit, symbolSide } from '#domain/badge-face.ts';
import {
	CLASS_SHEET,
	CLASS_SHEET_FOOTER,
	CLASS_SHEET_HEADER,
	pupilInside
} from '#domain/class-sheet.ts';
import {
	cellAt,
	cellsOf,
	insideOf,
	noteOf,
	OFFSET_MAX_MM,
	pagesFor,
	placeOf,
	PRESET_NAMES,
	PRESETS,
	SAFE_INSET_MM,
	type Box,
	type Layout
} from '#domain/label.ts';
import { cutMarks, gridOf, NAME_CARD_SIZES, NAME_CARDS } from '#domain/name-card.ts';

/** What the arithmetic of binary fractions may be off by: a millionth of a millimetre. */
const NOTHING_MM = 1e-6;

const SHEETS: readonly (readonly [string, Layout])[] = [
	...PRESET_NAMES.map((name) => [name, PRESETS[name]] as const),
	...NAME_CARD_SIZES.map((name) => [name, NAME_CARDS[name]] as const),
	['class sheet', CLASS_SHEET]
];

const offset = fc.record({
	x: fc.double({ min: -OFFSET_MAX_MM, max: OFFSET_MAX_MM, noNaN: true }),
	y: fc.double({ min: -OFFSET_MAX_MM, max: OFFSET_MAX_MM, noNaN: true })
});

function within(inner: Box, outer: Box): boolean {
	return (
		inner.x >= outer.x - NOTHING_MM &&
		inner.y >= outer.y - NOTHING_MM &&
		inner.x + inner.width <= outer.x + outer.width + NOTHING_MM &&
		inner.y + inner.height <= outer.y + outer.height + NOTHING_MM
	);
}

function apart(a: Box, b: Box): boolean {
	return (
		a.x + a.width <= b.x + NOTHING_MM ||
		b.x + b.width <= a.x + NOTHING_MM ||
		a.y + a.height <= b.y + NOTHING_MM ||
		b.y + b.height <= a.y + NOTHING_MM
	);
}

const paperOf = ({ paper }: Layout): Box => ({ x: 0, y: 0, ...paper });
const everyCell = (layout: Layout) =>
	Array.from({ length: cellsOf(layout) }, (_, index) => index + 1);

describe.each(SHEETS)('on %s', (_, layout) => {
	test('every cell lies on the paper, and none on another', () => {
		const cells = everyCell(layout).map((cell) => cellAt(layout, cell));
		for (const [index, cell] of cells.entries()) {
			expect(within(cell, paperOf(layout))).toBe(true);
			for (const other of cells.slice(index + 1)) expect(apart(cell, other)).toBe(true);
		}
	});

	test('nothing leaves the paper or reaches a neighbour’s place, however the printer is corrected', () => {
		fc.assert(
			fc.property(offset, (by) => {
				const insides = everyCell(layout).map((cell) => insideOf(layout, cell, by));
				for (const [index, inside] of insides.entries()) {
					expect(within(inside, paperOf(layout))).toBe(true);
					for (const other of insides.slice(index + 1)) expect(apart(inside, other)).toBe(true);
				}
			}),
			{ numRuns: 20 }
		);
	});

	test('a badge’s parts stay inside its cell and off each other', () => {
		fc.assert(
			fc.property(offset, fc.integer({ min: 1, max: cellsOf(layout) }), (by, cell) => {
				const inside = insideOf(layout, cell, by);
				const { symbol, bearer, digits } = faceOf(inside);
				for (const part of [symbol, bearer, digits]) {
					expect(part.width).toBeGreaterThan(10);
					expect(part.height).toBeGreaterThan(4);
					expect(within(part, inside)).toBe(true);
				}
				expect(apart(symbol, bearer) && apart(bearer, digits) && apart(symbol, digits)).toBe(true);
				expect(symbol.width).toBe(symbolSide(inside));
			})
		);
	});

	test('badges fill it in order from the cell where the sheet is begun, each in a cell of its own', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: cellsOf(layout) }),
				fc.integer({ min: 1, max: 400 }),
				(start, count) => {
					const places = Array.from({ length: count }, (_, n) => placeOf(layout, start, n));
					const keys = places.map(({ page, cell }) => page * cellsOf(layout) + cell);
					expect(keys).toEqual(keys.map((_, n) => start + n));
					expect(places.every(({ cell }) => cell >= 1 && cell <= cellsOf(layout))).toBe(true);
					expect(Math.max(...places.map(({ page }) => page)) + 1).toBe(
						pagesFor(layout, start, count)
					);
				}
			)
		);
	});

	test('the note on how to print touches no badge', () => {
		const note = noteOf(layout);
		if (!note) return;
		fc.assert(
			fc.property(offset, fc.integer({ min: 1, max: cellsOf(layout) }), (by, cell) => {
				expect(within(note, paperOf(layout))).toBe(true);
				expect(apart(note, insideOf(layout, cell, by))).toBe(true);
			})
		);
	});
});

test('the maker’s measures of LS-3108 give the first and the last label', () => {
	const first = cellAt(PRESETS['LS-3108'], 1);
	expect(first).toEqual({ x: 5, y: 13.8, width: 99.1, height: 38.1 });
	const last = cellAt(PRESETS['LS-3108'], 14);
	expect(last.x).toBeCloseTo(106.6, 6);
	expect(last.y).toBeCloseTo(242.4, 6);
	expect(placeOf(PRESETS['LS-3108'], 14, 1)).toEqual({ page: 1, cell: 1 });
	expect(pagesFor(PRESETS['LS-3108'], 1, 0)).toBe(0);
});

test('a sheet whose margins nobody measured lies in the middle of the paper', () => {
	const { x, y, width, height } = gridOf(PRESETS['LS-3102']);
	expect([x, y]).toEqual([(210 - width) / 2, (297 - height) / 2]);
});

test.each([
	['LS-3108', 30, 'wanted'],
	['LS-3106', 27.9, 'least'],
	['LS-3102', 20.9, 'small'],
	['LS-3100', 15.2, 'small'],
	['60x35', 29, 'least'],
	['50x30', 24, 'small']
] as const)('%s takes a QR code of %d mm, which is %s', (name, side, fit) => {
	const inside = insideOf(PRESETS[name], 1, { x: 0, y: 0 });
	expect(symbolSide(inside)).toBeCloseTo(side, 6);
	expect(symbolFit(symbolSide(inside))).toBe(fit);
	expect(cellAt(PRESETS[name], 1).height - inside.height).toBeCloseTo(2 * SAFE_INSET_MM, 6);
});

test.each([
	[30, 'wanted'],
	[29.9, 'least'],
	[25, 'least'],
	[24.9, 'small']
] as const)('a symbol of %d mm is %s', (side, fit) => expect(symbolFit(side)).toBe(fit));

test('where a label is the whole paper, the correction ends at the paper’s edge', () => {
	expect(insideOf(PRESETS['50x30'], 1, { x: 5, y: -5 })).toEqual({
		x: 6,
		y: 0,
		width: 44,
		height: 24
	});
	expect(insideOf(PRESETS['50x30'], 1, { x: 1, y: -1 })).toMatchObject({ x: 4, y: 2 });
});

test.each(NAME_CARD_SIZES)('cut marks of %s cards lie on the paper and on no card', (name) => {
	const layout = NAME_CARDS[name];
	const marks = cutMarks(layout);
	expect(marks).toHaveLength(2 * (layout.columns + 1 + layout.rows + 1));
	for (const { from, to } of marks) {
		const box = { ...from, width: to.x - from.x, height: to.y - from.y };
		expect(Math.max(box.width, box.height)).toBeCloseTo(5, 6);
		expect(within(box, paperOf(layout))).toBe(true);
		expect(apart(box, gridOf(layout))).toBe(true);
	}
});

test('a class of 36 fits on one page, between whose list it is and when to destroy it', () => {
	expect(cellsOf(CLASS_SHEET)).toBe(36);
	const grid = gridOf(CLASS_SHEET);
	expect(apart(grid, CLASS_SHEET_HEADER) && apart(grid, CLASS_SHEET_FOOTER)).toBe(true);
	expect(within(CLASS_SHEET_FOOTER, paperOf(CLASS_SHEET))).toBe(true);
	expect(symbolSide(pupilInside(cellAt(CLASS_SHEET, 1)))).toBeGreaterThan(20);
});
