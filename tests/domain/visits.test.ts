import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { keyOf, type AttendanceEvent, type Who } from '#domain/event.ts';
import { visitKey, visits } from '#domain/visits.ts';
import { SEOUL, Zone } from '#domain/zone.ts';
import {
	event,
	eventId,
	HOUR,
	MINUTE,
	participant,
	participantId,
	provisionalId,
	sessionId,
	START,
	token
} from './people.ts';
import { badgeOf } from '#domain/token.ts';

const only = (events: readonly AttendanceEvent[]) => {
	const [visit, ...others] = visits(events, SEOUL).values();
	expect(others).toEqual([]);
	return visit;
};

test('an arrival and a departure make one visit', () => {
	const arrived = event(1, 'arrival', { at: START });
	const left = event(2, 'departure', { at: START + HOUR });
	expect(only([arrived])).toMatchObject({ state: 'here', arrivedAt: START, leftAt: null });
	expect(only([arrived, left])).toMatchObject({
		state: 'gone',
		arrivedAt: START,
		leftAt: START + HOUR
	});
});

test('two tablets that both saw somebody arrive count them once, from the earlier moment', () => {
	const here = event(1, 'arrival', { at: START + MINUTE });
	const there = event(2, 'arrival', { at: START });
	expect(only([here, there])).toMatchObject({ state: 'here', arrivedAt: START });
});

test('coming back after leaving means being here again', () => {
	const visit = only([
		event(1, 'arrival', { at: START }),
		event(2, 'departure', { at: START + HOUR }),
		event(3, 'arrival', { at: START + HOUR + 20 * MINUTE })
	]);
	expect(visit).toMatchObject({ state: 'here', arrivedAt: START, leftAt: null });
});

test('what counts is when it happened, not when it became known', () => {
	const late = event(9, 'arrival', { at: START - MINUTE });
	const left = event(1, 'departure', { at: START + HOUR });
	expect(only([left, late])).toMatchObject({ state: 'gone', arrivedAt: START - MINUTE });
});

test('a clock that was known to be wrong is corrected by what was known', () => {
	const slow = event(1, 'arrival', { at: START - HOUR, skew: HOUR });
	expect(only([slow])).toMatchObject({ arrivedAt: START });
});

test('a departure without an arrival is a visit whose beginning nobody saw', () => {
	expect(only([event(1, 'departure')])).toMatchObject({ state: 'gone', arrivedAt: null });
});

test('a voided event does not count, and voiding the void brings it back', () => {
	const arrived = event(1, 'arrival');
	const undone = event(2, 'void', { voids: eventId(1), reason: '' });
	const restored = event(3, 'void', { voids: eventId(2), reason: '' });
	expect(visits([arrived, undone], SEOUL).size).toBe(0);
	expect(only([arrived, undone, restored])).toMatchObject({ state: 'here' });
});

test('voids that name each other in a ring settle nothing and do not hang', () => {
	const one = event(1, 'void', { voids: eventId(2), reason: '' });
	const two = event(2, 'void', { voids: eventId(1), reason: '' });
	expect(visits([one, two], SEOUL).size).toBe(0);
});

test('what staff say stands until the next scan', () => {
	const absent = event(1, 'mark', { mark: 'excused', reason: '병결', at: START });
	expect(only([absent])).toMatchObject({ state: 'absent', mark: 'excused' });
	const came = event(2, 'arrival', { at: START + HOUR });
	expect(only([absent, came])).toMatchObject({ state: 'here', mark: null });
	const early = event(3, 'mark', { mark: 'left-early', reason: '', at: START + 2 * HOUR });
	expect(only([absent, came, early])).toMatchObject({ state: 'gone', leftAt: START + 2 * HOUR });
});

describe('somebody without a name', () => {
	const provisional: Who = { kind: 'provisional', provisional: provisionalId(1) };
	const arrived = event(1, 'arrival', { who: provisional, at: START });
	const matched = event(2, 'match', {
		who: provisional,
		participant: participantId(1),
		reason: '명찰을 잃어버림',
		at: START + MINUTE
	});
	const left = event(3, 'departure', { at: START + HOUR });

	test('is one person with one visit once staff have said who it is', () => {
		expect(visits([arrived, left], SEOUL).size).toBe(2);
		expect(only([arrived, matched, left])).toMatchObject({
			state: 'gone',
			arrivedAt: START,
			who: { kind: 'participant', participant: participantId(1) }
		});
	});

	test('is two again when that is taken back', () => {
		const undone = event(4, 'void', { voids: eventId(2), reason: '잘못 고름', who: provisional });
		expect(visits([arrived, matched, left, undone], SEOUL).size).toBe(2);
	});

	test('is whoever was said last', () => {
		const other = event(5, 'match', {
			who: provisional,
			participant: participantId(2),
			reason: '',
			at: START + 2 * MINUTE
		});
		expect(only([other, matched, arrived])?.who).toMatchObject({ participant: participantId(2) });
	});

	test('nobody with a name is taken for somebody else', () => {
		const forged = event(6, 'match', { participant: participantId(2), reason: '' });
		expect(only([left, forged])?.who).toMatchObject({ participant: participantId(1) });
	});
});

test('whoever arrives for another session has left the one before, at that moment', () => {
	const first = event(1, 'arrival', { at: START });
	const second = event(2, 'arrival', { at: START + HOUR, session: sessionId(2) });
	const stateIn = (n: number, events: readonly AttendanceEvent[]) =>
		visits(events, SEOUL).get(visitKey(sessionId(n), participant(1)));
	expect(stateIn(1, [first, second])).toMatchObject({
		state: 'gone',
		leftAt: START + HOUR,
		leftBy: 'transfer'
	});
	expect(stateIn(2, [first, second])).toMatchObject({ state: 'here', leftBy: null });
	const back = event(3, 'arrival', { at: START + 2 * HOUR });
	expect(stateIn(1, [first, second, back])).toMatchObject({ state: 'here' });
	expect(stateIn(2, [first, second, back])).toMatchObject({ state: 'gone', leftBy: 'transfer' });
	const left = event(4, 'departure', { at: START + 30 * MINUTE });
	expect(stateIn(1, [first, left, second])).toMatchObject({
		leftAt: START + 30 * MINUTE,
		leftBy: 'scan'
	});
});

