import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedAfter } from '#domain/asked.ts';
import { Passage, WHOLE_DUTY, type Duty } from '#domain/duty.ts';
import type { AttendanceEvent } from '#domain/event.ts';
import {
	judge,
	movementOf,
	refusalOf,
	REREAD_MS,
	type Scene,
	type Verdict
} from '#domain/judge.ts';
import type { Session } from '#domain/session.ts';
import { badgeOf, type Token } from '#domain/token.ts';
import { answered, visits } from '#domain/visits.ts';
import { SEOUL } from '#domain/zone.ts';
import {
	entry,
	event,
	HOUR,
	MINUTE,
	participant,
	participantId,
	session,
	sessionId,
	START,
	token
} from './people.ts';

const END = session().endsAt;

function scene(
	now: number,
	events: readonly AttendanceEvent[] = [],
	changes: Partial<Scene> = {}
): Scene {
	return {
		now,
		lastSeenMs: null,
		sessions: [session()],
		roster: [entry(1)],
		visits: visits(events, SEOUL),
		answered: answered(events),
		duty: WHOLE_DUTY,
		zone: SEOUL,
		...changes
	};
}

const came = (at: number) => event(1, 'arrival', { at });
const went = (at: number) => event(2, 'departure', { at });
const strangerOf = (badge: Token) => ({ kind: 'badge', badge: badgeOf(badge) }) as const;

describe('no blind toggle', () => {
	const cases: [string, number, AttendanceEvent[], Verdict['kind'], boolean?][] = [
		['long before the doors open', START - 3 * HOUR, [], 'arrival', false],
		['just in time', START, [], 'arrival', false],
		['at the last moment of grace', START + 10 * MINUTE, [], 'arrival', false],
		['one millisecond after the grace', START + 10 * MINUTE + 1, [], 'arrival', true],
		['one millisecond before the end', END - 1, [], 'arrival', true],
		['at the end, never seen arriving', END, [], 'departure'],
		['here, seconds later', START + 4_000, [came(START)], 'repeat'],
		['here, just under the minimum stay', START + 10 * MINUTE - 1, [came(START)], 'repeat'],
		['here, exactly the minimum stay', START + 10 * MINUTE, [came(START)], 'departure'],
		['here early, but it has not begun', START - 1, [came(START - HOUR)], 'repeat'],
		['here early, and it has just begun', START, [came(START - HOUR)], 'departure'],
		['here, after the end', END + HOUR - 1, [came(START)], 'departure'],
		['gone a moment ago', START + HOUR + 5_000, [came(START), went(START + HOUR)], 'repeat'],
		[
			'gone for the minimum stay: coming back',
			START + HOUR + 10 * MINUTE,
			[came(START), went(START + HOUR)],
			'arrival',
			true
		],
		['gone, and the end is near', END - 15 * MINUTE, [came(START), went(START + HOUR)], 'repeat'],
		[
			'gone, just before the end is near',
			END - 15 * MINUTE - 1,
			[came(START), went(START + HOUR)],
			'arrival',
			true
		],
		['the clock went back after arriving', START - MINUTE, [came(START)], 'repeat']
	];
	test.each(cases)('%s', (_, now, events, kind, late) => {
		const verdict = judge(token(1), scene(now, events));
		expect(verdict.kind).toBe(kind);
		if (late !== undefined) expect(verdict).toMatchObject({ late });
	});

	test('a verdict names the session, the person and the badge that was read', () => {
		expect(judge(token(1), scene(START))).toEqual({
			kind: 'arrival',
			who: participant(1),
			session: session(),
			entry: entry(1),
			late: false,
			replaced: false,
			elsewhere: null
		});
	});

	test('a repeat says since when', () => {
		expect(judge(token(1), scene(START + MINUTE, [came(START)]))).toMatchObject({
			kind: 'repeat',
			visit: { state: 'here', since: START }
		});
	});

	test('whom staff marked absent may still come', () => {
		const absent = event(1, 'mark', { mark: 'absent', reason: '', at: START });
		expect(judge(token(1), scene(START + MINUTE, [absent])).kind).toBe('arrival');
	});
});

describe('the same code within three seconds is the same scan', () => {
	test.each([
		[null, 'arrival'],
		[0, 'reread'],
		[REREAD_MS - 1, 'reread'],
		[REREAD_MS, 'arrival']
	])('last seen %s ms ago: %s', (lastSeenMs, kind) => {
		expect(judge(token(1), scene(START, [], { lastSeenMs })).kind).toBe(kind);
	});

	test('even for a code that is not ours', () => {
		const poster = 'https://example.org';
		expect(judge(poster, scene(START)).kind).toBe('foreign');
		expect(judge(poster, scene(START, [], { lastSeenMs: 100 })).kind).toBe('reread');
	});
});

