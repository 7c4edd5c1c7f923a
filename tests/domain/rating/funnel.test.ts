import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, funnel } from '#domain/rating/funnel.ts';
import { topShare, type Share } from '#domain/rating/share.ts';

/** One large site that makes the common share, so that small ones hardly move it. */
const rest = (share: number) => ({ hits: share * 1_000_000, answers: 1_000_000 });

describe('a site', () => {
	test('of ten answers is like the others at seven positive ones, and below at five', () => {
		// Where 90 % are positive: P(R ≤ 5) = 0.0016, P(R ≤ 4) = 0.00015.
		const verdict = (hits: number) => funnel([rest(0.9), { hits, answers: 10 }]).places[1]?.verdict;
		expect(verdict(7)).toBe('indistinct');
		expect(verdict(5)).toBe('indistinct');
		expect(verdict(4)).toBe('below');
	});

	test('above the others is told as well', () => {
		const [, place] = funnel([rest(0.5), { hits: 95, answers: 100 }]).places;
		expect(place).toMatchObject({ share: 0.95, verdict: 'above' });
	});

	test('beyond the narrow limits is worth a look, not a verdict', () => {
		const [, place] = funnel([rest(0.9), { hits: 6, answers: 10 }]).places;
		expect(place?.share).toBeLessThan(place?.warning.low ?? 0);
		expect(place?.verdict).toBe('indistinct');
	});

	test('with more answers is held to narrower limits', () => {
		const { places } = funnel([rest(0.9), { hits: 18, answers: 20 }, { hits: 90, answers: 100 }]);
		const width = (at: number) => (places[at]?.alarm.high ?? 0) - (places[at]?.alarm.low ?? 0);
		expect(width(2)).toBeLessThan(width(1));
		expect(places[1]?.warning.low).toBeGreaterThan(places[1]?.alarm.low ?? 1);
	});
});

test('a verdict is exactly what the binomial distribution finds rarer than one in a thousand', () => {
	const site = fc
		.integer({ min: 5, max: 60 })
		.chain((answers) =>
			fc.record({ answers: fc.constant(answers), hits: fc.integer({ min: 0, max: answers }) })
		);
	fc.assert(
		fc.property(fc.array(site, { minLength: 1, maxLength: 30 }), (sites) => {
			const { pooled: common, places } = funnel(sites);
			for (const { hits, answers, share, verdict } of places) {
				const low = tail(common ?? 0, answers, hits);
				const high = tail(1 - (common ?? 0), answers, answers - hits);
				if (Math.min(Math.abs(low - 0.001), Math.abs(high - 0.001)) < 1e-9) continue;
				const expected = low < 0.001 ? 'below' : high < 0.001 ? 'above' : 'indistinct';
				expect(share === common ? 'indistinct' : verdict).toBe(expected);
			}
		})
	);
});

test('the limits of large sites are those of the normal distribution', () => {
	const [, place] = funnel([rest(0.8), { hits: 24_000, answers: 30_000 }]).places;
	const deviation = Math.sqrt((0.8 * 0.2) / 30_000);
	expect(place?.warning.low).toBeCloseTo(0.8 - 1.959964 * deviation, 4);
	expect(place?.warning.high).toBeCloseTo(0.8 + 1.959964 * deviation, 4);
	expect(place?.alarm.low).toBeCloseTo(0.8 - 3.090232 * deviation, 4);
	expect(place?.alarm.high).toBeCloseTo(0.8 + 3.090232 * deviation, 4);
});

test('where all sites are alike, none stands out', () => {
	const everybody = [
		{ hits: 20, answers: 20 },
		{ hits: 7, answers: 7 }
	];
	expect(funnel(everybody).places.map(({ verdict }) => verdict)).toEqual([
		'indistinct',
		'indistinct'
	]);
	const nobody = everybody.map(({ answers }) => ({ hits: 0, answers }));
	expect(funnel(nobody).places[0]).toMatchObject({
		verdict: 'indistinct',
		alarm: { low: 0, high: 0 }
	});
	expect(funnel([])).toEqual({ pooled: null, places: [] });
});

describe('two sites', () => {
	const site = (hits: number, answers: number): Share => {
		const share = topShare([0, 0, answers - hits, 0, hits], 2);
		if (!share) throw new Error('A site without answers');
		return share;
	};

	test('cannot be told apart while their intervals overlap', () => {
		expect(compare(site(18, 20), site(14, 20))).toBe('indistinct');
		expect(compare(site(5, 5), site(3, 5))).toBe('indistinct');
	});

	test('can when they do not, in either order', () => {
		expect(compare(site(95, 100), site(70, 100))).toBe('above');
		expect(compare(site(70, 100), site(95, 100))).toBe('below');
	});

	test('cannot even when one interval only begins where the other ends', () => {
		const touching = { ...site(18, 20), interval: { low: 0.9, high: 1 } };
		const below = { ...site(14, 20), interval: { low: 0.5, high: 0.9 } };
		const apart = { ...below, interval: { low: 0.5, high: 0.89 } };
		expect(compare(touching, below)).toBe('indistinct');
		expect(compare(touching, apart)).toBe('above');
	});
});

/** P(R ≤ hits), from the number of ways to choose. */
function tail(share: number, answers: number, hits: number): number {
	let [ways, sum] = [1, 0];
	for (let each = 0; each <= hits; each++) {
		sum += ways * share ** each * (1 - share) ** (answers - each);
		ways = (ways * (answers - each)) / (each + 1);
	}
	return sum;
}
