// How other check-in systems behave, case by case, and what becomes of it here. The ids are theirs in our list
// of them. Nobody is ever turned away here: where others refuse, we record and say so, or let it be a repeat.
//
// Proved elsewhere, for they are about the wire and the disk: T05, T06, T08, T13, T16, T27 of uploads in
// push.test.ts and weather.test.ts; T58, T61 to T64 of tablets in station.test.ts; T75 to T80 of rosters in
// pull.test.ts; T81, T82, T85 of pairing in devices.test.ts and tablets.test.ts; T40, T51, T52 of rights in
// doors.test.ts and tenants.test.ts; T83, T84 of badges in reissue.test.ts.
// Left out: T32 (no summer time in Seoul; zones are tested in day.test.ts), T43 to T48 (questions at the
// door), T65 to T71 (signed codes: ours say nothing), T73 and T74 (cards that stand for several bookings).
import { describe, expect, test } from 'vitest';
import { WHOLE_DUTY } from '#domain/duty.ts';
import type { AttendanceEvent, Who } from '#domain/event.ts';
import { isMeant } from '#domain/find-person.ts';
import { judge, movementOf, refusalOf, type Scene, type Verdict } from '#domain/judge.ts';
import type { RosterEntry } from '#domain/roster.ts';
import type { Session } from '#domain/session.ts';
import { concluded, leftEarly, standing } from '#domain/standing.ts';
import { badgeOf } from '#domain/token.ts';
import { identifyBy, visitKey, visits, type Visit } from '#domain/visits.ts';
import { SEOUL } from '#domain/zone.ts';
import {
	entry,
	event,
	eventId,
	HOUR,
	MINUTE,
	participant,
	participantId,
	session,
	sessionId,
	siteId,
	START,
	token
} from './people.ts';

const END = session().endsAt;

/** A door with a memory: what is scanned there is recorded as the tablet would. */
class Door {
	readonly events: AttendanceEvent[] = [];
	readonly #sessions: readonly Session[];
	readonly #roster: readonly RosterEntry[];

	constructor({
		sessions = [session()],
		roster = [entry(1)]
	}: { sessions?: readonly Session[]; roster?: readonly RosterEntry[] } = {}) {
		this.#sessions = sessions;
		this.#roster = roster;
	}

	scan(at: number, text: string = token(1), changes: Partial<Scene> = {}): Verdict {
		const verdict = judge(text, {
			now: at,
			zone: SEOUL,
			lastSeenMs: null,
			sessions: this.#sessions,
			roster: this.#roster,
			visits: visits(this.events, SEOUL),
			duty: WHOLE_DUTY,
			...changes
		});
		const movement = movementOf(verdict);
		if (movement && 'who' in verdict) {
			this.note(movement, at, { who: verdict.who, session: verdict.session?.id ?? null });
		}
		return verdict;
	}

	kinds(...times: readonly number[]): string[] {
		return times.map((at) => this.scan(at).kind);
	}

	note(
		kind: 'arrival' | 'departure',
		at: number,
		changes: { readonly who?: Who; readonly session?: Session['id'] | null } = {}
	): void {
		this.events.push(event(this.events.length + 1, kind, { at, ...changes }));
	}

	visit(n = 1, who: Who = participant(1)): Visit | undefined {
		return visits(this.events, SEOUL).get(visitKey(sessionId(n), who));
	}
}