describe('somebody on no roster here', () => {
	test('is let in as a stranger, leaves as one, and is not toggled blindly either', () => {
		const who = { kind: 'badge', badge: badgeOf(token(2)) } as const;
		const arrival = event(1, 'arrival', { who, at: START });
		expect(judge(token(2), scene(START))).toEqual({
			kind: 'stranger',
			cancelled: false,
			gone: false,
			who,
			session: session(),
			movement: 'arrival',
			elsewhere: null
		});
		expect(judge(token(2), scene(START + MINUTE, [arrival]))).toMatchObject({ movement: 'repeat' });
		expect(judge(token(2), scene(END, [arrival]))).toMatchObject({ movement: 'departure' });
	});

	test('is let in where there is no session at all', () => {
		const alone = scene(START, [], { sessions: [], roster: [] });
		expect(judge(token(2), alone)).toMatchObject({
			kind: 'stranger',
			session: null,
			movement: 'arrival'
		});
	});

	test('keeps their name when the roster of another day knows them', () => {
		const roster = [entry(1, { session: sessionId(9) })];
		expect(judge(token(1), scene(START, [], { roster }))).toMatchObject({
			kind: 'stranger',
			who: { kind: 'participant', participant: participantId(1) }
		});
	});
});

describe('several sessions', () => {
	const morning = session();
	const afternoon = session({
		id: sessionId(2),
		startsAt: START + 3 * HOUR,
		endsAt: START + 5 * HOUR
	});
	const both: Partial<Scene> = {
		sessions: [afternoon, morning],
		roster: [entry(1), entry(1, { session: sessionId(2) })]
	};
	const chosen = (now: number, events: AttendanceEvent[] = [], changes: Partial<Scene> = both) => {
		const verdict = judge(token(1), scene(now, events, changes)) as { session: Session };
		return verdict.session.id;
	};

	test('the clock chooses', () => {
		expect(chosen(START)).toBe(morning.id);
		expect(chosen(START + 2 * HOUR + 30 * MINUTE)).toBe(afternoon.id);
		expect(chosen(START + 3 * HOUR)).toBe(afternoon.id);
	});

	test('whoever is still here leaves the first before coming to the second', () => {
		const now = morning.endsAt + 10 * MINUTE;
		expect(chosen(now, [came(START)])).toBe(morning.id);
		expect(judge(token(1), scene(now, [came(START)], both)).kind).toBe('departure');
		expect(chosen(now + 5 * MINUTE, [came(START), went(now)])).toBe(afternoon.id);
	});

	test('somebody enrolled only in the afternoon is checked in there, however early', () => {
		const roster = [entry(1, { session: sessionId(2) })];
		expect(chosen(START, [], { ...both, roster })).toBe(afternoon.id);
	});

	test('a cancelled session takes nobody in', () => {
		const sessions = [session({ cancelled: true }), afternoon];
		expect(chosen(START, [], { ...both, sessions })).toBe(afternoon.id);
		const alone = scene(START, [], { sessions: [session({ cancelled: true })] });
		expect(judge(token(1), alone)).toMatchObject({
			kind: 'stranger',
			session: null,
			cancelled: true,
			movement: 'arrival'
		});
		expect(judge(token(2), alone)).toMatchObject({ kind: 'stranger', cancelled: false });
	});

	describe('one after the other, and nobody showed their badge in between', () => {
		const next = session({
			id: sessionId(2),
			startsAt: morning.endsAt + 30 * MINUTE,
			endsAt: morning.endsAt + 2 * HOUR
		});
		const rotation = { ...both, sessions: [morning, next] };
		const at = (minutes: number) =>
			judge(token(1), scene(morning.endsAt + minutes * MINUTE, [came(START)], rotation));

		test('nearer to the end of the one they leave it', () => {
			expect(at(14)).toMatchObject({ kind: 'departure', session: morning });
		});

		test('nearer to the start of the other they come for that, which closes the first', () => {
			expect(at(16)).toMatchObject({ kind: 'arrival', session: next });
			const came2 = event(2, 'arrival', { session: next.id, at: next.startsAt });
			const all = [...visits([came(START), came2], SEOUL).values()];
			expect(all.map(({ state, leftBy }) => [state, leftBy])).toEqual([
				['gone', 'transfer'],
				['here', null]
			]);
		});

		test('who is expected in one only leaves it', () => {
			const only = { ...rotation, roster: [entry(1)] };
			const verdict = judge(token(1), scene(next.startsAt, [came(START)], only));
			expect(verdict).toMatchObject({ kind: 'departure', session: morning });
		});
	});

	test('a badge that was replaced is still hers, and the screen can say so', () => {
		const roster = [entry(1, { badge: badgeOf(token(3)), replaced: [badgeOf(token(1))] })];
		const scanned = (n: number) => judge(token(n), scene(START, [], { roster }));
		expect(scanned(1)).toMatchObject({ kind: 'arrival', replaced: true, entry: roster[0] });
		expect(scanned(3)).toMatchObject({ kind: 'arrival', replaced: false, entry: roster[0] });
		const held = { kind: 'participant', participant: roster[0]?.participant } as const;
		expect(scanned(1)).toMatchObject({ who: { ...held, badge: badgeOf(token(1)) } });
	});
});

