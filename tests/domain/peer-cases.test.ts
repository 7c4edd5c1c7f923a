// How other check-in systems behave, case by case, and what becomes of it here. The ids are theirs in our list
// of them. Nobody is ever turned away here: where others refuse, we record and say so, or let it be a repeat.
//
// On the wire and on the disk: T08 to T11, T13 to T16, T27, T54 to T57, T82 and T83 in
// tests/server/peer-cases.test.ts; T40, T58, T61 to T64 and T75 to T80 in tests/sync/peer-cases.test.ts.
// Proved before there was this list: T05 and T06 in push.test.ts («an answer that was lost»); T51 in
// people.test.ts, tablets.test.ts and search.test.ts (nobody reaches beyond what is theirs); T52 in search.test.ts
// («one letter is no name», «a viewer finds plans and no people»); T81 in devices.test.ts and tablets.test.ts (one
// answer to every wrong code, so that nobody learns which were right once); T84 in reissue.test.ts and
// people.test.ts (a corrected name keeps the badge, a reissue gives another); T85 in retired.test.ts («moved to
// another site»).
// Left out: T32 (no summer time in Seoul; zones are tested in day.test.ts), T43 to T48 (nothing is asked at the
// door yet), T73 and T74 (no cards that stand for several bookings, and none that expire). Of T65 to T71 what is
// about signatures: our codes say nothing that could be signed; what becomes of such people is here.
import { describe, expect, test } from 'vitest';
import { WHOLE_DUTY } from '#domain/duty.ts';
import type { AttendanceEvent, Who } from '#domain/event.ts';
import { isMeant } from '#domain/find-person.ts';
import { judge, movementOf, refusalOf, type Verdict } from '#domain/judge.ts';
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

	scan(at: number, text: string = token(1)): Verdict {
		const verdict = judge(text, {
			now: at,
			zone: SEOUL,
			lastSeenMs: null,
			sessions: this.#sessions,
			roster: this.#roster,
			visits: visits(this.events, SEOUL),
			answered: new Set(),
			duty: WHOLE_DUTY
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
		const door = new Door();
		for (const text of ['.*', '.*+-/=', '%', '\\d{41}']) {
			expect(door.scan(START, text).kind).toBe('foreign');
		}
		for (const sign of ['+', '=', '/', '.*']) {
			expect(door.scan(START, `${token(1)}${sign}`).kind).toBe('damaged');
		}
		expect(door.events).toEqual([]);
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

	test('T09 · what was refused is a record of its own, and spoils nothing', () => {
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

	test('T14, T15 · two tablets that let in the same person offline: two records, one visit', () => {
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

	test('T19, T60, T65, T71 · a badge of ours that nobody knows: others lose the visit, we keep it', () => {
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
		const opens = START - session().openBeforeMs;
		for (const at of [opens - 1, opens, END - 1]) {
			expect(new Door().scan(at)).toMatchObject({ kind: 'arrival', session: session() });
		}
		for (const at of [END, END + 10 * MINUTE]) {
			expect(new Door().scan(at)).toMatchObject({ kind: 'departure', session: session() });
		}
	});

	test('T37 · the arrival window decides which session is chosen, not who gets in', () => {
		const early = session({
			id: sessionId(2),
			startsAt: START - 4 * HOUR,
			endsAt: START - 90 * MINUTE
		});
		const roster = [entry(1), entry(1, { session: early.id })];
		const chosen = (at: number) => new Door({ sessions: [early, session()], roster }).scan(at);
		const opens = START - session().openBeforeMs;
		expect(chosen(opens - 1)).toMatchObject({ kind: 'departure', session: early });
		expect(chosen(opens)).toMatchObject({ kind: 'arrival', session: session() });
	});

	test('T38 · after the door has closed a scan still counts', () => {
		const closes = END + HOUR;
		for (const at of [closes - 1, closes, closes + HOUR]) {
			expect(new Door().scan(at)).toMatchObject({ kind: 'departure', session: session() });
		}
	});

	test('T39 · the session’s own times count', () => {
		const moved = session({ startsAt: START + HOUR, endsAt: END + HOUR, graceMs: 5 * MINUTE });
		const last = moved.startsAt + moved.graceMs;
		const isLate = (at: number) => new Door({ sessions: [moved] }).scan(at);
		expect(isLate(last)).toMatchObject({ kind: 'arrival', late: false });
		expect(isLate(last + 1)).toMatchObject({ kind: 'arrival', late: true });
	});

	test('T40 · at another site’s door others refuse, we let in as somebody of none of its rosters', () => {
		const there = session({ id: sessionId(2), site: siteId(2) });
		const door = new Door({ sessions: [there], roster: [entry(2, { session: there.id })] });
		expect(door.scan(START)).toMatchObject({
			kind: 'stranger',
			movement: 'arrival',
			session: there,
			who: { kind: 'badge' }
		});
		expect(door.events).toHaveLength(1);
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

	test('T66 · one digit of a badge changed: nobody is taken for it, and the next scan is', () => {
		const door = new Door();
		const good = token(1);
		for (const at of [0, 20, 40]) {
			const other = (Number(good[at]) + 1) % 10;
			const altered = `${good.slice(0, at)}${other}${good.slice(at + 1)}`;
			expect(door.scan(START, altered).kind).toBe('damaged');
		}
		expect(door.events).toEqual([]);
		expect(door.scan(START).kind).toBe('arrival');
	});

	test('T67 · with a badge that was replaced others refuse even to let out, we let in and out', () => {
		const roster = [entry(1, { badge: badgeOf(token(7)), replaced: [badgeOf(token(1))] })];
		const door = new Door({ roster });
		expect(door.scan(START, token(7))).toMatchObject({ kind: 'arrival', replaced: false });
		expect(door.scan(END)).toMatchObject({ kind: 'departure', replaced: true });
		expect(door.visit()).toMatchObject({ state: 'gone', arrivedAt: START, leftAt: END });
	});

	test('T69 · enrolled in a session this tablet does not know: others stop, we go by the clock', () => {
		const unknown = entry(1, { session: sessionId(7) });
		const door = new Door({ roster: [unknown, entry(2)] });
		expect(door.scan(START)).toMatchObject({
			kind: 'stranger',
			movement: 'arrival',
			session: session(),
			who: { kind: 'participant', participant: participantId(1) }
		});
		expect(new Door({ sessions: [], roster: [unknown] }).scan(START)).toMatchObject({
			kind: 'stranger',
			movement: 'arrival',
			session: null
		});
	});

	test('T70 · expected in one of two: where only the other is on others refuse, we let in', () => {
		const other = session({ id: sessionId(2) });
		const roster = [entry(1), entry(2, { session: other.id })];
		expect(new Door({ sessions: [other], roster }).scan(START)).toMatchObject({
			kind: 'stranger',
			session: other
		});
		expect(new Door({ sessions: [other, session()], roster }).scan(START)).toMatchObject({
			kind: 'arrival',
			session: session()
		});
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

	test('T24 · until then they do come back, to the millisecond', () => {
		const near = END - 15 * MINUTE;
		expect(new Door().kinds(START, START + HOUR, near - 1)[2]).toBe('arrival');
		expect(new Door().kinds(START, START + HOUR, near)[2]).toBe('repeat');
	});

	test('T25, T63 · leaving twice at two doors: both kept, the later one counts', () => {
		const door = new Door();
		door.note('arrival', START);
		door.note('departure', START + HOUR);
		door.note('departure', START + HOUR + MINUTE);
		expect(door.visit()).toMatchObject({ state: 'gone', leftAt: START + HOUR + MINUTE });
	});

	test('T25 · leaving twice at one door: the second is a refusal on record, not a departure', () => {
		const door = new Door();
		door.kinds(START, START + HOUR);
		expect(refusalOf(door.scan(START + HOUR + MINUTE))).toBe('repeat');
		expect(door.visit()).toMatchObject({ state: 'gone', leftAt: START + HOUR });
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
		expect(door.visit()).toMatchObject({ leftAt: START + 25 * MINUTE });
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

	test('T36 · and counts from the new arrival when somebody came back', () => {
		const stay = session().stayMs;
		const back = START + 2 * stay;
		const last = (at: number) => new Door().kinds(START, START + stay, back, at)[3];
		expect([last(back + stay - 1), last(back + stay)]).toEqual(['repeat', 'departure']);
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
		const later = (at: number) => concluded(session(), arrived(at), END + 2 * HOUR).state;
		expect([later(END + HOUR - 1), later(END + HOUR)]).toEqual(['gone', 'here']);
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
		door.kinds(START, START + HOUR);
		door.events.push(undo(3, 77, START + HOUR));
		expect(door.visit()).toMatchObject({ state: 'gone', leftAt: START + HOUR });
		door.events.push(undo(4, 2, START + HOUR));
		expect(door.visit()).toMatchObject({ state: 'here', arrivedAt: START });
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
		for (const typed of ['이봄', '김봄이', 'ㅇㅂ']) expect(isMeant(person, typed)).toBe(false);
	});
});
