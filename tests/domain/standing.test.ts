import { describe, expect, test } from 'vitest';
import { concluded, leftEarly, standing, tally } from '#domain/standing.ts';
import { visits } from '#domain/visits.ts';
import { SEOUL } from '#domain/zone.ts';
import { event, HOUR, MINUTE, session, START } from './people.ts';

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
		const scannedLate = event(2, 'arrival', { at: START + 20 * MINUTE });
		const inTime = event(3, 'mark', { mark: 'present', reason: '', at: START + 30 * MINUTE });
		expect(standing(session(), visit([scannedLate]), START + HOUR)).toBe('late');
		expect(standing(session(), visit([scannedLate, inTime]), START + HOUR)).toBe('here');
	});

	test('whoever nobody saw leave has left with the end, an hour after it', () => {
		const { endsAt } = session();
		const came = visit([event(1, 'arrival', { at: START })]);
		if (!came) throw new Error('No visit');
		expect(concluded(session(), came, endsAt + HOUR - 1)).toBe(came);
		expect(concluded(session(), came, endsAt + HOUR)).toMatchObject({
			state: 'gone',
			arrivedAt: START,
			leftAt: endsAt,
			leftBy: 'end'
		});
		const left = visit([event(2, 'departure', { at: START + HOUR })]);
		expect(left && concluded(session(), left, endsAt + HOUR)).toBe(left);
	});

	test('whoever was scanned after that is here, and whoever came in the last hour left then', () => {
		const { endsAt } = session();
		const seen = (at: number) => {
			const found = visit([event(1, 'arrival', { at })]);
			if (!found) throw new Error('No visit');
			return concluded(session(), found, endsAt + 2 * HOUR);
		};
		expect(seen(endsAt + HOUR)).toMatchObject({ state: 'here' });
		expect(seen(endsAt + 30 * MINUTE)).toMatchObject({
			state: 'gone',
			leftAt: endsAt + 30 * MINUTE
		});
	});

	test('what staff say afterwards is about the session, which nobody left later than it ended', () => {
		const { endsAt } = session();
		const say = (mark: 'present' | 'late' | 'left-early' | 'absent', at: number) => {
			const found = visit([event(1, 'mark', { mark, reason: '', at })]);
			return found && concluded(session(), found, endsAt + 24 * HOUR);
		};
		for (const at of [endsAt + MINUTE, endsAt + 20 * HOUR]) {
			const over = { state: 'gone', leftAt: endsAt };
			expect(say('present', at)).toMatchObject({ ...over, leftBy: 'end', mark: 'present' });
			expect(say('late', at)).toMatchObject({ ...over, leftBy: 'end', mark: 'late' });
			expect(say('left-early', at)).toMatchObject({ ...over, leftBy: 'staff' });
			expect(say('absent', at)).toMatchObject({ state: 'absent', leftAt: null });
		}
		expect(say('left-early', endsAt - HOUR)).toMatchObject({ leftAt: endsAt - HOUR });
	});

	test('a quarter of an hour before the end is not early', () => {
		const { endsAt } = session();
		const left = (at: number) => {
			const found = visit([event(1, 'departure', { at })]);
			return found && leftEarly(session(), found);
		};
		expect(left(endsAt - 15 * MINUTE)).toBe(false);
		expect(left(endsAt - 15 * MINUTE - 1)).toBe(true);
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
