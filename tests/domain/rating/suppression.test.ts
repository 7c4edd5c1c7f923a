import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discloseBreakdown } from '#domain/rating/breakdown.ts';
import { discloseCrossTable, type CrossTable } from '#domain/rating/cross-table.ts';
import type { Disclosure } from '#domain/rating/disclosure.ts';
import { answersIn, combined, type Distribution } from '#domain/rating/distribution.ts';
import { telling } from '#domain/rating/telling.ts';
import { bruteForce, determined, type Seen, type Sum } from './attack.ts';

const SHOWN = { kind: 'shown' };
const hidden = (reason: string) => ({ kind: 'hidden', reason });

describe('of a program’s sessions', () => {
	const happy = (answers: number): Distribution => [0, 0, 0, 1, answers - 1];

	test('all are shown from five answers on', () => {
		expect(discloseBreakdown([happy(5), happy(20)])).toEqual({
			parts: [SHOWN, SHOWN],
			total: SHOWN
		});
	});

	test('one of four answers is hidden, and with it the next smallest', () => {
		expect(discloseBreakdown([happy(30), happy(4), happy(20), happy(25)])).toEqual({
			parts: [SHOWN, hidden('few'), hidden('complementary'), SHOWN],
			total: SHOWN
		});
	});

	test('two that are hidden for themselves protect each other if they are five together', () => {
		expect(discloseBreakdown([happy(2), happy(3), happy(20)])).toMatchObject({
			parts: [hidden('few'), hidden('few'), SHOWN]
		});
		expect(discloseBreakdown([happy(2), happy(2), happy(20)])).toMatchObject({
			parts: [hidden('few'), hidden('few'), hidden('complementary')]
		});
	});

	test('one that all disliked is hidden with another in which not everybody did', () => {
		expect(
			discloseBreakdown([[9, 0, 0, 0, 0], [6, 0, 0, 0, 0], [8, 0, 0, 1, 0], happy(40)])
		).toEqual({
			parts: [hidden('unanimous'), hidden('unanimous'), hidden('complementary'), SHOWN],
			total: SHOWN
		});
	});

	test('none is shown where there are not five answers altogether, nor the total', () => {
		expect(discloseBreakdown([happy(2), happy(2)])).toEqual({
			parts: [hidden('few'), hidden('few')],
			total: hidden('few')
		});
		expect(discloseBreakdown([])).toEqual({ parts: [], total: hidden('few') });
	});

	test('a single one is as its total is', () => {
		expect(discloseBreakdown([happy(5)])).toEqual({ parts: [SHOWN], total: SHOWN });
		expect(discloseBreakdown([happy(4)])).toMatchObject({ total: hidden('few') });
	});

	test('no hidden one can be computed from what is shown', () => {
		fc.assert(
			fc.property(fc.array(distribution(), { minLength: 1, maxLength: 5 }), (sessions) => {
				const disclosed = discloseBreakdown(sessions);
				const parts = sessions.map((counts, at) => seen(counts, disclosed.parts[at]));
				const total = { ...seen(combined(sessions), disclosed.total), parts };
				expectProtected(parts, [total]);
			}),
			{ numRuns: 300 }
		);
	});
});

describe('of a table with both margins', () => {
	test('one small cell takes three others with it, the cheapest ones', () => {
		const table = [
			[
				[1, 1, 1],
				[2, 5, 9],
				[2, 5, 8]
			],
			[
				[1, 3, 4],
				[1, 2, 3],
				[2, 5, 9]
			],
			[
				[2, 5, 9],
				[2, 5, 9],
				[2, 5, 9]
			]
		];
		expect(discloseCrossTable(table)).toEqual({
			cells: [
				[hidden('few'), hidden('complementary'), SHOWN],
				[hidden('complementary'), hidden('complementary'), SHOWN],
				[SHOWN, SHOWN, SHOWN]
			],
			rows: [SHOWN, SHOWN, SHOWN],
			columns: [SHOWN, SHOWN, SHOWN],
			total: SHOWN
		});
	});

	test('a cell in which nothing took place protects none, so that margins must', () => {
		const table = [
			[[1, 1, 1], null],
			[null, [2, 5, 9]],
			[null, [2, 5, 12]]
		];
		expect(discloseCrossTable(table)).toEqual({
			cells: [
				[hidden('few'), null],
				[null, hidden('complementary')],
				[null, SHOWN]
			],
			rows: [hidden('few'), hidden('complementary'), SHOWN],
			columns: [hidden('few'), hidden('complementary')],
			total: SHOWN
		});
	});

	test('margins stay as long as cells can do it, even more of them', () => {
		const ring = [
			[[1, 1, 1], [1, 1, 3], null],
			[null, [2, 5, 90], [2, 5, 90]],
			[[1, 1, 3], null, [2, 5, 9]]
		];
		const { cells, rows, columns } = discloseCrossTable(ring);
		expect(cells.flat().filter((cell) => cell?.kind === 'shown')).toEqual([]);
		expect([...rows, ...columns]).toEqual(Array.from({ length: 6 }, () => SHOWN));
	});

	test('a line in which nothing took place has nothing to show or hide', () => {
		const table = [
			[[1, 2, 9], null],
			[null, null]
		];
		expect(discloseCrossTable(table)).toMatchObject({
			rows: [SHOWN, null],
			columns: [SHOWN, null],
			total: SHOWN
		});
		expect(discloseCrossTable([])).toMatchObject({ cells: [], total: null });
	});

	test('rows of different lengths are no table', () => {
		expect(() => discloseCrossTable([[null], [null, null]])).toThrow(RangeError);
	});

	test('no hidden number can be computed, or be known for one of few or unanimous answers', () => {
		fc.assert(
			fc.property(fc.constantFrom([2, 2], [2, 3], [3, 2]).chain(crossTable), (table) => {
				const { parts, sums } = published(table);
				expectProtected(parts, sums);
			}),
			{ numRuns: 150 }
		);
	});

	test('no equation gives away a hidden number of a whole year', () => {
		fc.assert(
			fc.property(crossTable([12, 5]), (table) => {
				const { parts, sums } = published(table);
				expect(determined(parts, sums)).toEqual([]);
			}),
			{ numRuns: 60 }
		);
	});
});

