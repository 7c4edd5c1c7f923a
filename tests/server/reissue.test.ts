import { describe, expect, test } from 'vitest';
import { badgeOf, type Token } from '#domain/token.ts';
import { open } from '#domain/seal.ts';
import { badgesOfWhom, sheet } from '#server/badges.ts';
import { board } from '#server/board.ts';
import { classesOf } from '#server/classes.ts';
import { silent } from '#server/log.ts';
import { printed } from '#server/print/printed.ts';
import { reissueFor, renewFor } from '#server/reissue.ts';
import { enrolAll, unenrol } from '#server/roster.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { event, MINUTE, START } from '../domain/people.ts';
import { ENGINES, newIncarnation, openCenter, pairDevice, pushOf, uuid } from './center.ts';

const ACTOR = { id: 'staff-1', email: 'staff@haebom.example', address: '192.0.2.7' };

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
			ask: (cursor: string | null) => pull({ store, keys }, epoch, device, cursor, START),
			renew: (id = student.id) => reissueFor(store, keys, center, id, ACTOR, START + MINUTE)
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
		const { store, keys, center, lecture, morning, college, epoch, renew, student } =
			await withTablet();
		await store.write((trx) =>
			enrolAll(trx, center, [{ session: lecture, participant: student.id }])
		);
		const { device } = await pairDevice(store, center, college, '태블릿 2');
		const ask = (cursor: string | null) => pull({ store, keys }, epoch, device, cursor, START);
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
		const trail = await store.reader
			.selectFrom('trail')
			.selectAll()
			.where('action', 'like', 'badges.%')
			.execute();
		expect(trail.map(({ action, subject, kind }) => [action, subject, kind])).toEqual(
			Array(3).fill(['badges.reissue', `participant:${student.id}`, 'change'])
		);
	});

	describe('in a new school year', () => {
		/** As if all badges had been issued a year ago. */
		async function nextYear() {
			const made = await withTablet();
			const { store, keys, center, morning } = made;
			await store.write((trx) =>
				trx
					.updateTable('badge')
					.set((eb) => ({ year: eb('year', '-', 1) }))
					.execute()
			);
			const whose = { kind: 'session', session: morning } as const;
			return {
				...made,
				renewAll: () => renewFor(store, keys, center, whose, ACTOR, START + MINUTE),
				valid: () => badgesOfWhom(store.reader, keys, center, whose)
			};
		}

		test('everybody with a badge of the last one gets another, once, and tablets hear of it', async () => {
			const { store, center, ask, students, renewAll, valid } = await nextYear();
			const { cursor } = await ask(null);
			const before = await valid();
			const asked = await Promise.all([renewAll(), renewAll()]);
			expect(asked.sort()).toEqual([0, students.length]);
			const after = await valid();
			expect(after.map(({ year }) => year)).toEqual(before.map(({ year }) => year + 1));
			const tokens = new Set([...before, ...after].map(({ token }) => token));
			expect(tokens.size).toBe(2 * students.length);
			expect((await ask(cursor)).roster.map(({ badge }) => badge).sort()).toEqual(
				after.map(({ token }) => badgeOf(token)).sort()
			);
			const trail = await store.reader
				.selectFrom('trail')
				.select(['action', 'people'])
				.where('center_id', '=', center)
				.where('action', '=', 'badges.reissue')
				.execute();
			expect(trail).toEqual([{ action: 'badges.reissue', people: students.length }]);
		});

		test('who has one of this year already keeps it', async () => {
			const { renew, students, tokenOf, renewAll } = await nextYear();
			await renew();
			const token = await tokenOf();
			expect(await renewAll()).toBe(students.length - 1);
			expect(await tokenOf()).toBe(token);
		});
	});

	test('nobody gets a badge of another center, and a stranger none', async () => {
		const { store, keys, student, tokenOf } = await withTablet();
		const before = await tokenOf();
		expect(await reissueFor(store, keys, uuid() as never, student.id, ACTOR, START)).toEqual({
			kind: 'nobody'
		});
		expect(await tokenOf()).toBe(before);
	});

	test('knows who has been printed; a class sheet does not count, and a new badge begins anew', async () => {
		const { store, keys, center, morning, renew, student, other } = await withTablet();
		const whose = { kind: 'session', session: morning } as const;
		const held = () => sheet(store.reader, keys, center, morning);
		const waiting = async () => (await held()).filter(({ printed }) => !printed).length;
		expect(await waiting()).toBe(5);
		const badges = (await held()).filter(({ person }) =>
			[student.id, other.id].includes(person.id)
		);
		const note = (medium: 'class-sheet' | 'labels') =>
			printed(
				{ store, log: silent },
				center,
				ACTOR,
				{ whose, badges, medium, names: 'full', pages: 1, reason: '분실' },
				START
			);
		await note('class-sheet');
		expect(await waiting()).toBe(5);
		await note('labels');
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
			{ store, log: log as never },
			center,
			ACTOR,
			{
				whose: { kind: 'session', session: morning },
				badges,
				medium: 'cards',
				names: 'masked',
				pages: 1,
				reason: '김새봄 학생이 잃어버림'
			},
			START
		);
		const told = { medium: 'cards', names: 'masked', pages: 1 };
		const reason = '김*봄 학생이 잃어버림';
		expect(lines.map((line) => JSON.parse(line))).toEqual([
			{ ...told, center, staff: 'staff-1', badges: 5, reason }
		]);
		const trail = await store.reader
			.selectFrom('trail')
			.selectAll()
			.where('action', 'like', 'badges.%')
			.execute();
		expect(trail).toMatchObject([
			{
				kind: 'access',
				action: 'badges.print',
				subject: `session:${morning}`,
				people: 5,
				reason,
				account: 'staff@haebom.example'
			}
		]);
		expect(JSON.parse(trail[0]?.detail ?? '')).toEqual(told);
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