test('heads counted and codes refused make no visit', () => {
	const who: Who = { kind: 'nobody' };
	const counted = event(1, 'headcount', { who, inside: 2, counted: 1, missing: [], reason: '' });
	expect(visits([counted, event(2, 'refusal', { who, cause: 'foreign' })], SEOUL).size).toBe(0);
});

test('a stranger whose badge becomes known is one person with one visit', () => {
	const badge = badgeOf(token(1));
	const stranger: Who = { kind: 'badge', badge };
	const events = [
		event(1, 'arrival', { who: stranger, at: START }),
		event(2, 'departure', { who: participant(1), at: START + HOUR })
	];
	expect(visits(events, SEOUL).size).toBe(2);
	const known = visits(events, SEOUL, (who) =>
		who.kind === 'badge'
			? { kind: 'participant', participant: participantId(1), badge: who.badge }
			: who
	);
	expect([...known.values()]).toMatchObject([
		{ state: 'gone', arrivedAt: START, leftAt: START + HOUR }
	]);
});

test('without a session a visit belongs to its day in Seoul', () => {
	const today = event(1, 'arrival', { session: null, at: START });
	const tomorrow = event(2, 'arrival', { session: null, at: START + 24 * HOUR });
	expect([...visits([today, tomorrow], SEOUL).keys()]).toEqual([
		visitKey('2026-11-24' as never, participant(1)),
		visitKey('2026-11-25' as never, participant(1))
	]);
});

test('and in Berlin to its day in Berlin', () => {
	const evening = event(1, 'arrival', { session: null, at: START + 13 * HOUR });
	const night = event(2, 'arrival', { session: null, at: START + 15 * HOUR });
	const berlin = v.parse(Zone, 'Europe/Berlin');
	expect(visits([evening, night], SEOUL).size).toBe(2);
	expect(visits([evening, night], berlin).size).toBe(1);
});

test('a clock that says nonsense makes no trouble', () => {
	for (const at of [-(2 ** 53) + 1, 2 ** 53 - 1, 0]) {
		expect(visits([event(1, 'arrival', { session: null, at })], SEOUL).size).toBe(1);
	}
});

/** Few people, sessions, ids and moments, so that events meet. */
const anyEvent = fc
	.record({
		n: fc.integer({ min: 1, max: 40 }),
		kind: fc.constantFrom(
			'arrival' as const,
			'departure' as const,
			'mark' as const,
			'void' as const,
			'match' as const
		),
		nameless: fc.boolean(),
		who: fc.integer({ min: 1, max: 3 }),
		session: fc.constantFrom(null, 1, 2),
		minute: fc.integer({ min: 0, max: 12 }),
		mark: fc.constantFrom('present' as const, 'left-early' as const, 'absent' as const),
		voids: fc.integer({ min: 1, max: 40 })
	})
	.map(({ n, kind, nameless, who, session, minute, mark, voids }) =>
		event(n, kind, {
			who: nameless ? { kind: 'provisional', provisional: provisionalId(who) } : participant(who),
			session: session === null ? null : sessionId(session),
			at: START + minute * 10 * MINUTE,
			...(kind === 'mark' ? { mark, reason: '' } : {}),
			...(kind === 'match' ? { participant: participantId(voids), reason: '' } : {}),
			...(kind === 'void' ? { voids: eventId(voids), reason: '' } : {})
		} as never)
	);

const anyEvents = fc.uniqueArray(anyEvent, { selector: ({ id }) => id, maxLength: 40 });

const sorted = (events: readonly AttendanceEvent[]) =>
	[...visits(events, SEOUL)].sort(([a], [b]) => (a < b ? -1 : 1));

test('visits are a fold over a set: order, repetition and batching change nothing', () => {
	fc.assert(
		fc.property(
			anyEvents.chain((events) =>
				fc.tuple(
					fc.constant(events),
					fc.shuffledSubarray(events, { minLength: events.length }),
					fc.subarray(events),
					fc.nat(events.length)
				)
			),
			([events, shuffled, repeated, cut]) => {
				const once = sorted(events);
				expect(sorted(shuffled)).toEqual(once);
				expect(sorted([...repeated, ...shuffled, ...repeated])).toEqual(once);
				expect(sorted([...shuffled.slice(cut), ...shuffled.slice(0, cut)])).toEqual(once);
			}
		),
		{ numRuns: 2_000 }
	);
});

test('the fold agrees with counting by hand', () => {
	fc.assert(
		fc.property(anyEvents, (all) => {
			const events = all.filter(({ kind }) => kind !== 'match');
			const voided = (id: string, depth = 0): boolean =>
				depth > events.length ||
				events.some((e) => e.kind === 'void' && e.voids === id && !voided(e.id, depth + 1));
			const standing = events.filter((e) => e.kind !== 'void' && !voided(e.id));
			const keys = new Set(standing.map((e) => `${e.session ?? '2026-11-24'}/${keyOf(e.who)}`));
			// Rings of voids are judged differently by the two; they are tested above.
			const ring = events.some(
				(a) => a.kind === 'void' && events.some((b) => b.kind === 'void' && b.voids === a.id)
			);
			if (!ring) expect(new Set(visits(events, SEOUL).keys())).toEqual(keys);
		})
	);
});
