import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandOf, BANDS, commonBand } from '#domain/rating/band.ts';
import { ALIKE_MIN, after, NO_SERIES, suspicious } from '#domain/rating/series.ts';
import { shuffled } from '#domain/rating/shuffle.ts';
import { keyOfReason, reasonsFor } from '#domain/rating/survey.ts';
import { REASONS_MAX } from '#domain/rating/topic.ts';
import { USUAL_SURVEYS } from '#domain/rating/usual.ts';
import { ProgramKind } from '#domain/program.ts';
import { randomFrom } from '../../random.ts';

describe('how somebody is asked', () => {
	test.each([
		['ELEMENTARY', 1, 'lower'],
		['ELEMENTARY', 3, 'lower'],
		['ELEMENTARY', 4, 'upper'],
		['ELEMENTARY', 6, 'upper'],
		['MIDDLE', 1, 'secondary'],
		['HIGH', 3, 'secondary'],
		['ELEMENTARY', null, 'upper'],
		['SPECIAL', 2, 'upper'],
		[null, null, 'upper']
	])('%s grade %s: %s', (level, grade, band) => {
		expect(bandOf(level, grade)).toBe(band);
	});

	test('a session as most of it would be, and of two alike the younger', () => {
		expect(commonBand(['secondary', 'upper', 'upper'])).toBe('upper');
		expect(commonBand(['secondary', 'lower'])).toBe('lower');
		expect(commonBand([])).toBe('upper');
	});

	test('in every band, with at most six reasons for every type of program', () => {
		expect(USUAL_SURVEYS.map(({ band }) => band)).toEqual(BANDS);
		for (const survey of USUAL_SURVEYS) {
			for (const kind of [...ProgramKind.options, null]) {
				const keys = reasonsFor(survey, kind).map(keyOfReason);
				expect(keys.length).toBeLessThanOrEqual(REASONS_MAX);
				expect(new Set(keys).size).toBe(keys.length);
			}
		}
	});
});

describe('a series of alike answers', () => {
	const seen = (answers: readonly (number | null)[]) => {
		let series = NO_SERIES;
		return answers.map((answer) => suspicious((series = after(series, answer))));
	};

	test('is suspicious from the eighth on, and then all of it', () => {
		const seven = new Array<number>(ALIKE_MIN - 1).fill(5);
		expect(seen(seven)).toEqual(seven.map(() => 0));
		expect(seen([...seven, 5, 5, 5])).toEqual([...seven.map(() => 0), 8, 1, 1]);
	});

	test('ends with another answer, or with none', () => {
		expect(seen([5, 5, 5, 5, 4, 5, 5, 5, 5]).every((count) => count === 0)).toBe(true);
		expect(seen([5, 5, 5, 5, null, 5, 5, 5, 5]).every((count) => count === 0)).toBe(true);
	});
});

describe('a shuffled order', () => {
	test('loses and doubles nothing', () => {
		fc.assert(
			fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
				const drawn = shuffled(items, randomFrom(seed));
				expect(drawn.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
			})
		);
	});

	test('favours no order', () => {
		const random = randomFrom(3);
		const counts = new Map<string, number>();
		for (let time = 0; time < 12_000; time++) {
			const order = shuffled(['a', 'b', 'c', 'd'], random).join('');
			counts.set(order, (counts.get(order) ?? 0) + 1);
		}
		expect(counts.size).toBe(24);
		// 500 each are expected, with a standard deviation of 22.
		for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(110);
	});
});
