import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { Day } from '#domain/day.ts';
import type { SessionId } from '#domain/id.ts';
import { Time, type SessionDetails } from '#domain/session-plan.ts';
import { found } from '#server/centers.ts';
import { enrol, takeOff } from '#server/enrolling.ts';
import {
	cancelSession,
	changeSession,
	copySession,
	detailsOf,
	planSession,
	removeSession,
	resumeSession
} from '#server/planning.ts';
import { addProgram, editProgram, programOf, removeProgram } from '#server/programs.ts';
import { participantsIn } from '#server/roster.ts';
import { settingsOf, settle } from '#server/settings.ts';
import { addSite, archiveSite, editSite, listedSites, removeSite, siteOf } from '#server/sites.ts';
import { sessionsBetween } from '#server/sessions.ts';
import { pull } from '#server/sync/pull.ts';
import { verify } from '#server/trail.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
import { ENGINES, NAMES, openCenter, pairDevice, prepare, uuid } from './center.ts';

const BY = { id: 'staff-1', email: 'staff@haebom.example', address: '192.0.2.7' };
const SITE = {
	name: '새터대학교',
	kind: 'SCHOOL' as const,
	address: '',
	contact: '',
	phone: '',
	email: ''
};
const day = (text: string) => v.parse(Day, text);
const time = (text: string) => v.parse(Time, text);

