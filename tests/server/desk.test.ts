import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { sessionBoard } from '#domain/board.ts';
import type { Correction } from '#domain/correction.ts';
import type { AttendanceEvent, Who } from '#domain/event.ts';
import { EventId, Incarnation, type SessionId, type SiteId } from '#domain/id.ts';
import type { Reach } from '#domain/rights.ts';
import { ownersOf } from '#domain/roster.ts';
import { identifyBy, visits } from '#domain/visits.ts';
import { SEOUL } from '#domain/zone.ts';
import { attendanceOf, logOf } from '#server/attendance.ts';
import { board } from '#server/board.ts';
import { found } from '#server/centers.ts';
import { CENTER_DESK, CenterDesk } from '#server/desk.ts';
import { ledgerAfter } from '#server/ledger.ts';
import { cancelSession } from '#server/planning.ts';
import { addParticipants } from '#server/roster.ts';
import { pull } from '#server/sync/pull.ts';
import { beginEpoch } from '#server/epochs.ts';
import { push } from '#server/sync/push.ts';
import { tabletsOf } from '#server/tablets.ts';
import { verify } from '#server/trail.ts';
import { event, HOUR, MINUTE, provisionalId, START } from '../domain/people.ts';
import {
	ENGINES,
	newIncarnation,
	openCenter,
	pairDevice,
	prepare,
	pushOf,
	SOMEBODY,
	uuid
} from './center.ts';

const WHOLE: Reach = { kind: 'center' };
const NOON = START + HOUR;
const newEvent = () => v.parse(EventId, uuid());