describe('coming in', () => {
	test('T01 · somebody expected comes: one record', () => {
		const door = new Door();
		expect(door.kinds(START)).toEqual(['arrival']);
		expect(door.events).toHaveLength(1);
	});

	test('T02 · what looks like an id of ours is no badge, and nothing moves', () => {
		const door = new Door();
		expect(door.scan(START, '12345').kind).toBe('foreign');
		expect(door.scan(START, participantId(1)).kind).toBe('foreign');
		expect(door.events).toEqual([]);
	});

	test('T03 · signs in a code are taken as they are, not as a pattern', () => {
		expect(new Door().scan(START, '.*+-/=').kind).toBe('foreign');
	});

	test('T04 · who is in and shows the badge again is still in, once', () => {
		const door = new Door();
		expect(door.kinds(START, START + MINUTE, START + 2 * MINUTE)).toEqual([
			'arrival',
			'repeat',
			'repeat'
		]);
		expect(door.events).toHaveLength(1);
	});

	test('T07 · two scans that both mean something are two records', () => {
		const door = new Door();
		expect(door.kinds(START, START + HOUR)).toEqual(['arrival', 'departure']);
		expect(door.events).toHaveLength(2);
	});

	test('T09, T10 · what was refused is a record of its own, and spoils nothing', () => {
		const door = new Door();
		expect(refusalOf(door.scan(START, 'https://ggoom.example'))).toBe('foreign');
		door.events.push(event(9, 'refusal', { who: { kind: 'nobody' }, cause: 'foreign', at: START }));
		expect(door.scan(START + MINUTE).kind).toBe('arrival');
		expect(door.visit()).toMatchObject({ state: 'here' });
	});

	test('T12 · two sessions of one person do not know of each other until the second begins', () => {
		const later = session({
			id: sessionId(2),
			startsAt: START + 5 * HOUR,
			endsAt: START + 7 * HOUR
		});
		const roster = [entry(1), entry(1, { session: later.id })];
		const door = new Door({ sessions: [session(), later], roster });
		expect(door.kinds(START, END, later.startsAt, later.endsAt)).toEqual([
			'arrival',
			'departure',
			'arrival',
			'departure'
		]);
		expect([door.visit(1)?.state, door.visit(2)?.state]).toEqual(['gone', 'gone']);
	});

	test('T14 · two tablets that let in the same person offline: two records, one visit', () => {
		const door = new Door();
		door.note('arrival', START);
		door.note('arrival', START + MINUTE);
		expect(door.visit()).toMatchObject({ state: 'here', arrivedAt: START });
	});

	test('T17 · a cancelled session: others refuse, we let in and say that it was cancelled', () => {
		const door = new Door({ sessions: [session({ cancelled: true })] });
		expect(door.scan(START)).toMatchObject({ kind: 'stranger', cancelled: true });
		expect(door.events).toHaveLength(1);
	});

	test('T18 · a badge that was replaced is its former owner’s', () => {
		const roster = [entry(1, { badge: badgeOf(token(7)), replaced: [badgeOf(token(1))] })];
		expect(new Door({ roster }).scan(START)).toMatchObject({
			kind: 'arrival',
			replaced: true,
			who: { participant: participantId(1) }
		});
	});

	test('T19, T60 · a badge of ours that nobody knows: others lose the visit, we keep it', () => {
		const door = new Door();
		const verdict = door.scan(START, token(9));
		expect(verdict).toMatchObject({ kind: 'stranger', movement: 'arrival' });
		const who: Who = { kind: 'badge', badge: badgeOf(token(9)) };
		expect(door.visit(1, who)).toMatchObject({ state: 'here' });
		const owner = identifyBy(new Map([[badgeOf(token(9)), participantId(9)]]));
		expect([...visits(door.events, SEOUL, owner).values()]).toMatchObject([
			{ who: { kind: 'participant', participant: participantId(9) } }
		]);
	});

	test('T21 · somebody of another session is let in, as somebody who is on no roster here', () => {
		const door = new Door({ roster: [entry(1, { session: sessionId(5) })] });
		expect(door.scan(START)).toMatchObject({ kind: 'stranger', session: session() });
	});

	test('T22 · where no session is on, everybody is let in', () => {
		const door = new Door({ sessions: [] });
		expect(door.scan(START)).toMatchObject({ kind: 'stranger', session: null });
		expect(door.events).toHaveLength(1);
	});

	test('T28, T68 · before the door opens and after the end: others refuse, we record what it was', () => {
		expect(new Door().scan(START - 3 * HOUR).kind).toBe('arrival');
		expect(new Door().scan(END + 10 * MINUTE).kind).toBe('departure');
	});

	test('T37 · the arrival window decides which session is chosen, not who gets in', () => {
		const early = session({
			id: sessionId(2),
			startsAt: START - 4 * HOUR,
			endsAt: START - 2 * HOUR
		});
		const roster = [entry(1), entry(1, { session: early.id })];
		const door = new Door({ sessions: [early, session()], roster });
		expect(door.scan(START - 50 * MINUTE)).toMatchObject({ session: session() });
	});

	test('T38 · after the door has closed a scan still counts', () => {
		expect(movementOf(new Door().scan(END + 2 * HOUR))).toBe('departure');
	});

	test('T39 · the session’s own times count', () => {
		const late = session({ startsAt: START + HOUR, endsAt: END + HOUR });
		expect(new Door({ sessions: [late] }).scan(START + HOUR)).toMatchObject({ late: false });
		expect(new Door({ sessions: [late] }).scan(START + 71 * MINUTE)).toMatchObject({ late: true });
	});

	test('T49 · of several sessions the one of the badge is chosen, and named', () => {
		const other = session({ id: sessionId(2), program: '제과 수업' });
		const door = new Door({
			sessions: [session(), other],
			roster: [entry(1), entry(2, { session: other.id })]
		});
		expect(door.scan(START, token(2))).toMatchObject({ session: other });
		expect(door.scan(START, token(1))).toMatchObject({ session: session() });
	});

	test('T50 · a session that is given twice is one', () => {
		const door = new Door({ sessions: [session(), session()] });
		expect(door.kinds(START, START + MINUTE)).toEqual(['arrival', 'repeat']);
	});

	test('T59 · what a scanner puts before the code is forgiven', () => {
		expect(new Door().scan(START, `]Q1${token(1)}`).kind).toBe('arrival');
		expect(new Door().scan(START, `\\000026${token(1)}`).kind).toBe('arrival');
	});

	test('T86 · the same badge on another day is another visit', () => {
		const tomorrow = session({
			id: sessionId(2),
			startsAt: START + 24 * HOUR,
			endsAt: END + 24 * HOUR
		});
		const roster = [entry(1), entry(1, { session: tomorrow.id })];
		const door = new Door({ sessions: [session(), tomorrow], roster });
		expect(door.kinds(START, END, tomorrow.startsAt)).toEqual(['arrival', 'departure', 'arrival']);
	});

	test('T87 · outside of every window: others forget it, we have a record', () => {
		const door = new Door();
		door.scan(START - 6 * HOUR);
		expect(door.events).toHaveLength(1);
	});
});

