import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { controlChart } from '#domain/rating/control-chart.ts';
import type { Proportion } from '#domain/rating/proportion.ts';

const period = (hits: number, answers = 100): Proportion => ({ hits, answers });
/** So many periods, in turn a little above and a little below 80 %. */
const quiet = (length: number) => Array.from({ length }, (_, at) => period(at % 2 === 0 ? 81 : 79));

test('limits lie three standard deviations from the share of all periods, by each one’s answers', () => {
	const { centre, points } = controlChart([period(80), period(20, 25)]);
	expect(centre).toBe(0.8);
	expect(points[0]).toMatchObject({ share: 0.8 });
	expect(points[0]?.limits.low).toBeCloseTo(0.68, 12);
	expect(points[0]?.limits.high).toBeCloseTo(0.92, 12);
	expect(points[1]?.limits.low).toBeCloseTo(0.56, 12);
});

test('limits end where shares do', () => {
	const { points } = controlChart([period(95), period(9, 10), period(1, 5)]);
	for (const { limits } of points) {
		expect(limits.low).toBeGreaterThanOrEqual(0);
		expect(limits.high).toBeLessThanOrEqual(1);
	}
	expect(points[1]?.limits.high).toBe(1);
});

test('an ordinary dip gives no signal', () => {
	expect(controlChart([...quiet(10), period(70), ...quiet(10)]).signals).toEqual([]);
});

test('a period beyond the limits does, on either side', () => {
	const dipped = controlChart([...quiet(20), period(60), ...quiet(20)]);
	expect(dipped.signals).toEqual([{ kind: 'outside', side: 'below', at: 20 }]);
	const risen = controlChart([...quiet(20), period(97), ...quiet(20)]);
	expect(risen.signals).toEqual([{ kind: 'outside', side: 'above', at: 20 }]);
});

test('a period on its limit is within it, one answer further it is not', () => {
	// Centre 0.8 throughout, so that the limits of 100 answers are 0.68 and 0.92.
	const around = [period(900, 1_000), period(700, 1_000), period(80)];
	const inside = controlChart([...around, period(68), period(92)]);
	expect(inside.centre).toBe(0.8);
	expect(inside.signals.filter((signal) => 'at' in signal && signal.at >= 2)).toEqual([]);
	const crossed = controlChart([...around, period(67), period(93)]);
	expect(crossed.signals.filter((signal) => 'at' in signal && signal.at >= 2)).toEqual([
		{ kind: 'outside', side: 'below', at: 3 },
		{ kind: 'outside', side: 'above', at: 4 }
	]);
});

describe('eight in a row on one side', () => {
	const high = (length: number) => Array.from({ length }, () => period(82));
	const low = (length: number) => Array.from({ length }, () => period(78));

	test('are more than chance, seven are not', () => {
		expect(controlChart([...high(8), ...low(8)]).signals).toEqual([
			{ kind: 'run', side: 'above', from: 0, to: 7 },
			{ kind: 'run', side: 'below', from: 8, to: 15 }
		]);
		expect(controlChart([...high(7), ...low(7)]).signals).toEqual([]);
	});

	test('are one run, however long it goes on', () => {
		expect(controlChart([...high(11), ...low(11)]).signals).toHaveLength(2);
	});

	test('are no run if one of them lies on the line', () => {
		const interrupted = [...high(4), period(80), ...high(4)];
		expect(controlChart([...interrupted, ...low(7), period(80), period(78)]).signals).toEqual([]);
	});
});

test('where everybody is always satisfied nothing is out of the ordinary', () => {
	const chart = controlChart(Array.from({ length: 12 }, () => period(30, 30)));
	expect(chart).toMatchObject({ centre: 1, signals: [] });
	expect(controlChart([])).toEqual({ centre: null, points: [], signals: [] });
});

test('whoever looks at the others sees the chart turned over', () => {
	const periods = fc.array(
		fc
			.integer({ min: 5, max: 200 })
			.chain((answers) =>
				fc.record({ answers: fc.constant(answers), hits: fc.integer({ min: 0, max: answers }) })
			),
		{ maxLength: 40 }
	);
	fc.assert(
		fc.property(periods, (given) => {
			const turned = given.map(({ hits, answers }) => ({ hits: answers - hits, answers }));
			const other = { above: 'below', below: 'above' } as const;
			expect(controlChart(turned).signals).toEqual(
				controlChart(given).signals.map((signal) => ({ ...signal, side: other[signal.side] }))
			);
		})
	);
});