describe.each(ENGINES)('staff mend attendance at the center, on %s', (engine) => {
	async function opened() {
		const there = await openCenter(engine);
		const { store, keys, epoch, center, morning, bakery, students } = there;
		const { device } = await pairDevice(store, center, bakery, '입구');
		const desk = new CenterDesk(store);
		const life = newIncarnation();
		let seq = 0;
		const scan = async (kind: AttendanceEvent['kind'], changes: object) => {
			const incarnation = life;
			const basis = { id: newEvent(), incarnation, session: morning, at: START };
			const made = event((seq += 1), kind, { ...basis, ...changes });
			await push(store, epoch, device, pushOf(life, [made], { lastSeq: seq }), START);
			return made.id;
		};
		const student = (n: number) => {
			const found = students[n];
			if (!found) throw new Error('Nobody there');
			return found.id;
		};
		const by = (n: number): Who => ({
			kind: 'participant',
			participant: student(n),
			badge: null
		});
		const key = (n: number) => `${morning}/participant:${student(n)}`;
		const correct = (
			correction: Correction,
			{ id = newEvent(), reach = WHOLE, session = morning, now = NOON } = {}
		) => desk.correct({ center, reach, by: SOMEBODY }, session, id, correction, now);
		const ledger = () => ledgerAfter(store.reader, center, 0, 1_000);
		const sheet = async (now = NOON) => {
			const sheet = await attendanceOf(store.reader, center, WHOLE, morning, now);
			if (!sheet) throw new Error('No session');
			return { ...sheet, log: await logOf(store.reader, center, sheet) };
		};
		const standings = async (now = NOON) =>
			Object.fromEntries(
				(await sheet(now)).course.people.map(({ person, claim, standing }) => [
					person?.name ?? (claim || '?'),
					standing
				])
			);
		const ask = (cursor: string | null = null, now = NOON) =>
			pull({ store, keys }, epoch, device, cursor, now);
		return {
			...there,
			device,
			desk,
			scan,
			student,
			by,
			key,
			correct,
			ledger,
			sheet,
			standings,
			ask
		};
	}
	type Opened = Awaited<ReturnType<typeof opened>>;

	const late = (key: string): Correction => ({ kind: 'mark', key, mark: 'late', reason: '병원' });
	const nameless = (n = 1, claim = '1-3 2번'): Who => ({
		kind: 'provisional',
		provisional: provisionalId(n),
		claim
	});
	const keyOfNameless = ({ morning }: Opened, n = 1) =>
		`${morning}/provisional:${provisionalId(n)}`;

	test('a mark is an event of the center, numbered without a gap, and on the trail', async () => {
		const { correct, key, standings, ledger, epoch, store, center } = await opened();
		expect(await correct(late(key(0)))).toEqual({ kind: 'recorded' });
		await correct({ kind: 'mark', key: key(1), mark: 'excused', reason: '학교 일' });
		expect(await standings()).toMatchObject({ 김새봄: 'late', 이하늘: 'absent' });
		const rows = await ledger();
		expect(rows.map(({ position, device_id }) => [position, device_id])).toEqual([
			[1, CENTER_DESK],
			[2, CENTER_DESK]
		]);
		const events = rows.map(({ body }) => JSON.parse(body));
		expect(events).toMatchObject([
			{ incarnation: epoch, seq: 1, at: NOON, skew: 0, mark: 'late', reason: '병원' },
			{ incarnation: epoch, seq: 2, boot: events[0].boot }
		]);
		const trail = await store.reader
			.selectFrom('trail')
			.select(['action', 'subject', 'people', 'reason', 'staff_id'])
			.where('center_id', '=', center)
			.where('action', 'like', 'attendance.%')
			.orderBy('position')
			.execute();
		expect(trail.map(({ action, reason, staff_id }) => [action, reason, staff_id])).toEqual([
			['attendance.mark', '병원', SOMEBODY.id],
			['attendance.mark', '학교 일', SOMEBODY.id]
		]);
		expect(await verify(store.reader, center)).toMatchObject({ kind: 'whole' });
	});

	test('the same form twice is one event, and one that says something else is told so', async () => {
		const { correct, key, ledger } = await opened();
		const id = newEvent();
		const twice = [await correct(late(key(0)), { id }), await correct(late(key(0)), { id })];
		expect(twice).toEqual(Array(2).fill({ kind: 'recorded' }));
		expect(await correct(late(key(1)), { id })).toEqual({ kind: 'spent' });
		expect(await ledger()).toHaveLength(1);
	});

	test('taking back twice with one form is done once, and with another is told as done already', async () => {
		const { correct, scan, by, ledger } = await opened();
		const arrival = await scan('arrival', { who: by(0) });
		const undo: Correction = { kind: 'undo', event: arrival, reason: '잘못 찍음' };
		const id = newEvent();
		expect(await correct(undo, { id })).toMatchObject({ kind: 'recorded' });
		expect(await correct(undo, { id })).toMatchObject({ kind: 'recorded' });
		expect(await correct(undo)).toEqual({ kind: 'overtaken' });
		expect(await ledger()).toHaveLength(2);
	});

	test('what was taken back counts again when that is taken back in turn', async () => {
		const { correct, scan, by, standings, sheet } = await opened();
		const arrival = await scan('arrival', { who: by(0) });
		const voiding = newEvent();
		await correct({ kind: 'undo', event: arrival, reason: '잘못 찍음' }, { id: voiding });
		expect(await standings()).toMatchObject({ 김새봄: 'missing' });
		await correct({ kind: 'undo', event: voiding, reason: '맞았음' }, { now: NOON + 1 });
		expect(await standings()).toMatchObject({ 김새봄: 'here' });
		const { log } = await sheet();
		expect(
			log.map(({ fact, person, tablet, void: taken, undoable }) => [
				fact.kind,
				person?.name,
				tablet,
				taken,
				undoable
			])
		).toEqual([
			['void', '김새봄', null, false, true],
			['void', '김새봄', null, true, false],
			['arrival', '김새봄', '입구', false, true]
		]);
	});

	test('a visitor without a name is given one, and loses it when that is taken back', async () => {
		const there = await opened();
		const { correct, scan, student, standings } = there;
		await scan('arrival', { who: nameless() });
		expect(await standings()).toMatchObject({ 이하늘: 'missing', '1-3 2번': 'here' });
		const id = newEvent();
		const match: Correction = {
			kind: 'match',
			key: keyOfNameless(there),
			participant: student(1),
			reason: '명찰이 없음'
		};
		await correct(match, { id });
		const matched = await standings();
		expect(matched).toMatchObject({ 이하늘: 'here' });
		expect(matched).not.toHaveProperty('1-3 2번');
		expect(await correct(match)).toEqual({ kind: 'overtaken' });
		await correct({ kind: 'undo', event: id, reason: '다른 학생' }, { now: NOON + 1 });
		expect(await standings()).toMatchObject({ 이하늘: 'missing', '1-3 2번': 'here' });
	});

	test('who has a name is not given another', async () => {
		const { correct, key, student } = await opened();
		const match = { kind: 'match', key: key(0), participant: student(1), reason: '명찰' } as const;
		expect(await correct(match)).toEqual({ kind: 'overtaken' });
	});

	test('somebody of the center who is on no roster here is let in once, while the door is open', async () => {
		const { correct, store, center, school, standings, sheet, key, student } = await opened();
		const id = uuid() as never;
		const stray = { id, school_id: school, grade: 2, class_no: 1, number: 9, name: '한새롬' };
		await store.write((trx) => addParticipants(trx, center, [{ ...stray, year: 2026 }]));
		const letIn: Correction = { kind: 'let-in', participant: id };
		const end = START + 2 * HOUR;
		expect(await correct(letIn, { now: START - HOUR - 1 })).toEqual({ kind: 'overtaken' });
		expect(await correct(letIn, { now: end + HOUR })).toEqual({ kind: 'overtaken' });
		expect(await correct(letIn, { now: START })).toMatchObject({ kind: 'recorded' });
		expect(await correct(letIn)).toEqual({ kind: 'overtaken' });
		expect(await correct({ kind: 'let-in', participant: student(0) })).toEqual({
			kind: 'overtaken'
		});
		expect(await standings()).toMatchObject({ 한새롬: 'here' });
		const { people } = (await sheet()).course;
		expect(people.find(({ person }) => person?.id === id)).toMatchObject({
			onRoster: false,
			arrivedAt: START
		});
		expect(people.find((each) => each.key === key(0))).toMatchObject({ onRoster: true });
	});

	test('tablets hear of it by pull like of another tablet’s, and their fold agrees with the board', async () => {
		const there = await opened();
		const { correct, scan, by, key, student, ask, store, center, morning, students } = there;
		const first = await ask();
		const wrong = await scan('arrival', { who: by(0) });
		await scan('arrival', { who: nameless() });
		await correct({ kind: 'undo', event: wrong, reason: '잘못 찍음' });
		await correct(late(key(2)));
		const match = { kind: 'match', key: keyOfNameless(there), participant: student(1) } as const;
		await correct({ ...match, reason: '명찰이 없음' });
		const news = await ask(first.cursor);
		expect(news.events.map(({ kind }) => kind)).toEqual([
			'arrival',
			'arrival',
			'void',
			'mark',
			'match'
		]);
		expect((await ask(news.cursor)).events).toEqual([]);
		const [session] = first.sessions;
		if (!session) throw new Error('No session');
		const folded = visits(
			news.events as AttendanceEvent[],
			SEOUL,
			identifyBy(ownersOf(first.roster))
		);
		const roster = students.map(({ id, name, number }) => ({
			id,
			name,
			school: '별솔중학교',
			schoolId: there.school,
			group: '1-3',
			number
		}));
		const people = new Map(roster.map((person) => [person.id, person]));
		const atTheTablet = sessionBoard(session, '', roster, folded.values(), people, NOON);
		const atTheCenter = (await board(store, center, NOON)).sessions.find(
			(each) => each.session.id === morning
		);
		expect(atTheTablet.people).toEqual(atTheCenter?.people);
		expect(atTheCenter?.tally).toMatchObject({ here: 1, late: 1, missing: 3 });
	});

	test('no tablet is missing anything, or has anything set aside, because of it', async () => {
		const { correct, key, scan, by, store, center, device } = await opened();
		await scan('arrival', { who: by(0) });
		await correct(late(key(1)));
		await scan('arrival', { who: by(2) });
		const tablets = await tabletsOf(
			store.reader,
			{ center, reach: WHOLE },
			{ now: NOON, build: '1' }
		);
		expect(tablets.map(({ id }) => id)).toEqual([device.id]);
		expect(JSON.stringify(tablets)).not.toContain(CENTER_DESK);
		expect((await board(store, center, NOON)).asides).toEqual([]);
		const lives = await store.reader.selectFrom('incarnation').selectAll().execute();
		expect(lives).toMatchObject([{ device_id: device.id, acked_through: 2, claimed_through: 2 }]);
	});

	test('a restored server never hands out a number a second time', async () => {
		const { correct, key, store, epoch, ledger } = await opened();
		await correct(late(key(0)));
		await store.write((trx) => beginEpoch(trx, { known: epoch, cause: 'restored' }, NOON));
		await correct(late(key(1)));
		const numbers = (await ledger()).map(({ body }) => JSON.parse(body));
		expect(numbers.map(({ seq }) => seq)).toEqual([1, 1]);
		expect(new Set(numbers.map(({ incarnation }) => v.parse(Incarnation, incarnation))).size).toBe(
			2
		);
	});

	test('of a cancelled session nothing can be said', async () => {
		const { correct, key, store, center, morning, ledger } = await opened();
		await cancelSession(store, center, SOMEBODY, morning, '폭설', START);
		expect(await correct(late(key(0)))).toEqual({ kind: 'cancelled' });
		expect(await ledger()).toEqual([]);
	});

	test('nothing of another center is there, be it a session, a visit, an event or a student', async () => {
		const there = await opened();
		const { correct, key, scan, store, keys, ledger, center } = there;
		const theirs = await store.write((trx) => found(trx, { name: '이웃', demo: false }, START));
		const { morning, students } = await prepare(store, keys, theirs);
		const [student] = students;
		if (!student) throw new Error('Nobody there');
		await scan('arrival', { who: nameless() });
		const nowhere = { kind: 'nowhere' };
		const participant = student.id;
		const match = {
			kind: 'match',
			key: keyOfNameless(there),
			participant,
			reason: '명찰'
		} as const;
		expect(await correct(late(key(0)), { session: morning })).toEqual(nowhere);
		expect(await correct(late(`${morning}/participant:${student.id}`))).toEqual(nowhere);
		expect(await correct(match)).toEqual(nowhere);
		expect(await correct({ kind: 'let-in', participant })).toEqual(nowhere);
		expect(await correct({ kind: 'undo', event: newEvent(), reason: '?' })).toEqual(nowhere);
		expect(await ledger()).toHaveLength(1);
		expect(await ledgerAfter(store.reader, theirs, 0, 10)).toEqual([]);
		expect(await attendanceOf(store.reader, theirs, WHOLE, there.morning, NOON)).toBeNull();
		expect(await attendanceOf(store.reader, center, WHOLE, morning, NOON)).toBeNull();
	});

	describe('a site’s people', () => {
		const at = (...sites: SiteId[]): Reach => ({ kind: 'sites', sites });

		test('reach their own sessions, on their day', async () => {
			const { correct, key, bakery, college } = await opened();
			const reach = at(bakery);
			expect(await correct(late(key(0)), { reach })).toMatchObject({ kind: 'recorded' });
			expect(await correct(late(key(0)), { reach: at(college) })).toEqual({ kind: 'nowhere' });
			const tomorrow = START + 24 * HOUR;
			expect(await correct(late(key(0)), { reach, now: tomorrow })).toEqual({ kind: 'nowhere' });
			expect(await correct(late(key(0)), { now: tomorrow })).toMatchObject({ kind: 'recorded' });
		});

		test('know no students but those who are expected there', async () => {
			const there = await opened();
			const { correct, scan, store, center, school, bakery, student } = there;
			const id = uuid() as never;
			const stray = { id, school_id: school, grade: 2, class_no: 1, number: 9, name: '한새롬' };
			await store.write((trx) => addParticipants(trx, center, [{ ...stray, year: 2026 }]));
			await scan('arrival', { who: nameless() });
			const reach = at(bakery);
			const match = { kind: 'match', key: keyOfNameless(there), reason: '명찰이 없음' } as const;
			expect(await correct({ ...match, participant: id }, { reach })).toEqual({ kind: 'nowhere' });
			expect(await correct({ kind: 'let-in', participant: id }, { reach })).toEqual({
				kind: 'nowhere'
			});
			expect(await correct({ ...match, participant: student(1) }, { reach })).toMatchObject({
				kind: 'recorded'
			});
		});
	});

	test('whoever arrived for another session of the day since is no longer here', async () => {
		const { scan, by, lecture, standings } = await opened();
		await scan('arrival', { who: by(0) });
		expect(await standings()).toMatchObject({ 김새봄: 'here' });
		await scan('arrival', { who: by(0), session: lecture as SessionId, at: START + 30 * MINUTE });
		expect(await standings()).toMatchObject({ 김새봄: 'gone' });
	});
});
