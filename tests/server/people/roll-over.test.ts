import { describe, expect, test } from 'vitest';
import { schoolYear, dayOf } from '#domain/day.ts';
import { open } from '#domain/seal.ts';
import { SEOUL } from '#domain/zone.ts';
import { sheet } from '#server/badges.ts';
import { found } from '#server/centers.ts';
import { changePerson } from '#server/people/changes.ts';
import { peopleList } from '#server/people/list.ts';
import { moveBack, moveUp, rollOverView } from '#server/people/roll-over.ts';
import { addParticipants } from '#server/roster.ts';
import { HOUR, participantId } from '../../domain/people.ts';
import { SOMEBODY, ENGINES, openCenter } from '../center.ts';

const CENTER = { kind: 'center' } as const;
const MARCH = Date.parse('2027-03-02T09:00:00+09:00');
const YEAR = schoolYear(dayOf(MARCH, SEOUL));

describe.each(ENGINES)('a new school year, on %s', (engine) => {
	async function opened() {
		const it = await openCenter(engine);
		const { store, keys, center, school } = it;
		const third = { school_id: school, grade: 3, class_no: 2, year: 2026 };
		await store.write((trx) =>
			addParticipants(trx, center, [
				{ id: participantId(1), ...third, number: 1, name: '오라온' },
				{ id: participantId(2), ...third, number: 2, name: '윤다솜' },
				{ id: participantId(3), school_id: null, age_band: 'HIGH', name: '길보람' }
			])
		);
		const view = () => rollOverView(store.reader, center, YEAR, MARCH);
		const go = (mark: string, at = MARCH) =>
			moveUp({ store, keys }, center, SOMEBODY, YEAR, mark, at);
		const everybody = async () =>
			store.reader
				.selectFrom('participant')
				.select(['id', 'name', 'grade', 'class_no', 'number', 'year', 'left_on', 'left_why'])
				.where('center_id', '=', center)
				.orderBy('id')
				.execute();
		const back = async (at = MARCH) => {
			const { undoable } = await view();
			if (!undoable) throw new Error('Nothing to take back');
			return moveBack({ store, keys }, center, SOMEBODY, undoable.id, at);
		};
		return { ...it, view, go, back, everybody };
	}

	test('shows what would happen, and changes nothing', async () => {
		const { view, everybody } = await opened();
		const before = await everybody();
		expect(await view()).toMatchObject({
			steps: [
				{ name: '별솔중학교', grade: 1, step: { kind: 'up', grade: 2 }, people: 5 },
				{ name: '별솔중학교', grade: 3, step: { kind: 'graduates' }, people: 2 }
			],
			undoable: null
		});
		expect(await everybody()).toEqual(before);
	});

	test('moves up, graduates, and empties classes and numbers; who is in no school stays', async () => {
		const { store, keys, center, morning, view, go } = await opened();
		expect(await go((await view()).mark)).toEqual({ kind: 'done', people: 7 });
		const all = { school: null, grade: null, classNo: null, name: '' };
		const here = await peopleList(store.reader, center, CENTER, { ...all, left: false }, 1);
		expect(here.people.map(({ name, grade, classNo }) => [name, grade, classNo])).toEqual([
			['길보람', null, null],
			['김새봄', 2, null],
			['박우주', 2, null],
			['이하늘', 2, null],
			['정가람', 2, null],
			['최마루', 2, null]
		]);
		const gone = await peopleList(store.reader, center, CENTER, { ...all, left: true }, 1);
		expect(
			gone.people.map(({ name, grade, classNo, left }) => [name, grade, classNo, left])
		).toEqual([
			['오라온', 3, 2, { on: '2027-03-01', why: 'graduated' }],
			['윤다솜', 3, 2, { on: '2027-03-01', why: 'graduated' }]
		]);
		const [badge] = await sheet(store.reader, keys, center, morning);
		const row = await store.reader
			.selectFrom('badge')
			.select('sealed')
			.where('participant_id', '=', badge?.person.id ?? participantId(0))
			.executeTakeFirstOrThrow();
		if (!badge) throw new Error('No badge');
		expect(await open(row.sealed, badge.person.id, badge.token)).toMatchObject({ group: '2' });
	});

	test('the second time there is nobody left to move', async () => {
		const { view, go } = await opened();
		await go((await view()).mark);
		const again = await view();
		expect(again.steps).toMatchObject([{ grade: 2, step: { kind: 'there' }, people: 5 }]);
		expect(await go(again.mark)).toEqual({ kind: 'done', people: 0 });
	});

	test('what was confirmed must be what was shown', async () => {
		const { store, center, school, view, go, everybody } = await opened();
		const { mark } = await view();
		await store.write((trx) =>
			addParticipants(trx, center, [
				{ id: participantId(4), school_id: school, grade: 2, year: 2026, name: '조하늘' }
			])
		);
		const before = await everybody();
		expect(await go(mark)).toEqual({ kind: 'changed' });
		expect(await everybody()).toEqual(before);
	});

	test('can be taken back on the same day, wholly', async () => {
		const { view, go, back, everybody } = await opened();
		const before = await everybody();
		await go((await view()).mark);
		expect((await view()).undoable).toMatchObject({ people: 7 });
		expect(await back(MARCH + 10 * HOUR)).toEqual({ kind: 'done', people: 7 });
		expect(await everybody()).toEqual(before);
		expect((await view()).undoable).toBeNull();
	});

	test('but not twice, and not on the next day', async () => {
		const { store, keys, center, view, go, back, everybody } = await opened();
		await go((await view()).mark);
		const after = await everybody();
		const { undoable } = await view();
		expect(await back(MARCH + 24 * HOUR)).toEqual({ kind: 'too-late' });
		expect(await everybody()).toEqual(after);
		await back();
		const again = moveBack({ store, keys }, center, SOMEBODY, undoable?.id ?? ('' as never), MARCH);
		expect(await again).toEqual({ kind: 'too-late' });
	});

	test('who was changed meanwhile keeps the change', async () => {
		const { store, keys, center, school, students, view, go, back } = await opened();
		await go((await view()).mark);
		const [student] = students;
		if (!student) throw new Error('Nobody there');
		await changePerson(
			{ store, keys },
			center,
			SOMEBODY,
			student.id,
			{ name: '김새봄', placement: { kind: 'school', school, grade: 2, classNo: 5, number: 1 } },
			false,
			MARCH
		);
		expect(await back()).toEqual({ kind: 'done', people: 6 });
		const row = await store.reader
			.selectFrom('participant')
			.select(['grade', 'class_no'])
			.where('id', '=', student.id)
			.executeTakeFirstOrThrow();
		expect(row).toEqual({ grade: 2, class_no: 5 });
	});

	test('concerns nobody of another center', async () => {
		const { store, keys, view, go, everybody } = await opened();
		await go((await view()).mark);
		const { undoable } = await view();
		const after = await everybody();
		const other = await store.write((trx) => found(trx, { name: '옆 센터', demo: false }, MARCH));
		const theirs = await rollOverView(store.reader, other, YEAR, MARCH);
		expect(theirs).toMatchObject({ steps: [], undoable: null });
		const taken = moveBack({ store, keys }, other, SOMEBODY, undoable?.id ?? ('' as never), MARCH);
		expect(await taken).toEqual({ kind: 'too-late' });
		expect(await everybody()).toEqual(after);
	});

	test('moving up and taking back are on the trail', async () => {
		const { store, view, go, back } = await opened();
		await go((await view()).mark);
		await back();
		const trail = await store.reader.selectFrom('trail').selectAll().orderBy('position').execute();
		expect(trail.map(({ action, people, detail }) => [action, people, detail])).toEqual([
			['people.move-up', 7, '{"year":2027}'],
			['people.move-back', 7, '{"year":2027}']
		]);
	});
});