test('only arrivals and departures go into the journal', () => {
	const verdicts: [Verdict, string | null][] = [
		[judge(token(1), scene(START)), 'arrival'],
		[judge(token(1), scene(END, [came(START)])), 'departure'],
		[judge(token(1), scene(START + MINUTE, [came(START)])), null],
		[judge(token(2), scene(START)), 'arrival'],
		[judge('hello', scene(START)), null],
		[judge(`${token(1)}0`, scene(START)), null],
		[judge(token(1), scene(START, [], { lastSeenMs: 0 })), null]
	];
	for (const [verdict, movement] of verdicts) expect(movementOf(verdict)).toBe(movement);
	expect(verdicts.map(([verdict]) => refusalOf(verdict))).toEqual([
		...[null, null, 'repeat', null, 'foreign', 'damaged', null]
	]);
});

describe('a tablet with one duty turns nobody away, and says which door it is', () => {
	type Came = 'recorded as arrival' | 'recorded as departure' | 'not recorded';
	const cases: [
		Passage,
		string,
		number,
		AttendanceEvent[],
		Came,
		'arrival' | 'departure' | null
	][] = [
		['arrivals', 'comes', START, [], 'recorded as arrival', null],
		[
			'arrivals',
			'is in, and would leave',
			START + HOUR,
			[came(START)],
			'not recorded',
			'departure'
		],
		['arrivals', 'is in, a moment later', START + MINUTE, [came(START)], 'not recorded', null],
		['arrivals', 'is first seen after the end', END, [], 'recorded as departure', 'departure'],
		['arrivals', 'is first seen just before it', END - 1, [], 'recorded as arrival', null],
		[
			'arrivals',
			'comes back',
			START + HOUR,
			[came(START), went(START + 30 * MINUTE)],
			'recorded as arrival',
			null
		],
		['departures', 'leaves', START + HOUR, [came(START)], 'recorded as departure', null],
		['departures', 'comes before the start', START - 1, [], 'recorded as arrival', 'arrival'],
		['departures', 'is first seen after it', START, [], 'recorded as departure', null],
		['departures', 'has just come', START + MINUTE, [came(START)], 'not recorded', null],
		[
			'departures',
			'comes back',
			START + HOUR,
			[came(START), went(START + 30 * MINUTE)],
			'recorded as arrival',
			'arrival'
		],
		[
			'departures',
			'was said to be absent',
			START + HOUR,
			[event(1, 'mark', { mark: 'absent', reason: '', at: START })],
			'recorded as departure',
			null
		]
	];
	test.each(cases)('for %s: who %s', (passage, _, now, events, outcome, elsewhere) => {
		const duty: Duty = { ...WHOLE_DUTY, passage };
		const movement = { 'recorded as arrival': 'arrival', 'recorded as departure': 'departure' };
		for (const badge of [token(1), token(2)]) {
			const who = badge === token(1) ? participant(1) : strangerOf(badge);
			const seen = events.map((fact) => ({ ...fact, who }));
			const verdict = judge(badge, scene(now, seen, { duty }));
			expect(movementOf(verdict)).toBe(outcome === 'not recorded' ? null : movement[outcome]);
			expect(verdict).toMatchObject({ elsewhere });
		}
	});

	test('a departure seen where the arrival was not yet known folds into one visit', () => {
		const leaving = scene(START + HOUR, [], { duty: { ...WHOLE_DUTY, passage: 'departures' } });
		expect(movementOf(judge(token(1), leaving))).toBe('departure');
		const [visit] = visits([went(START + HOUR), came(START)], SEOUL).values();
		expect(visit).toMatchObject({ state: 'gone', arrivedAt: START, leftAt: START + HOUR });
	});
});

