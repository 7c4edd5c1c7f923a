import * as v from 'valibot';
import { Zone } from '#domain/zone.ts';
import { describe, expect, test } from 'vitest';
import type { AttendanceEvent, Who } from '#domain/event.ts';
import { badgeOf } from '#domain/token.ts';
import { board } from '#server/board.ts';
import { push } from '#server/sync/push.ts';
import { event, HOUR, MINUTE, provisionalId, START } from '../domain/people.ts';
import { ENGINES, newIncarnation, openCenter, pairDevice, pushOf, uuid } from './center.ts';

describe.each(ENGINES)('the board, on %s', (engine) => {
	async function watched() {
		const center = await openCenter(engine);
		const { device } = await pairDevice(center.store, center.center, center.bakery, '입구');
		const life = newIncarnation();
		let seq = 0;
		const student = (n: number): Who => {
			const who = center.students[n];
			if (!who) throw new Error('Nobody there');
			return { kind: 'participant', participant: who.id, badge: null };
		};
		const hand = (...events: [AttendanceEvent['kind'], Partial<AttendanceEvent>][]) => {
			const made = events.map(([kind, changes]) =>
				event((seq += 1), kind, {
					id: uuid() as never,
					incarnation: life,
					session: center.morning,
					...(changes as object)
				})
			);
			return push(center.store, center.epoch, device, pushOf(life, made, { unsent: 5 }), START);
		};
		const draw = (now: number) => board(center.store, center.center, now);
		const people = async (now: number) => {
			const { sessions } = await draw(now);
			const shown = sessions.find(({ session }) => session.id === center.morning)?.people ?? [];
			return shown.map(({ person, standing, onRoster }) => [
				person?.name ?? null,
				standing,
				...(onRoster ? [] : ['stray'])
			]);
		};
		return { ...center, device, student, hand, draw, people };
	}

	test('shows everybody by name, and how they stand', async () => {
		const { hand, student, draw, people, morning } = await watched();
		await hand(
			['arrival', { who: student(0), at: START }],
			['arrival', { who: student(1), at: START + 20 * MINUTE }],
			['arrival', { who: student(2), at: START }],
			['departure', { who: student(2), at: START + HOUR }]
		);
		expect(await people(START + HOUR)).toEqual([
			['정가람', 'missing'],
			['최마루', 'missing'],
			['이하늘', 'late'],
			['김새봄', 'here'],
			['박우주', 'gone']
		]);
		const { sessions } = await draw(START + HOUR);
		const shown = sessions.find(({ session }) => session.id === morning);
		expect(shown).toMatchObject({
			expected: 5,
			site: '달보드레 빵집',
			tally: { here: 1, late: 1, missing: 2, gone: 1, expected: 0, absent: 0 }
		});
		expect(shown?.people.find(({ person }) => person?.name === '박우주')).toMatchObject({
			arrivedAt: START,
			leftAt: START + HOUR,
			person: { school: '별솔중학교', group: '1-3', number: 3 }
		});
	});

	test('expects until the grace is over', async () => {
		const { people } = await watched();
		expect(new Set((await people(START)).map(([, standing]) => standing))).toEqual(
			new Set(['expected'])
		);
	});

	test('knows whose badge it was that no tablet knew', async () => {
		const { hand, tokens, students, people } = await watched();
		const [student] = students;
		const token = student && tokens.get(student.id);
		if (!token) throw new Error('No badge');
		await hand(['arrival', { who: { kind: 'badge', badge: badgeOf(token) }, at: START }]);
		expect(await people(START)).toContainEqual(['김새봄', 'here']);
	});

	test('shows whom nobody knows yet, and who came to the wrong session', async () => {
		const { hand, student, lecture, draw, people } = await watched();
		await hand(
			['arrival', { who: { kind: 'provisional', provisional: provisionalId(1) } }],
			['arrival', { who: student(0), session: lecture }]
		);
		expect(await people(START)).toContainEqual([null, 'here', 'stray']);
		const { sessions } = await draw(START);
		const other = sessions.find(({ session }) => session.id === lecture);
		expect(other?.people).toMatchObject([{ person: { name: '김새봄' }, onRoster: false }]);
	});

	test('shows who came when there was no session, today only', async () => {
		const { hand, student, draw } = await watched();
		await hand(['arrival', { who: student(0), session: null, at: START }]);
		expect((await draw(START)).unplaced).toMatchObject([
			{ person: { name: '김새봄' }, standing: 'here' }
		]);
		expect((await draw(START + 24 * HOUR)).unplaced).toEqual([]);
	});

	test('is of the day it is where the center lies', async () => {
		const { hand, student, draw, store, center } = await watched();
		await hand(['arrival', { who: student(0), session: null, at: START }]);
		const evening = START + 15 * HOUR;
		expect((await draw(evening)).unplaced).toEqual([]);
		await store.write((trx) =>
			trx
				.updateTable('center')
				.set({ zone: v.parse(Zone, 'Asia/Ho_Chi_Minh') })
				.where('id', '=', center)
				.execute()
		);
		expect((await draw(evening)).unplaced).toHaveLength(1);
		expect((await draw(evening)).sessions).toHaveLength(2);
	});

	test('shows each tablet’s last contact and what it still holds, and what was set aside', async () => {
		const { hand, draw, device } = await watched();
		await hand(['arrival', {}]);
		for (const at of ['noon', 'evening']) await hand(['arrival', { at: at as never }]);
		const { devices, asides } = await draw(START);
		expect(devices).toMatchObject([{ id: device.id, name: '입구', seenAt: START, unsent: 4 }]);
		expect(asides).toEqual([
			{ device: '입구', deviceId: device.id, status: 'quarantined', count: 2, receivedAt: START }
		]);
	});

	test('of a day without sessions is empty, and of another center shows nothing of this one', async () => {
		const { store, draw } = await watched();
		expect((await draw(START + 48 * HOUR)).sessions).toEqual([]);
		expect(await board(store, uuid() as never, START)).toMatchObject({ sessions: [], devices: [] });
	});
});
