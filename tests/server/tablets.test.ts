import { describe, expect, test } from 'vitest';
import { WHOLE_DUTY } from '#domain/duty.ts';
import type { SiteId } from '#domain/id.ts';
import type { Reach } from '#domain/rights.ts';
import { found } from '#server/centers.ts';
import { enrol } from '#server/devices.ts';
import { exposureOf } from '#server/exposure.ts';
import { offerPairing, openPairings, withdrawPairing } from '#server/pairings.ts';
import { unenrol } from '#server/roster.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { changeTablet, retireTablet } from '#server/tablet-changes.ts';
import { contactsOf, tabletOf, tabletsOf } from '#server/tablets.ts';
import { verify } from '#server/trail.ts';
import { event, HOUR, MINUTE, START } from '../domain/people.ts';
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

const EVERYWHERE: Reach = { kind: 'center' };
const at = (now: number) => ({ now, build: 'test' });

describe.each(ENGINES)('the tablets of a center, on %s', (engine) => {
	async function withTablet() {
		const center = await openCenter(engine);
		const { store, epoch } = center;
		const { device } = await pairDevice(store, center.center, center.bakery, '입구');
		const incarnation = newIncarnation();
		const hand = (events: unknown[], changes = {}, now = START) =>
			push(store, epoch, device, pushOf(incarnation, events, changes), now);
		const within = { center: center.center, reach: EVERYWHERE };
		const look = (now = START) => tabletOf(store.reader, within, device.id, at(now));
		return { ...center, device, incarnation, hand, within, look };
	}
	type Center = Awaited<ReturnType<typeof withTablet>>;

	const offerOf = ({ center, bakery }: Center) => ({
		center,
		site: bakery,
		deviceName: '창가',
		duty: WHOLE_DUTY
	});

	/** Another center in the same database, with a tablet of its own. */
	async function stranger({ store, keys }: Center) {
		const center = await store.write((trx) => found(trx, { name: '', demo: false }, START));
		const { bakery } = await prepare(store, keys, center);
		const { device } = await pairDevice(store, center, bakery);
		return { center, bakery, device };
	}

	test('open codes are listed until they are used, withdrawn or too old', async () => {
		const center = await withTablet();
		const { store } = center;
		const first = await offerPairing(store, offerOf(center), SOMEBODY, START);
		const second = await offerPairing(store, offerOf(center), SOMEBODY, START + MINUTE);
		const third = await offerPairing(store, offerOf(center), SOMEBODY, START + 2 * MINUTE);
		const open = async (now: number) =>
			(await openPairings(store.reader, center.center, now)).map(({ id }) => id);
		expect(await open(START)).toEqual([third.id, second.id, first.id]);
		expect(await open(START + 10 * MINUTE)).toEqual([third.id, second.id]);
		await enrol(store, { code: third.code, owes: null }, null, START);
		expect(await withdrawPairing(store, center.center, second.id, SOMEBODY, START + MINUTE)).toBe(
			true
		);
		expect(await open(START + 3 * MINUTE)).toEqual([first.id]);
		const late = await enrol(store, { code: second.code, owes: null }, null, START + 3 * MINUTE);
		expect(late.kind).toBe('code-unknown');
	});

	test('no code of another center can be withdrawn, and none twice', async () => {
		const center = await withTablet();
		const other = await stranger(center);
		const offer = { ...offerOf(center), center: other.center, site: other.bakery };
		const { id } = await offerPairing(center.store, offer, SOMEBODY, START);
		const withdraw = (of: Center['center']) =>
			withdrawPairing(center.store, of, id, SOMEBODY, START);
		expect(await withdraw(center.center)).toBe(false);
		expect(await withdraw(other.center)).toBe(true);
		expect(await withdraw(other.center)).toBe(false);
	});

	test('a hole in the numbers is counted, but not what the tablet still holds', async () => {
		const { hand, incarnation, look, morning } = await withTablet();
		const arrival = (seq: number) =>
			event(seq, 'arrival', { id: uuid() as never, incarnation, session: morning });
		await hand([arrival(1), arrival(4)], { lastSeq: 10, unsent: 8 });
		expect(await look()).toMatchObject({ unsent: 6, missing: 2, sign: 'act' });
		await hand([arrival(2), 'poison'], { lastSeq: 10, unsent: 8 });
		expect(await look()).toMatchObject({ unsent: 6, missing: 1, aside: 1 });
	});

	test('health is what the tablet said last, and an old version is told from the current one', async () => {
		const { hand, look, store, within, device } = await withTablet();
		const health = {
			build: 'test',
			persisted: false,
			free: 1e9,
			installed: true,
			battery: { percent: 12, charging: false },
			skew: 3 * MINUTE
		};
		await hand([], { health });
		expect((await look())?.concerns.map(({ matter }) => matter)).toEqual([
			'battery',
			'clock',
			'evictable'
		]);
		const newer = { now: START, build: 'newer' };
		expect(await tabletOf(store.reader, within, device.id, newer)).toMatchObject({
			current: false
		});
		// A build from before there were batteries says nothing of them.
		await hand([], { health: { build: 'old', persisted: true, free: null, installed: true } });
		expect((await look())?.concerns.map(({ matter }) => matter)).toEqual(['outdated']);
	});

	test('silent while a session is on at its site asks for somebody; at another site it rests', async () => {
		const { store, center, college, within, device } = await withTablet();
		await pairDevice(store, center, college, '강의실');
		const signs = async (now: number) =>
			(await tabletsOf(store.reader, within, at(now))).map(({ name, sign, rest }) => [
				name,
				sign,
				rest
			]);
		expect(await signs(START)).toEqual([
			['강의실', 'well', 'on'],
			['입구', 'well', 'on']
		]);
		await store.write((trx) =>
			trx.updateTable('session').set({ cancelled: 1 }).where('site_id', '=', college).execute()
		);
		expect(await signs(START + 6 * MINUTE)).toEqual([
			['입구', 'act', 'resting'],
			['강의실', 'well', 'resting']
		]);
		expect(device.site_id).not.toBe(college);
	});

	test('contacts are noted once in a quarter of an hour, for a week', async () => {
		const { store, epoch, center, device, incarnation } = await withTablet();
		let row = device;
		for (let minute = 0; minute < 60; minute++) {
			const now = START + minute * MINUTE;
			await push(store, epoch, row, pushOf(incarnation, []), now);
			const rows = store.reader.selectFrom('device').selectAll().where('id', '=', device.id);
			row = await rows.executeTakeFirstOrThrow();
		}
		const noted = (now: number) =>
			contactsOf(store.reader, center, device.id, 100).then((all) =>
				all.map((contact) => (now - contact.at) / MINUTE)
			);
		expect(await noted(START)).toEqual([-45, -30, -15, 0]);
		const week = START + 7 * 24 * HOUR + 20 * MINUTE;
		await push(store, epoch, row, pushOf(incarnation, []), week);
		expect(await noted(week)).toEqual([0, 7 * 24 * 60 - 25, 7 * 24 * 60 - 10]);
	});

	test('renamed, moved and given another duty, a tablet pulls anew, and the trail says it', async () => {
		const { store, keys, epoch, center, college, device, look } = await withTablet();
		const { cursor } = await pull({ store, keys }, epoch, device, null, START);
		const duty = { passage: 'departures', keypad: false, asks: 'nobody' } as const;
		const to = { name: '출구', site: college, duty };
		expect(await changeTablet(store, center, device.id, to, SOMEBODY, START)).toEqual({
			kind: 'changed'
		});
		expect(await look()).toMatchObject({ name: '출구', siteId: college, duty });
		const rows = store.reader.selectFrom('device').selectAll().where('id', '=', device.id);
		const moved = await rows.executeTakeFirstOrThrow();
		expect(await pull({ store, keys }, epoch, moved, cursor, START)).toMatchObject({
			fresh: true,
			duty,
			site: { name: '가온누리대학교' },
			roster: []
		});
		const [last] = await store.reader
			.selectFrom('trail')
			.select(['action', 'subject', 'detail'])
			.orderBy('position', 'desc')
			.limit(1)
			.execute();
		expect(last).toMatchObject({ action: 'tablets.change', subject: `device:${device.id}` });
		expect(last?.detail).not.toContain('출구');
		expect(await verify(store.reader, center)).toMatchObject({ kind: 'whole' });
	});

	test('nothing crosses centers: another one’s tablet or site is as if there were none', async () => {
		const center = await withTablet();
		const { store, within, bakery, device } = center;
		const other = await stranger(center);
		const to = (site: SiteId) => ({ name: '남의 것', site, duty: WHOLE_DUTY });
		const change = (id: typeof device.id, site: SiteId) =>
			changeTablet(store, center.center, id, to(site), SOMEBODY, START);
		const none = { kind: 'not-found' };
		expect(await change(other.device.id, bakery)).toEqual(none);
		expect(await change(device.id, other.bakery)).toEqual(none);
		expect(await retireTablet(store, center.center, other.device.id, SOMEBODY, START)).toEqual(
			none
		);
		expect(await tabletOf(store.reader, within, other.device.id, at(START))).toBeNull();
		expect((await tabletsOf(store.reader, within, at(START))).map(({ id }) => id)).toEqual([
			device.id
		]);
	});

	test('staff of a site reach only its tablets', async () => {
		const { store, center, college, bakery, device } = await withTablet();
		const { device: lecture } = await pairDevice(store, center, college, '강의실');
		const within = { center, reach: { kind: 'sites', sites: [bakery] } as const };
		expect((await tabletsOf(store.reader, within, at(START))).map(({ id }) => id)).toEqual([
			device.id
		]);
		expect(await tabletOf(store.reader, within, lecture.id, at(START))).toBeNull();
	});

	test('what was on a lost tablet is counted, at most, and a day after its session nothing is left', async () => {
		const { store, center, morning, students, hand, device } = await withTablet();
		await hand([], {}, START + MINUTE);
		const rows = store.reader.selectFrom('device').selectAll().where('id', '=', device.id);
		const lost = await rows.executeTakeFirstOrThrow();
		const exposure = (now: number) => exposureOf(store.reader, lost, now);
		expect(await exposure(START + HOUR)).toEqual({
			asOf: START + MINUTE,
			entries: 5,
			sessions: 1,
			from: START,
			to: START,
			left: 5
		});
		// Taken off the roster since then, somebody may still be on the tablet.
		const [leaver] = students;
		if (!leaver) throw new Error('Nobody there');
		await store.write((trx) => unenrol(trx, center, morning, leaver.id));
		expect(await exposure(START + 26 * HOUR - 1)).toMatchObject({ entries: 5, left: 5 });
		expect(await exposure(START + 26 * HOUR)).toMatchObject({ entries: 5, left: 0 });
	});

	test('out of service once is out of service: it is neither retired nor changed again', async () => {
		const { store, center, device, bakery } = await withTablet();
		const retire = () => retireTablet(store, center, device.id, SOMEBODY, START);
		expect(await retire()).toEqual({ kind: 'changed' });
		expect(await retire()).toEqual({ kind: 'not-found' });
		const to = { name: '다시', site: bakery, duty: WHOLE_DUTY };
		expect(await changeTablet(store, center, device.id, to, SOMEBODY, START)).toEqual({
			kind: 'not-found'
		});
	});
});
