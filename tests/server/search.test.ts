import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { Day } from '#domain/day.ts';
import { readQuery } from '#domain/query.ts';
import type { Reach, Role } from '#domain/rights.ts';
import { SEOUL } from '#domain/zone.ts';
import { found } from '#server/centers.ts';
import { addParticipants } from '#server/roster.ts';
import { FOUND_MAX, search, type Found } from '#server/search.ts';
import { START } from '../domain/people.ts';
import { ENGINES, openCenter, prepare, uuid } from './center.ts';

const TODAY = v.parse(Day, '2026-11-24');

describe.each(ENGINES)('searching, on %s', (engine) => {
	async function searched() {
		const center = await openCenter(engine);
		const look = (
			text: string,
			role: Role = 'coordinator',
			reach: Reach = { kind: 'center' }
		): Promise<Found> =>
			search(
				center.store.reader,
				readQuery(text, TODAY),
				{ center: center.center, zone: SEOUL, role, reach },
				START
			);
		const names = async (...about: Parameters<typeof look>) =>
			(await look(...about)).people.map(({ name }) => name);
		return { ...center, look, names };
	}

	test('finds students by a part of the name, by its initials, by class and by school', async () => {
		const { names } = await searched();
		expect(await names('김새봄')).toEqual(['김새봄']);
		expect(await names('새봄')).toEqual(['김새봄']);
		expect(await names('ㅇㅎㄴ')).toEqual(['이하늘']);
		expect(await names('ㅎㄴ')).toEqual(['이하늘']);
		expect(await names('1-3')).toHaveLength(5);
		expect(await names('1-4')).toEqual([]);
		expect(await names('별솔 하늘')).toEqual(['이하늘']);
		expect(await names('별솔 1학년 3반')).toHaveLength(5);
		expect(await names('너나들이 하늘')).toEqual([]);
	});

	test('one letter is no name, and nothing is no question', async () => {
		const { names, look } = await searched();
		expect(await names('김')).toEqual([]);
		expect(await names('')).toEqual([]);
		expect(await look('%')).toMatchObject({ programs: [], sites: [], people: [] });
	});

	test('finds programs, sites, schools and the sessions to come', async () => {
		const { look, morning, lecture } = await searched();
		expect(await look('청진')).toMatchObject({ programs: [{ name: '청진기' }] });
		expect(await look('ㅊㅈㄱ')).toMatchObject({ programs: [{ name: '청진기' }] });
		expect(await look('빵집')).toMatchObject({
			sites: [{ name: '달보드레 빵집' }],
			sessions: [{ id: morning }]
		});
		expect((await look('청진기')).sessions.map(({ id }) => id).sort()).toEqual(
			[morning, lecture].sort()
		);
		expect((await look('청진기 대학교')).sessions.map(({ id }) => id)).toEqual([lecture]);
		expect(await look('별솔')).toMatchObject({ schools: [{ name: '별솔중학교' }], people: [] });
	});

	test('finds sessions by their day', async () => {
		const { look, morning } = await searched();
		expect((await look('11/24')).sessions).toHaveLength(2);
		expect((await look('11월 24일 빵집')).sessions.map(({ id }) => id)).toEqual([morning]);
		expect((await look('11/25')).sessions).toEqual([]);
	});

	test('shows so many of a kind, and says that there are more', async () => {
		const { store, center, school, look } = await searched();
		await store.write((trx) =>
			addParticipants(
				trx,
				center,
				Array.from({ length: FOUND_MAX + 1 }, (_, index) => ({
					id: uuid() as never,
					school_id: school,
					grade: 2,
					class_no: 1,
					number: index,
					name: '홍가람'
				}))
			)
		);
		expect(await look('홍가람')).toMatchObject({ more: true });
		expect((await look('홍가람')).people).toHaveLength(FOUND_MAX);
		expect(await look('정가람')).toMatchObject({ more: false });
	});

	test('a viewer finds plans and no people', async () => {
		const { look } = await searched();
		expect(await look('하늘', 'viewer')).toMatchObject({ people: [], schools: [] });
		expect((await look('빵집', 'viewer')).sites).toHaveLength(1);
	});

	test('a teacher finds the students of the own school, and no plans', async () => {
		const { look, names, school } = await searched();
		expect(await names('하늘', 'teacher', { kind: 'school', school })).toEqual(['이하늘']);
		const other: Reach = { kind: 'school', school: uuid() as never };
		expect(await look('하늘', 'teacher', other)).toMatchObject({ people: [], schools: [] });
		expect(await look('빵집', 'teacher', { kind: 'school', school })).toMatchObject({ sites: [] });
	});

	test('who works at a site finds nothing here', async () => {
		const { look, bakery } = await searched();
		const reach: Reach = { kind: 'sites', sites: [bakery] };
		for (const text of ['하늘', '빵집', '11/24', '1-3']) {
			expect(Object.values(await look(text, 'site', reach)).flat()).toEqual([false]);
		}
	});

	test('what belongs to another center is not found', async () => {
		const { store, keys, look } = await searched();
		const other = await store.write((trx) => found(trx, { name: '다른 센터', demo: false }, START));
		await prepare(store, keys, other);
		expect((await look('하늘')).people).toHaveLength(1);
		expect((await look('11/24')).sessions).toHaveLength(2);
		expect((await look('빵집')).sites).toHaveLength(1);
	});
});