describe('leaving and coming back', () => {
	test('T20 · nobody is kept from leaving', () => {
		for (const cancelled of [false, true]) {
			const door = new Door({ sessions: [session({ cancelled })], roster: [] });
			const day = cancelled ? null : session().id;
			door.note('arrival', START, {
				who: { kind: 'badge', badge: badgeOf(token(1)) },
				session: day
			});
			expect(movementOf(door.scan(END))).toBe('departure');
		}
	});

	test('T23, T64 · out and in again after the minimum stay: three records, and in', () => {
		const door = new Door();
		expect(door.kinds(START, START + 20 * MINUTE, START + 40 * MINUTE)).toEqual([
			'arrival',
			'departure',
			'arrival'
		]);
		expect(door.scan(START + 41 * MINUTE).kind).toBe('repeat');
		expect(door.visit()).toMatchObject({ state: 'here', arrivedAt: START });
	});

	test('T24 · near the end nobody comes back: who shows the badge again has left', () => {
		const door = new Door();
		const leaving = END - 14 * MINUTE;
		expect(door.kinds(START, leaving, leaving + 12 * MINUTE)).toEqual([
			'arrival',
			'departure',
			'repeat'
		]);
		expect(door.visit()).toMatchObject({ state: 'gone', leftAt: leaving });
	});

	test('T25, T63 · leaving twice at two doors: both kept, the later one counts', () => {
		const door = new Door();
		door.note('arrival', START);
		door.note('departure', START + HOUR);
		door.note('departure', START + HOUR + MINUTE);
		expect(door.visit()).toMatchObject({ state: 'gone', leftAt: START + HOUR + MINUTE });
	});

	test('T26 · leaving where nobody saw them come does not use up the coming', () => {
		const door = new Door();
		door.note('departure', START - MINUTE);
		expect(door.kinds(START + 10 * MINUTE, START + 30 * MINUTE)).toEqual(['arrival', 'departure']);
		expect(door.visit()).toMatchObject({ state: 'gone', arrivedAt: START + 10 * MINUTE });
	});

	test('T27 · an older arrival that becomes known late does not undo the leaving', () => {
		const door = new Door();
		door.note('departure', START + 25 * MINUTE);
		door.note('arrival', START + 20 * MINUTE);
		expect(door.visit()).toMatchObject({ state: 'gone' });
		expect(door.scan(START + 36 * MINUTE).kind).toBe('arrival');
	});

	test('T33, T34 · however often somebody comes and goes, they may come and leave', () => {
		const door = new Door();
		const times = Array.from({ length: 8 }, (_, n) => START + n * 11 * MINUTE);
		expect(new Set(door.kinds(...times))).toEqual(new Set(['arrival', 'departure']));
		expect(door.events).toHaveLength(8);
	});

	test('T35 · without a session the day turns at midnight where the center is', () => {
		const door = new Door({ sessions: [], roster: [] });
		const midnight = Date.parse('2026-11-25T00:00:00+09:00');
		const at = (now: number) => movementOf(door.scan(now));
		expect([at(midnight - 20 * MINUTE), at(midnight - 15 * MINUTE), at(midnight)]).toEqual([
			'arrival',
			null,
			'arrival'
		]);
	});

	test('T36 · the minimum stay tells a second look from leaving, to the millisecond', () => {
		const stay = session().stayMs;
		expect(new Door().kinds(START, START + stay - 1)).toEqual(['arrival', 'repeat']);
		expect(new Door().kinds(START, START + stay)).toEqual(['arrival', 'departure']);
	});

	test('T41 · who is in does not come in, who is out does', () => {
		const door = new Door();
		expect(door.kinds(START, START + MINUTE, START + 20 * MINUTE, START + 40 * MINUTE)).toEqual([
			'arrival',
			'repeat',
			'departure',
			'arrival'
		]);
	});

	test('T42 · whoever is refused nothing still hears since when they are in', () => {
		const door = new Door();
		door.scan(START);
		expect(door.scan(START + MINUTE)).toMatchObject({ kind: 'repeat', visit: { since: START } });
	});

	test('leaving early is told from leaving', () => {
		const door = new Door();
		door.kinds(START, START + HOUR);
		const visit = door.visit();
		expect(visit && leftEarly(session(), visit)).toBe(true);
	});
});

