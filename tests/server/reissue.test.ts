import { describe, expect, test } from 'vitest';
import { badgeOf, type Token } from '#domain/token.ts';
import { open } from '#domain/seal.ts';
import { badgesOfWhom, sheet } from '#server/badges.ts';
import { board } from '#server/board.ts';
import { classesOf } from '#server/classes.ts';
import { silent } from '#server/log.ts';
import { printed } from '#server/print/printed.ts';
import { reissueFor } from '#server/reissue.ts';
import { enrolAll, unenrol } from '#server/roster.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { event, MINUTE, START } from '../domain/people.ts';
import { ENGINES, newIncarnation, openCenter, pairDevice, pushOf, uuid } from './center.ts';

describe.each(ENGINES)('badges that change, on %s', (engine) => {
	async function withTablet() {
		const made = await openCenter(engine);
		const { store, keys, center, epoch, morning } = made;
		const { device } = await pairDevice(store, center, made.bakery);
		const [student, other] = made.students;
		if (!student || !other) throw new Error('Nobody there');
		const tokenOf = async (id = student.id): Promise<Token> => {
			const held = await sheet(store.reader, keys, center, morning);
			const found = held.find(({ person }) => person.id === id);
			if (!found) throw new Error('No badge');
			return found.token;
		};
		return {
			...made,
			device,
			student,
			other,
			tokenOf,
			ask: (cursor: string | null) => pull(store, epoch, device, cursor, START),
			renew: (id = student.id) => reissueFor(store, keys, center, id, START + MINUTE)
		};
	}

	test('a tablet hears of a new badge, which opens the name, and of nothing else', async () => {
		const { ask, renew, tokenOf, student } = await withTablet();
		const { cursor } = await ask(null);
		const old = await tokenOf();
		expect(await renew()).toEqual({ kind: 'reissued' });
		const token = await tokenOf();
		expect(token).not.toBe(old);
		const news = await ask(cursor);
		expect(news.roster.map(({ participant, badge }) => [participant, badge])).toEqual([
			[student.id, badgeOf(token)]
		]);
		const sealed = news.roster[0]?.sealed ?? '';
		expect(await open(sealed, student.id, token)).toEqual({ name: student.name, group: '1-3' });
		expect((await ask(news.cursor)).roster).toEqual([]);
	});

	test('every session of hers hears of it, except one she was taken off', async () => {
		const { store, center, lecture, morning, college, epoch, renew, student } = await withTablet();
		await store.write((trx) =>
			enrolAll(trx, center, [{ session: lecture, participant: student.id }])
		);
		const { device } = await pairDevice(store, center, college, '태블릿 2');
		const ask = (cursor: string | null) => pull(store, epoch, device, cursor, START);
		const { cursor } = await ask(null);
		await renew();
		const news = await ask(cursor);
		expect(news.roster.map(({ session }) => session)).toEqual([lecture]);
		await store.write((trx) => unenrol(trx, center, lecture, student.id));
		const gone = await ask(news.cursor);
		await renew();
		expect(await ask(gone.cursor)).toMatchObject({ roster: [], rosterGone: [] });
		expect(morning).not.toBe(lecture);
	});

	test('the old badge at the door is still known as hers', async () => {
		const { store, epoch, center, device, morning, renew, tokenOf, student } = await withTablet();
		const old = await tokenOf();
		await renew();
		const life = newIncarnation();
		const arrival = event(1, 'arrival', {
			id: uuid() as never,
			incarnation: life,
			session: morning,
			who: { kind: 'badge', badge: badgeOf(old) },
			at: START
		});
		await push(store, epoch, device, pushOf(life, [arrival]), START);
		const { sessions } = await board(store, center, START);
		const people = sessions.find(({ session }) => session.id === morning)?.people ?? [];
		expect(people.filter(({ standing }) => standing === 'here')).toMatchObject([
			{ person: { id: student.id }, onRoster: true, arrivedAt: START }
		]);
	});

	test('two reissues at once leave one valid badge', async () => {
		const { store, center, renew, student } = await withTablet();
		await Promise.all([renew(), renew(), renew()]);
		const rows = await store.reader
			.selectFrom('badge')
			.select('replaced_at')
			.where('center_id', '=', center)
			.where('participant_id', '=', student.id)
			.execute();
		expect(rows).toHaveLength(4);
		expect(rows.filter(({ replaced_at }) => replaced_at === null)).toHaveLength(1);
	});

	test('nobody gets a badge of another center, and a stranger none', async () => {
		const { store, keys, student, tokenOf } = await withTablet();
		const before = await tokenOf();
		expect(await reissueFor(store, keys, uuid() as never, student.id, START)).toEqual({
			kind: 'nobody'
		});
		expect(await tokenOf()).toBe(before);
	});

	test('knows who has been printed; a class sheet does not count, and a new badge begins anew', async () => {
		const { store, keys, center, morning, renew, student, other } = await withTablet();
		const held = () => sheet(store.reader, keys, center, morning);
		const waiting = async () => (await held()).filter(({ printed }) => !printed).length;
		expect(await waiting()).toBe(5);
		const badges = (await held()).filter(({ person }) =>
			[student.id, other.id].includes(person.id)
		);
		const record = { center, staff: 'staff', reason: '분실', names: 'full', pages: 1 } as const;
		await printed(store, silent, { ...record, medium: 'class-sheet', badges }, START);
		expect(await waiting()).toBe(5);
		await printed(store, silent, { ...record, medium: 'labels', badges }, START);
		expect(await waiting()).toBe(3);
		await renew();
		expect(await waiting()).toBe(4);
	});

	test('what is noted of a print names nobody, even where the reason does', async () => {
		const { store, keys, center, morning } = await withTablet();
		const badges = await sheet(store.reader, keys, center, morning);
		const lines: string[] = [];
		const log = { ...silent, info: (fields: unknown) => void lines.push(JSON.stringify(fields)) };
		await printed(
			store,
			log as never,
			{
				center,
				staff: 'staff-1',
				reason: '김새봄 학생이 잃어버림',
				names: 'masked',
				medium: 'cards',
				pages: 1,
				badges
			},
			START
		);
		expect(lines).toHaveLength(1);
		expect(JSON.parse(lines[0] ?? '')).toEqual({
			center,
			staff: 'staff-1',
			medium: 'cards',
			names: 'masked',
			pages: 1,
			badges: 5,
			reason: '김*봄 학생이 잃어버림'
		});
	});

	test('the badges of a class are those of its pupils', async () => {
		const { store, keys, center, school, students } = await withTablet();
		const [only, ...rest] = await classesOf(store.reader, center);
		expect(rest).toEqual([]);
		expect(only).toEqual({
			school,
			schoolName: '별솔중학교',
			grade: 1,
			classNo: 3,
			people: students.length
		});
		const of = (classNo: number) =>
			badgesOfWhom(store.reader, keys, center, { kind: 'class', school, grade: 1, classNo });
		expect((await of(3)).map(({ person }) => person.id).sort()).toEqual(
			students.map(({ id }) => id).sort()
		);
		expect(await of(4)).toEqual([]);
	});
});