describe.each(ENGINES)('planning, on %s', (engine) => {
	/** A center with a tablet at the bakery and another at the college, both up to date. */
	async function planned() {
		const center = await openCenter(engine);
		const { store, keys, epoch, bakery, college, morning } = center;
		const tabletAt = async (site: typeof bakery) => {
			const { device } = await pairDevice(store, center.center, site);
			let { cursor } = await pull({ store, keys }, epoch, device, null, START);
			return {
				async hears(now = START) {
					const news = await pull({ store, keys }, epoch, device, cursor, now);
					({ cursor } = news);
					return news;
				}
			};
		};
		const details = await detailsOf(store.reader, center.center, morning);
		if (!details) throw new Error('No session');
		const change = (changes: Partial<SessionDetails>, id = morning) =>
			changeSession(store, center.center, BY, id, { ...details, ...changes }, START);
		const trail = async () =>
			store.reader
				.selectFrom('trail')
				.selectAll()
				// The tablets were paired before there was anything to tell.
				.where('action', 'not like', 'pairings.%')
				.orderBy('position')
				.execute();
		return {
			...center,
			details,
			change,
			trail,
			atBakery: await tabletAt(bakery),
			atCollege: await tabletAt(college)
		};
	}

	test('a session is read back as it was typed', async () => {
		const { store, center, details } = await planned();
		expect(details).toMatchObject({ day: '2026-11-24', start: '09:30', end: '11:30', grace: 10 });
		const typed = { ...details, day: day('2026-12-01'), capacity: 12, stay: 5, note: '앞치마' };
		const made = await planSession(store, center, BY, typed, START);
		expect(made.kind).toBe('planned');
		if (made.kind !== 'planned') return;
		expect(await detailsOf(store.reader, center, made.id)).toEqual(typed);
	});

	test('a new session reaches the tablets of its site, and no others', async () => {
		const { store, center, details, atBakery, atCollege } = await planned();
		const typed = { ...details, day: day('2026-12-01') };
		const made = await planSession(store, center, BY, typed, START);
		expect((await atBakery.hears()).sessions).toMatchObject([{ id: 'id' in made ? made.id : '' }]);
		expect((await atCollege.hears()).sessions).toEqual([]);
	});

	test('other times reach them, too', async () => {
		const { change, atBakery, morning } = await planned();
		await change({ start: time('10:00'), grace: 25 });
		expect((await atBakery.hears()).sessions).toMatchObject([
			{ id: morning, startsAt: START + 30 * MINUTE, graceMs: 25 * MINUTE }
		]);
		expect((await atBakery.hears()).sessions).toEqual([]);
	});

	test('another capacity reaches them, and so does that there is none any more', async () => {
		const { change, atBakery } = await planned();
		await change({ capacity: 12 });
		expect((await atBakery.hears()).sessions).toMatchObject([{ capacity: 12 }]);
		await change({ capacity: null });
		expect((await atBakery.hears()).sessions).toMatchObject([{ capacity: null }]);
	});

	test('a session that moves to another site leaves the tablets of the one and comes to the other, roster and all', async () => {
		const { change, atBakery, atCollege, college, morning } = await planned();
		await change({ site: college });
		expect((await atBakery.hears()).sessionsGone).toContain(morning);
		const news = await atCollege.hears();
		expect(news.sessions.map(({ id }) => id)).toContain(morning);
		expect(news.roster).toHaveLength(NAMES.length);
	});

	test('a session that moves from the past to a day ahead brings its roster', async () => {
		const { store, keys, epoch, center, bakery, change, morning } = await planned();
		const later = START + 72 * HOUR;
		const { device } = await pairDevice(store, center, bakery, '태블릿 3');
		const first = await pull({ store, keys }, epoch, device, null, later);
		expect([first.sessions, first.roster]).toEqual([[], []]);
		await change({ day: day('2026-12-01') });
		const news = await pull({ store, keys }, epoch, device, first.cursor, later);
		expect(news.sessions.map(({ id }) => id)).toEqual([morning]);
		expect(news.roster).toHaveLength(NAMES.length);
	});

	test('a session that moves into the past leaves the tablets', async () => {
		const { change, atBakery, morning } = await planned();
		await change({ day: day('2026-11-20') });
		expect(await atBakery.hears()).toMatchObject({ sessions: [], sessionsGone: [morning] });
	});

	test('a cancellation reaches them, and so does its being taken back', async () => {
		const { store, center, atBakery, morning, trail } = await planned();
		expect(await cancelSession(store, center, BY, morning, '체험처 사정', START)).toBe(true);
		expect((await atBakery.hears()).sessions).toMatchObject([{ id: morning, cancelled: true }]);
		expect(await trail()).toMatchObject([{ action: 'session.cancel', reason: '체험처 사정' }]);
		expect(await resumeSession(store, center, BY, morning, START)).toBe(true);
		expect((await atBakery.hears()).sessions).toMatchObject([{ id: morning, cancelled: false }]);
	});

	test('a session is deleted only while nothing hangs on it; tablets then forget it', async () => {
		const { store, center, lecture, morning, atCollege } = await planned();
		expect(await removeSession(store, center, BY, morning, START)).toEqual({ kind: 'in-use' });
		expect(await removeSession(store, center, BY, lecture, START)).toEqual({ kind: 'removed' });
		expect((await atCollege.hears()).sessionsGone).toEqual([lecture]);
		expect(await detailsOf(store.reader, center, lecture)).toBeNull();
		const whole = { from: 0, to: START * 2 };
		expect(await sessionsBetween(store.reader, center, whole)).toHaveLength(1);
		expect(await removeSession(store, center, BY, lecture, START)).toEqual({ kind: 'unknown' });
	});

	test('somebody on the roster, or taken off it, or back on it, is heard of', async () => {
		const { store, center, morning, students, atBakery } = await planned();
		const [leaver] = students;
		if (!leaver) throw new Error('Nobody there');
		const people = { kind: 'people', participants: [leaver.id] } as const;
		expect(await enrol(store, center, BY, morning, people, START)).toBe(0);
		expect(await takeOff(store, center, BY, morning, [leaver.id], START)).toBe(1);
		expect(await takeOff(store, center, BY, morning, [leaver.id], START)).toBe(0);
		expect((await atBakery.hears()).rosterGone).toMatchObject([{ participant: leaver.id }]);
		expect(await enrol(store, center, BY, morning, people, START)).toBe(1);
		expect((await atBakery.hears()).roster).toMatchObject([{ participant: leaver.id }]);
		expect(await participantsIn(store.reader, center, morning)).toHaveLength(NAMES.length);
	});

	test('a whole class, or the roster of another session, can be taken over, each person once', async () => {
		const { store, center, morning, lecture, school, atCollege } = await planned();
		const taken = { kind: 'roster', of: morning } as const;
		const group = { kind: 'class', school, grade: 1, classNo: 3 } as const;
		const none = { ...group, classNo: 4 };
		expect(await enrol(store, center, BY, lecture, none, START)).toBe(0);
		expect(await enrol(store, center, BY, lecture, group, START)).toBe(NAMES.length);
		expect(await enrol(store, center, BY, lecture, taken, START)).toBe(0);
		expect((await atCollege.hears()).roster).toHaveLength(NAMES.length);
	});

	test('copies lie on their days at the same time of the clock, with the roster or without', async () => {
		const { store, center, morning, trail } = await planned();
		const days = [day('2026-12-01'), day('2026-12-08')];
		const bare = await copySession(store, center, BY, morning, { days, roster: false }, START);
		const full = await copySession(store, center, BY, morning, { days, roster: true }, START);
		const sizes = async (ids: readonly SessionId[] | null) =>
			Promise.all(
				(ids ?? []).map(async (id) => (await participantsIn(store.reader, center, id)).length)
			);
		expect([await sizes(bare), await sizes(full)]).toEqual([
			[0, 0],
			[NAMES.length, NAMES.length]
		]);
		const copies = await Promise.all((full ?? []).map((id) => detailsOf(store.reader, center, id)));
		expect(copies).toMatchObject([
			{ day: '2026-12-01', start: '09:30', end: '11:30' },
			{ day: '2026-12-08', start: '09:30', end: '11:30' }
		]);
		expect((await trail()).map(({ action, people }) => [action, people])).toEqual([
			['session.copy', 0],
			['session.copy', NAMES.length]
		]);
	});

	test('a session that would end before it begins is not planned', async () => {
		const { change, store, center, details, trail } = await planned();
		const backwards = { ...details, end: time('09:30') };
		expect(await change(backwards)).toEqual({ kind: 'backwards' });
		expect(await planSession(store, center, BY, backwards, START)).toEqual({ kind: 'backwards' });
		expect(await trail()).toEqual([]);
	});

	test('a program’s new name reaches the tablets with its sessions', async () => {
		const { store, center, program, atBakery, morning } = await planned();
		const before = await programOf(store.reader, center, program);
		if (!before) throw new Error('No program');
		const renamed = { ...before, name: '청진기: 제빵사' };
		expect(await editProgram(store, center, BY, program, renamed, START)).toBe(true);
		expect((await atBakery.hears()).sessions).toMatchObject([
			{ id: morning, program: '청진기: 제빵사' }
		]);
		await editProgram(store, center, BY, program, { ...renamed, funding: '교육청' }, START);
		expect((await atBakery.hears()).sessions).toEqual([]);
	});

	test('programs and sites are deleted only while nothing hangs on them', async () => {
		const { store, center, program, bakery } = await planned();
		expect(await removeProgram(store, center, BY, program, START)).toEqual({ kind: 'in-use' });
		expect(await removeSite(store, center, BY, bakery, START)).toEqual({ kind: 'in-use' });
		const camp = await addProgram(
			store,
			center,
			BY,
			{
				name: '아직 없음',
				year: 2026,
				kind: 'CAMP',
				funding: '',
				basis: '',
				audience: 'ANY',
				capacity: null,
				host: '',
				tags: ['여름', '숲']
			},
			START
		);
		expect(await programOf(store.reader, center, camp)).toMatchObject({ tags: ['여름', '숲'] });
		expect(await removeProgram(store, center, BY, camp, START)).toEqual({ kind: 'removed' });
		expect(await programOf(store.reader, center, camp)).toBeNull();
		const empty = await addSite(store, center, BY, SITE, START);
		expect(await removeSite(store, center, BY, empty, START)).toEqual({ kind: 'removed' });
	});

	test('an archived site is listed apart, and can come back', async () => {
		const { store, center, college } = await planned();
		const names = async (archived: boolean) =>
			(await listedSites(store.reader, center, { archived, page: 1 })).sites.map(
				({ name, sessions }) => [name, sessions]
			);
		await archiveSite(store, center, BY, college, true, START);
		expect([await names(false), await names(true)]).toEqual([
			[['달보드레 빵집', 1]],
			[['가온누리대학교', 1]]
		]);
		await archiveSite(store, center, BY, college, false, START);
		expect(await names(true)).toEqual([]);
		await editSite(store, center, BY, college, SITE, START);
		expect(await siteOf(store.reader, center, college)).toEqual({
			...SITE,
			id: college,
			archived: false
		});
	});

	test('the center’s own settings change what tablets are told, and nothing that is planned', async () => {
		const { store, center, atBakery, morning, details } = await planned();
		const before = await settingsOf(store.reader, center);
		expect(before).toMatchObject({ zone: 'Asia/Seoul', openBefore: 60, grace: 10, stay: 10 });
		await settle(store, center, BY, { ...before, name: '새 이름', grace: 3 }, START);
		expect(await settingsOf(store.reader, center)).toMatchObject({ name: '새 이름', grace: 3 });
		expect(await atBakery.hears()).toMatchObject({ center: { name: '새 이름' }, sessions: [] });
		expect(await detailsOf(store.reader, center, morning)).toEqual(details);
	});

	test('what belongs to another center is as good as not there', async () => {
		const { store, keys, center, details, students, morning, trail } = await planned();
		const other = await store.write((trx) => found(trx, { name: '다른 센터', demo: false }, START));
		const theirs = await prepare(store, keys, other);
		const nowhere = uuid() as never;
		for (const id of [theirs.morning, nowhere]) {
			expect(await changeSession(store, center, BY, id, details, START)).toEqual({
				kind: 'unknown'
			});
			expect(await cancelSession(store, center, BY, id, 'x', START)).toBe(false);
			expect(await resumeSession(store, center, BY, id, START)).toBe(false);
			expect(await removeSession(store, center, BY, id, START)).toEqual({ kind: 'unknown' });
			expect(await takeOff(store, center, BY, id, [], START)).toBeNull();
			const copies = { days: [details.day], roster: true };
			expect(await copySession(store, center, BY, id, copies, START)).toBeNull();
			const taken = { kind: 'roster', of: id } as const;
			expect(await enrol(store, center, BY, morning, taken, START)).toBe(0);
			const everybody = {
				kind: 'people',
				participants: students.map((student) => student.id)
			} as const;
			expect(await enrol(store, center, BY, id, everybody, START)).toBeNull();
		}
		for (const [site, program] of [
			[theirs.bakery, details.program],
			[details.site, theirs.program]
		] as const) {
			const mixed = { ...details, site, program };
			expect(await planSession(store, center, BY, mixed, START)).toEqual({ kind: 'unknown' });
			expect(await changeSession(store, center, BY, morning, mixed, START)).toEqual({
				kind: 'unknown'
			});
		}
		const strangers = {
			kind: 'people',
			participants: theirs.students.map((student) => student.id)
		} as const;
		expect(await enrol(store, center, BY, morning, strangers, START)).toBe(0);
		const group = { kind: 'class', school: theirs.school, grade: 1, classNo: 3 } as const;
		expect(await enrol(store, center, BY, morning, group, START)).toBe(0);
		expect(await removeProgram(store, center, BY, theirs.program, START)).toEqual({
			kind: 'unknown'
		});
		expect(await archiveSite(store, center, BY, theirs.bakery, true, START)).toBe(false);
		expect(await trail()).toEqual([]);
	});

	test('everything that is changed is on the trail, with how many people and no name', async () => {
		const { store, center, change, morning, students, trail } = await planned();
		await change({ note: '김새봄은 알레르기' });
		await takeOff(
			store,
			center,
			BY,
			morning,
			students.slice(0, 2).map(({ id }) => id),
			START
		);
		const entries = await trail();
		expect(entries.map(({ action, people, subject }) => [action, people, subject])).toEqual([
			['session.edit', 0, `session:${morning}`],
			['roster.remove', 2, `session:${morning}`]
		]);
		expect(JSON.stringify(entries)).not.toMatch(new RegExp(NAMES.join('|')));
		expect(await verify(store.reader, center)).toMatchObject({ kind: 'whole' });
	});
});
