import { describe, expect, test } from 'vitest';
import { standing, tally } from '#domain/standing.ts';
import { visits } from '#domain/visits.ts';
import { SEOUL } from '#domain/zone.ts';
import { event, MINUTE, session, START } from './people.ts';

describe('how somebody stands', () => {
	const visit = (...events: Parameters<typeof visits>[0][]) =>
		[
			...visits(
				events.flatMap((e) => [...e]),
				SEOUL
			).values()
		][0];
	const grace = START + 10 * MINUTE;

	test('nobody yet: expected until the grace is over, then missing', () => {
		expect(standing(session(), undefined, grace)).toBe('expected');
		expect(standing(session(), undefined, grace + 1)).toBe('missing');
	});

	test('here, or late, then gone', () => {
		expect(standing(session(), visit([event(1, 'arrival', { at: grace })]), START)).toBe('here');
		expect(standing(session(), visit([event(1, 'arrival', { at: grace + 1 })]), START)).toBe(
			'late'
		);
		expect(standing(session(), visit([event(1, 'departure')]), START)).toBe('gone');
	});

	test('staff can say otherwise', () => {
		const say = (mark: 'late' | 'excused' | 'present') =>
			standing(session(), visit([event(1, 'mark', { mark, reason: '' })]), START);
		expect([say('late'), say('excused'), say('present')]).toEqual(['late', 'absent', 'here']);
	});

	test('everybody is counted once', () => {
		expect(tally(['here', 'late', 'here', 'missing'])).toEqual({
			expected: 0,
			here: 2,
			late: 1,
			missing: 1,
			gone: 0,
			absent: 0
		});
	});
});