describe('nobody saw them leave', () => {
	const arrived = (at: number): Visit => {
		const door = new Door();
		door.note('arrival', at);
		const visit = door.visit();
		if (!visit) throw new Error('No visit');
		return visit;
	};

	test('T29 · before the cut-off they are in, after it they left with the end', () => {
		expect(concluded(session(), arrived(START), END + HOUR - 1)).toMatchObject({ state: 'here' });
		expect(concluded(session(), arrived(START), END + HOUR)).toMatchObject({
			state: 'gone',
			leftAt: END,
			leftBy: 'end'
		});
	});

	test('T30 · of whoever never came nothing is invented, and who left keeps their time', () => {
		expect(standing(session(), undefined, END + HOUR)).toBe('missing');
		const door = new Door();
		door.kinds(START, START + HOUR);
		const visit = door.visit();
		expect(visit && concluded(session(), visit, END + HOUR)).toMatchObject({
			leftAt: START + HOUR,
			leftBy: 'scan'
		});
	});

	test('T31 · who came after the cut-off is not sent out by it', () => {
		expect(concluded(session(), arrived(END + HOUR), END + 2 * HOUR)).toMatchObject({
			state: 'here'
		});
	});
});

describe('taking back', () => {
	const undo = (n: number, voids: number, at: number) =>
		event(n, 'void', { voids: eventId(voids), reason: '잘못 찍음', at });

	test('T54 · a record that was taken back no longer counts, and stays', () => {
		const door = new Door();
		door.scan(START);
		door.events.push(undo(2, 1, START + 5_000));
		expect(door.visit()).toBeUndefined();
		expect(door.events).toHaveLength(2);
	});

	test('T55, T57 · hours later as well: staff have a reason, and the clock gates nothing', () => {
		const door = new Door();
		door.scan(START);
		door.events.push(undo(2, 1, START + 5 * HOUR));
		expect(door.visit()).toBeUndefined();
	});

	test('T56 · what names another record, or none, leaves this one standing', () => {
		const door = new Door();
		door.scan(START);
		door.events.push(undo(2, 77, START + MINUTE));
		expect(door.visit()).toMatchObject({ state: 'here' });
	});
});

describe('groups and looking for people', () => {
	test('T53 · a class that comes together is every one of it', () => {
		const roster = [1, 2, 3].map((n) => entry(n));
		const door = new Door({ roster });
		for (const n of [1, 2, 3]) expect(door.scan(START, token(n)).kind).toBe('arrival');
		expect(visits(door.events, SEOUL).size).toBe(3);
	});

	test('T72 · two syllables find a Korean name, and initials do', () => {
		const person = {
			id: participantId(1),
			name: '김봄',
			school: '',
			schoolId: null,
			group: '1-3',
			number: 1
		};
		for (const typed of ['김봄', 'ㄱㅂ']) expect(isMeant(person, typed)).toBe(true);
	});

	test('a session of another site is not this door’s', () => {
		const elsewhere = session({ id: sessionId(2), site: siteId(2) });
		expect(new Door().scan(START, token(1), { sessions: [elsewhere] })).toMatchObject({
			kind: 'stranger'
		});
	});
});
