import { describe, expect, test } from 'vitest';
import { dayOf } from '#domain/day.ts';
import { isCalled } from '#domain/school.ts';
import { SEOUL } from '#domain/zone.ts';
import { found } from '#server/centers.ts';
import {
	addSchool,
	changeSchool,
	classesOf,
	closeSchool,
	schoolById,
	schoolsOf,
	studentsBySchool,
	type SchoolFacts
} from '#server/schools.ts';
import { schoolId, START } from '../../domain/people.ts';
import { SOMEBODY, ENGINES, openCenter } from '../center.ts';

const CENTER = { kind: 'center' } as const;
const FACTS: SchoolFacts = {
	name: '새빛나래중학교',
	level: 'MIDDLE',
	officeCode: 'B10',
	code: '7130001'
};

describe.each(ENGINES)('the schools of a center, on %s', (engine) => {
	async function opened() {
		const it = await openCenter(engine);
		const { store, center } = it;
		const add = (facts: Partial<SchoolFacts> = {}) =>
			store.write((trx) => addSchool(trx, center, SOMEBODY, { ...FACTS, ...facts }, START));
		const added = async (facts: Partial<SchoolFacts> = {}) => {
			const outcome = await add(facts);
			if (outcome.kind !== 'done') throw new Error(outcome.kind);
			return outcome.school;
		};
		return { ...it, add, added };
	}

	test('come by name, the closed ones last', async () => {
		const { store, center, added } = await opened();
		const closed = await added({ name: '가람중학교', code: null });
		await added();
		await store.write((trx) =>
			closeSchool(trx, center, SOMEBODY, closed, dayOf(START, SEOUL), START)
		);
		const schools = await schoolsOf(store.reader, center, CENTER);
		expect(schools.map(({ name, closedOn }) => [name, closedOn])).toEqual([
			['별솔중학교', null],
			['새빛나래중학교', null],
			['가람중학교', '2026-11-24']
		]);
	});

	test('are found by a name they gave up, and keep until when it was theirs', async () => {
		const { store, center, added } = await opened();
		const school = await added();
		for (const [name, at] of [
			['해오름중학교', START + 1],
			['해마루중학교', START + 2]
		] as const) {
			await store.write((trx) =>
				changeSchool(trx, center, SOMEBODY, school, { ...FACTS, name }, at)
			);
		}
		const renamed = await schoolById(store.reader, center, CENTER, school);
		expect(renamed).toMatchObject({
			name: '해마루중학교',
			formerNames: [
				{ name: '해오름중학교', until: START + 2 },
				{ name: '새빛나래중학교', until: START + 1 }
			]
		});
		for (const text of ['해마루', '해오름중', '새빛나래 중학교']) {
			expect(renamed && isCalled(renamed, text), text).toBe(true);
		}
		expect(renamed && isCalled(renamed, '별솔')).toBe(false);
	});

	test('a change that leaves the name alone adds nothing to its history', async () => {
		const { store, center, added } = await opened();
		const school = await added();
		await store.write((trx) =>
			changeSchool(trx, center, SOMEBODY, school, { ...FACTS, code: null }, START)
		);
		const changed = await schoolById(store.reader, center, CENTER, school);
		expect(changed).toMatchObject({ code: null, formerNames: [] });
	});

	test('two open ones of one name or one code are refused, but a closed one is in nobody’s way', async () => {
		const { store, center, add, added } = await opened();
		const school = await added();
		expect(await add({ name: '새빛나래 중', code: null })).toEqual({ kind: 'name-taken' });
		expect(await add({ name: '다른중학교' })).toEqual({ kind: 'code-taken' });
		// The same seven digits under another office are another school.
		expect(await add({ name: '다른중학교', officeCode: 'C10' })).toMatchObject({ kind: 'done' });
		await store.write((trx) =>
			closeSchool(trx, center, SOMEBODY, school, dayOf(START, SEOUL), START)
		);
		expect(await add()).toMatchObject({ kind: 'done' });
		const reopened = store.write((trx) => closeSchool(trx, center, SOMEBODY, school, null, START));
		expect(await reopened).toEqual({ kind: 'name-taken' });
	});

	test('a teacher sees their own school and no other, somebody of a site none', async () => {
		const { store, center, school, added } = await opened();
		const other = await added();
		const teacher = { kind: 'school', school } as const;
		const names = async (reach: Parameters<typeof schoolsOf>[2]) =>
			(await schoolsOf(store.reader, center, reach)).map(({ name }) => name);
		expect(await names(teacher)).toEqual(['별솔중학교']);
		expect(await schoolById(store.reader, center, teacher, other)).toBeNull();
		expect(await names({ kind: 'sites', sites: [] })).toEqual([]);
	});

	test('a school of another center is as if it were not there', async () => {
		const { store, added } = await opened();
		const school = await added();
		const other = await store.write((trx) => found(trx, { name: '옆 센터', demo: false }, START));
		expect(await schoolById(store.reader, other, CENTER, school)).toBeNull();
		for (const id of [school, schoolId(9)]) {
			const changed = store.write((trx) => changeSchool(trx, other, SOMEBODY, id, FACTS, START));
			expect(await changed).toEqual({ kind: 'unknown' });
			const closed = store.write((trx) =>
				closeSchool(trx, other, SOMEBODY, id, dayOf(START, SEOUL), START)
			);
			expect(await closed).toEqual({ kind: 'unknown' });
		}
	});

	test('counts its students class by class', async () => {
		const { store, center, school } = await opened();
		expect(await classesOf(store.reader, center, school)).toEqual([
			{ grade: 1, classNo: 3, people: 5 }
		]);
		expect([...(await studentsBySchool(store.reader, center))]).toEqual([[school, 5]]);
	});

	test('every change is on the trail', async () => {
		const { store, center, added } = await opened();
		const school = await added();
		await store.write((trx) =>
			changeSchool(trx, center, SOMEBODY, school, { ...FACTS, name: '해오름중학교' }, START)
		);
		await store.write((trx) =>
			closeSchool(trx, center, SOMEBODY, school, dayOf(START, SEOUL), START)
		);
		await store.write((trx) => closeSchool(trx, center, SOMEBODY, school, null, START));
		const trail = await store.reader.selectFrom('trail').selectAll().orderBy('position').execute();
		expect(trail.map(({ action, detail }) => [action, detail])).toEqual([
			['schools.add', '{}'],
			['schools.change', '{"renamed":true}'],
			['schools.close', '{}'],
			['schools.reopen', '{}']
		]);
		expect(trail.every(({ subject }) => subject === `school:${school}`)).toBe(true);
	});
});