describe('the attack', () => {
	const few = { counts: [1, 1, 1], shown: false };
	const large = { counts: [2, 5, 9], shown: true };
	const total = { counts: [3, 6, 10], shown: true, parts: [few, large] };

	test('computes what is hidden alone in its sum', () => {
		expect(bruteForce(total.parts, [total]).get(few)).toEqual({
			least: [1, 1, 1],
			most: [1, 1, 1]
		});
		expect(determined(total.parts, [total])).toEqual([few]);
	});

	test('knows only the sum of two', () => {
		const both = [few, { ...large, shown: false }];
		const sum = { ...total, parts: both };
		expect(bruteForce(both, [sum]).get(few)).toEqual({ least: [0, 0, 0], most: [3, 6, 10] });
		expect(determined(both, [sum])).toEqual([]);
	});

	test('sees through small cells that are only hidden for themselves', () => {
		const found = fc.check(
			fc.property(crossTable([3, 2]), (table) => {
				const { parts, sums } = published(table, (counts) => telling(counts) === null);
				expectProtected(parts, sums);
			})
		);
		expect(found.failed).toBe(true);
	});
});

/** What `suppress` promises, held against somebody who tries every table. */
function expectProtected(parts: readonly Seen[], sums: readonly Sum[]): void {
	const ranges = bruteForce(parts, sums);
	for (const number of [...parts, ...sums]) {
		const reason = telling(number.counts);
		if (number.shown) expect(reason).toBeNull();
		const range = ranges.get(number);
		if (!range) continue;
		expect(answersIn(range.least)).toBeLessThan(answersIn(range.most));
		if (reason) expect(telling(range.most)).toBeNull();
	}
}

function seen(counts: Distribution, disclosure: Disclosure | null | undefined): Seen {
	return { counts, shown: disclosure?.kind === 'shown' };
}

/** A table as it is published: by default with what our own code hides. */
function published(table: CrossTable, show?: (counts: Distribution) => boolean) {
	const disclosed = discloseCrossTable(table);
	const see = (counts: Distribution, disclosure: Disclosure | null | undefined): Seen =>
		show ? { counts, shown: show(counts) } : seen(counts, disclosure);
	const cells = table.map((row, at) =>
		row.map((counts, column) => counts && see(counts, disclosed.cells[at]?.[column]))
	);
	const sumOf = (
		line: readonly (Seen | null)[],
		disclosure: Disclosure | null | undefined
	): Sum[] => {
		const parts = line.filter((cell) => cell !== null);
		if (parts.length === 0) return [];
		return [{ ...see(combined(parts.map(({ counts }) => counts)), disclosure), parts }];
	};
	const rows = cells.flatMap((row, at) => sumOf(row, disclosed.rows[at]));
	const columns = (table[0] ?? []).flatMap((_, column) =>
		sumOf(
			cells.map((row) => row[column] ?? null),
			disclosed.columns[column]
		)
	);
	return {
		parts: cells.flat().filter((cell) => cell !== null),
		sums: [...rows, ...columns, ...sumOf(cells.flat(), disclosed.total)]
	};
}

/** Three answers, often few, sometimes all the lowest. */
function distribution() {
	return fc.oneof(
		{ weight: 4, arbitrary: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 4 }))) },
		{
			weight: 1,
			arbitrary: fc.tuple(fc.integer({ min: 5, max: 7 }), fc.constant(0), fc.constant(0))
		}
	);
}

function crossTable([height = 1, width = 1]: readonly number[]) {
	const cell = fc.option(distribution(), { freq: 8 });
	const row = fc.array(cell, { minLength: width, maxLength: width });
	return fc.array(row, { minLength: height, maxLength: height });
}