test.each(Passage.options)(
	'whatever is scanned whenever, nobody is in twice at a door for %s',
	(passage) => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -90, max: 200 }), { maxLength: 30 }), (minutes) => {
				const events: AttendanceEvent[] = [];
				for (const minute of minutes.sort((a, b) => a - b)) {
					const now = START + minute * MINUTE;
					const duty: Duty = { ...WHOLE_DUTY, passage };
					const movement = movementOf(judge(token(1), scene(now, events, { duty })));
					const last = events[events.length - 1];
					if (!movement) continue;
					expect(movement).not.toBe(last?.kind);
					events.push(event(events.length + 1, movement, { at: now }));
				}
			}),
			{ numRuns: 500 }
		);
	}
);

describe('a tablet that only asks moves nobody', () => {
	const duty: Duty = { ...WHOLE_DUTY, asks: 'badge' };
	const rated = event(3, 'rated', { at: START + HOUR });
	const cases: [string, number, AttendanceEvent[], unknown][] = [
		['who was seen arriving', START, [came(START)], { kind: 'question', session: session() }],
		['who has left', END, [came(START), went(END)], { kind: 'question', session: session() }],
		['whom another tablet saw', START, [], { kind: 'question', session: session() }],
		['who is expected later', START - 1, [], { kind: 'unasked', cause: 'unseen' }],
		['who has answered', END, [came(START), rated], { kind: 'unasked', cause: 'answered' }],
		[
			'whom staff took for absent, and who stands here all the same',
			START + HOUR,
			[event(1, 'mark', { mark: 'absent', reason: '' })],
			{ kind: 'question' }
		]
	];
	test.each(cases)('%s', (_, now, events, verdict) => {
		const judged = judge(token(1), scene(now, events, { duty }));
		expect(judged).toMatchObject(verdict as object);
		expect(movementOf(judged)).toBeNull();
		expect(refusalOf(judged)).toBeNull();
	});

	test('somebody on no roster is asked only where they were seen', () => {
		const who = strangerOf(token(2));
		const seen = [event(1, 'arrival', { who })];
		expect(judge(token(2), scene(END, seen, { duty }))).toMatchObject({
			kind: 'question',
			entry: null
		});
		expect(judge(token(2), scene(END, [], { duty }))).toMatchObject({ cause: 'unseen' });
	});

	test('of two sessions of a day the one they came to last', () => {
		const later = session({ id: sessionId(2), startsAt: END, endsAt: END + HOUR });
		const sessions = [session(), later];
		const roster = [entry(1), entry(1, { session: later.id })];
		const seen = [came(START), event(2, 'arrival', { at: END, session: later.id })];
		const judged = judge(token(1), scene(END + HOUR, seen, { duty, sessions, roster }));
		expect(judged).toMatchObject({ kind: 'question', session: { id: later.id } });
	});
});

describe('who leaves is asked how it was', () => {
	const at = (now: number, events: AttendanceEvent[], changes: Partial<Scene> = {}) => {
		const { duty = WHOLE_DUTY } = changes;
		return askedAfter(judge(token(1), scene(now, events, changes)), duty)?.session.id ?? null;
	};

	test('and nobody else', () => {
		expect(at(START, [])).toBeNull();
		expect(at(START + MINUTE, [came(START)])).toBeNull();
		expect(at(END, [came(START)])).toBe(sessionId(1));
	});

	test('also once more after having left: the tablet may have died meanwhile', () => {
		expect(at(END + MINUTE, [came(START), went(END)])).toBe(sessionId(1));
	});

	test('also somebody on no roster, but nobody who was in no session', () => {
		const who = strangerOf(token(1));
		const roster = { roster: [] };
		const here = event(1, 'arrival', { who });
		const gone = event(2, 'departure', { who, at: END });
		expect(at(END, [here], roster)).toBe(sessionId(1));
		expect(at(END + MINUTE, [here, gone], roster)).toBe(sessionId(1));
		expect(at(START + MINUTE, [here], roster)).toBeNull();
		const unplaced = event(1, 'arrival', { who, session: null });
		expect(at(END, [unplaced], { ...roster, sessions: [] })).toBeNull();
	});

	test.each(['badge', 'open', 'nobody'] as const)('not at a tablet that asks %s', (asks) => {
		const verdict = judge(token(1), scene(END, [came(START)]));
		expect(verdict.kind).toBe('departure');
		expect(askedAfter(verdict, { ...WHOLE_DUTY, asks })).toBeNull();
	});
});
