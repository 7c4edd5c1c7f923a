import { describe, expect, test } from 'vitest';
import { open } from '#domain/seal.ts';
import { badgeOf } from '#domain/token.ts';
import { dayOf, type Day } from '#domain/day.ts';
import type { ParticipantId } from '#domain/id.ts';
import { SEOUL } from '#domain/zone.ts';
import { sheet } from '#server/badges.ts';
import { found } from '#server/centers.ts';
import {
	addPerson,
	changePerson,
	comeBack,
	leave,
	type PersonFacts
} from '#server/people/changes.ts';
import {
	participantById,
	PEOPLE_A_PAGE,
	peopleList,
	type PeopleFilter
} from '#server/people/list.ts';
import { addParticipants } from '#server/roster.ts';
import { pull } from '#server/sync/pull.ts';
import { HOUR, participantId, schoolId, START } from '../../domain/people.ts';
import { SOMEBODY, ENGINES, openCenter, pairDevice } from '../center.ts';

const CENTER = { kind: 'center' } as const;
const ALL: PeopleFilter = { school: null, grade: null, classNo: null, name: '', left: false };

describe.each(ENGINES)('the participants of a center, on %s', (engine) => {
	async function opened() {
		const it = await openCenter(engine);
		const { store, keys, center, school } = it;
		const facts = (changes: Partial<PersonFacts> = {}): PersonFacts => ({
			name: '한가온',
			placement: { kind: 'school', school, grade: 2, classNo: 1, number: 7 },
			...changes
		});
		const names = async (filter: Partial<PeopleFilter>, page = 1) =>
			(await peopleList(store.reader, center, CENTER, { ...ALL, ...filter }, page)).people.map(
				({ name }) => name
			);
		const add = (changes: Partial<PersonFacts> = {}, knowingly = false) =>
			addPerson({ store, keys }, center, SOMEBODY, facts(changes), knowingly, START);
		const added = async (changes: Partial<PersonFacts> = {}): Promise<ParticipantId> => {
			const outcome = await add(changes);
			if (outcome.kind !== 'done') throw new Error(outcome.kind);
			return outcome.participant;
		};
		const change = (id: ParticipantId, changes: Partial<PersonFacts>, knowingly = false) =>
			changePerson({ store, keys }, center, SOMEBODY, id, facts(changes), knowingly, START);
		return { ...it, facts, names, add, added, change };
	}

	test('are listed by name, and of one school by grade, class and number', async () => {
		const { names, added, school } = await opened();
		await added();
		expect(await names({})).toEqual(['김새봄', '박우주', '이하늘', '정가람', '최마루', '한가온']);
		expect(await names({ school })).toEqual([
			...['김새봄', '이하늘', '박우주', '최마루', '정가람', '한가온']
		]);
	});

	test('are sifted by school, grade, class and any part of a name', async () => {
		const { names, added, school } = await opened();
		await added();
		await added({ name: "O'Brien 100%", placement: { kind: 'out-of-school', band: 'HIGH' } });
		expect(await names({ grade: 2 })).toEqual(['한가온']);
		expect(await names({ school, classNo: 1 })).toEqual(['한가온']);
		expect(await names({ school: 'none' })).toEqual(["O'Brien 100%"]);
		expect(await names({ school: schoolId(9) })).toEqual([]);
		expect(await names({ name: '가온'.normalize('NFD') })).toEqual(['한가온']);
		expect(await names({ name: "o'b" })).toEqual(["O'Brien 100%"]);
		// What a pattern would mean something else by.
		expect(await names({ name: '100%' })).toEqual(["O'Brien 100%"]);
		expect(await names({ name: '_가온' })).toEqual([]);
		expect(await names({ name: '!' })).toEqual([]);
	});

	test('fill pages of fifty, each on exactly one', async () => {
		const { store, center, school } = await opened();
		const many = Array.from({ length: 2 * PEOPLE_A_PAGE - 4 }, (_, index) => ({
			id: participantId(index),
			...{ school_id: school, grade: 3, class_no: 1, number: index + 1, name: '이든', year: 2026 }
		}));
		await store.write((trx) => addParticipants(trx, center, many));
		const page = (number: number) => peopleList(store.reader, center, CENTER, ALL, number);
		const pages = [await page(1), await page(2), await page(3)];
		expect(pages.map(({ people }) => people.length)).toEqual([50, 50, 1]);
		expect(new Set(pages.flatMap(({ people }) => people.map(({ id }) => id))).size).toBe(101);
		expect(pages[0]).toMatchObject({ count: 101, page: 1, pages: 3 });
		expect(await page(99)).toMatchObject({ page: 3 });
		expect(await page(-1)).toMatchObject({ page: 1 });
	});

	test('a teacher meets those of their own school only, and somebody of a site nobody', async () => {
		const { store, center, school, added } = await opened();
		const youth = await added({ placement: { kind: 'out-of-school', band: 'MIDDLE' } });
		const seen = async (reach: Parameters<typeof peopleList>[2]) =>
			(await peopleList(store.reader, center, reach, ALL, 1)).count;
		expect(await seen(CENTER)).toBe(6);
		expect(await seen({ kind: 'school', school })).toBe(5);
		expect(await seen({ kind: 'school', school: schoolId(9) })).toBe(0);
		expect(await seen({ kind: 'sites', sites: [] })).toBe(0);
		const teacher = { kind: 'school', school } as const;
		expect(await participantById(store.reader, center, teacher, youth)).toBeNull();
		expect(await participantById(store.reader, center, CENTER, youth)).toMatchObject({
			school: null,
			band: 'MIDDLE',
			grade: null,
			year: null
		});
	});

	test('somebody of another center is as if they were not there', async () => {
		const { store, keys, students, school } = await opened();
		const other = await store.write((trx) => found(trx, { name: '옆 센터', demo: false }, START));
		const [ours] = students;
		if (!ours) throw new Error('Nobody there');
		expect(await participantById(store.reader, other, CENTER, ours.id)).toBeNull();
		const facts: PersonFacts = {
			name: '남',
			placement: { kind: 'school', school, grade: 1, classNo: 1, number: 1 }
		};
		const parts = { store, keys };
		expect(await addPerson(parts, other, SOMEBODY, facts, false, START)).toEqual({
			kind: 'no-such-school'
		});
		expect(await changePerson(parts, other, SOMEBODY, ours.id, facts, false, START)).toEqual({
			kind: 'unknown'
		});
		const leaving = { on: dayOf(START, SEOUL), why: 'moved' } as const;
		expect(
			await store.write((trx) => leave(trx, other, SOMEBODY, ours.id, leaving, START))
		).toEqual({
			kind: 'unknown'
		});
		expect(await store.write((trx) => comeBack(trx, other, SOMEBODY, ours.id, START))).toEqual({
			kind: 'unknown'
		});
	});

	test('a new one has a badge at once, and the school year', async () => {
		const { store, center, added } = await opened();
		const id = await added();
		expect(await participantById(store.reader, center, CENTER, id)).toMatchObject({
			name: '한가온',
			year: 2026,
			badge: true,
			left: null
		});
	});

	test('no school of a grade it does not have, and no school that is not there', async () => {
		const { add, school } = await opened();
		const at = (grade: number, of = school) =>
			add({ placement: { kind: 'school', school: of, grade, classNo: 1, number: 1 } });
		expect(await at(4)).toEqual({ kind: 'no-such-grade' });
		expect(await at(3, schoolId(9))).toEqual({ kind: 'no-such-school' });
	});

	test('a namesake in the same class is a question, in another class nothing odd', async () => {
		const { add, added, change, school } = await opened();
		const first = await added();
		expect(await add()).toMatchObject({ kind: 'namesake', other: { id: first, number: 7 } });
		expect(await add({}, true)).toMatchObject({ kind: 'done' });
		const elsewhere = { kind: 'school', school, grade: 2, classNo: 2, number: 7 } as const;
		const second = await added({ placement: elsewhere });
		expect(await change(second, {})).toMatchObject({ kind: 'namesake' });
		expect(await change(second, {}, true)).toMatchObject({ kind: 'done' });
		// Nobody is their own namesake.
		expect(await change(second, { placement: elsewhere })).toMatchObject({ kind: 'done' });
	});

	test('whose name was corrected is greeted by the right one, with the same badge', async () => {
		const { store, keys, epoch, center, bakery, morning, students, change, school } =
			await opened();
		const { device } = await pairDevice(store, center, bakery);
		const ask = (cursor: string | null) => pull({ store, keys }, epoch, device, cursor, START);
		const { cursor } = await ask(null);
		const [student] = students;
		if (!student) throw new Error('Nobody there');
		await change(student.id, {
			name: '김새벽',
			placement: { kind: 'school', school, grade: 1, classNo: 4, number: 1 }
		});
		const { roster } = await ask(cursor);
		expect(roster).toHaveLength(1);
		const printed = (await sheet(store.reader, keys, center, morning)).find(
			({ person }) => person.id === student.id
		);
		if (!printed || !roster[0]?.sealed) throw new Error('No badge');
		expect(roster[0].badge).toBe(badgeOf(printed.token));
		expect(await open(roster[0].sealed, student.id, printed.token)).toEqual({
			name: '김새벽',
			group: '1-4'
		});
	});

	test('another name or number does not say for which year the class holds, another class does', async () => {
		const { store, center, students, change, school } = await opened();
		await store.write((trx) => trx.updateTable('participant').set({ year: 2025 }).execute());
		const [student] = students;
		if (!student) throw new Error('Nobody there');
		const year = async () =>
			(await participantById(store.reader, center, CENTER, student.id))?.year;
		const at = (classNo: number) =>
			({ kind: 'school', school, grade: 1, classNo, number: 9 }) as const;
		await change(student.id, { name: '김새벽', placement: at(3) });
		expect(await year()).toBe(2025);
		await change(student.id, { placement: at(4) });
		expect(await year()).toBe(2026);
	});

	test('who leaves comes off the rosters yet to come, and keeps what has been', async () => {
		const { store, keys, epoch, center, bakery, students, names, morning } = await opened();
		const { device } = await pairDevice(store, center, bakery);
		const before = START - 24 * HOUR;
		const { cursor } = await pull({ store, keys }, epoch, device, null, before);
		const [student, other] = students;
		if (!student || !other) throw new Error('Nobody there');
		const go = (id: ParticipantId, on: Day, now: number) =>
			store.write((trx) => leave(trx, center, SOMEBODY, id, { on, why: 'moved' }, now));
		await go(student.id, dayOf(START, SEOUL), before);
		// Leaves only after the session.
		await go(other.id, dayOf(START + 24 * HOUR, SEOUL), before);
		const { rosterGone } = await pull({ store, keys }, epoch, device, cursor, before);
		expect(rosterGone).toEqual([{ session: morning, participant: student.id }]);
		expect(await names({})).toEqual(['박우주', '정가람', '최마루']);
		expect(await names({ left: true })).toEqual(['김새봄', '이하늘']);
		expect(await participantById(store.reader, center, CENTER, student.id)).toMatchObject({
			left: { on: '2026-11-24', why: 'moved' }
		});
		await store.write((trx) => comeBack(trx, center, SOMEBODY, student.id, before));
		expect(await names({ left: true })).toEqual(['이하늘']);
	});

	test('who left after a session that is over stays on its roster', async () => {
		const { store, center, students, morning } = await opened();
		const [student] = students;
		if (!student) throw new Error('Nobody there');
		const later = START + 3 * HOUR;
		const leaving = { on: dayOf(START, SEOUL), why: 'other' } as const;
		await store.write((trx) => leave(trx, center, SOMEBODY, student.id, leaving, later));
		const row = await store.reader
			.selectFrom('enrolment')
			.select('removed')
			.where('session_id', '=', morning)
			.where('participant_id', '=', student.id)
			.executeTakeFirstOrThrow();
		expect(row.removed).toBe(0);
	});

	test('every change is on the trail, without a name', async () => {
		const { store, center, added, change } = await opened();
		const id = await added();
		await change(id, { name: '한가을' });
		const leaving = { on: dayOf(START, SEOUL), why: 'moved' } as const;
		await store.write((trx) => leave(trx, center, SOMEBODY, id, leaving, START));
		await store.write((trx) => comeBack(trx, center, SOMEBODY, id, START));
		const trail = await store.reader.selectFrom('trail').selectAll().orderBy('position').execute();
		expect(trail.map(({ action, people }) => [action, people])).toEqual([
			['people.add', 1],
			['people.change', 1],
			['people.leave', 1],
			['people.return', 1]
		]);
		expect(trail.every(({ subject }) => subject === `participant:${id}`)).toBe(true);
		expect(JSON.stringify(trail)).not.toMatch(/한가/);
	});
});
