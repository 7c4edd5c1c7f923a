import { describe, expect, test } from 'vitest';
import type { SiteId } from '#domain/id.ts';
import { found } from '#server/centers.ts';
import { placesFor } from '#server/places.ts';
import { archiveSite } from '#server/sites.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { moveTablet, retireTablet } from '#server/tablet-changes.ts';
import { verify } from '#server/trail.ts';
import { event, HOUR, START } from '../domain/people.ts';
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

const ADDRESS = '192.0.2.9';

describe.each(ENGINES)('a tablet that is taken to another site, on %s', (engine) => {
	async function atTheBakery() {
		const center = await openCenter(engine);
		const { device } = await pairDevice(center.store, center.center, center.bakery, '입구');
		const move = (site: SiteId) => moveTablet(center.store, device, site, ADDRESS, START);
		const row = () =>
			center.store.reader
				.selectFrom('device')
				.selectAll()
				.where('id', '=', device.id)
				.executeTakeFirstOrThrow();
		const trail = async () =>
			(await center.store.reader.selectFrom('trail').selectAll().orderBy('position').execute())
				.filter(({ action }) => action === 'tablets.change')
				.map(({ account, address, subject }) => ({ account, address, subject }));
		return { ...center, device, move, row, trail };
	}

	test('is offered the sites in use: those with a session today first, then by name', async () => {
		const { store, center, bakery, college, device } = await atTheBakery();
		const places = async (now: number) =>
			(await placesFor(store.reader, device, now)).map(({ id, today }) => [id, today]);
		expect(await places(START + 48 * HOUR)).toEqual([
			[college, false],
			[bakery, false]
		]);
		await store.write((trx) =>
			trx.updateTable('session').set({ cancelled: 1 }).where('site_id', '=', college).execute()
		);
		expect(await places(START)).toEqual([
			[bakery, true],
			[college, false]
		]);
		await archiveSite(store, center, SOMEBODY, college, true, START);
		expect(await places(START)).toEqual([[bakery, true]]);
	});

	test('pulls the other site’s sessions anew, and keeps its name and its duty', async () => {
		const { store, keys, epoch, bakery, college, lecture, device, move, row } = await atTheBakery();
		const { cursor } = await pull({ store, keys }, epoch, device, null, START);
		expect(device.site_id).toBe(bakery);
		expect(await move(college)).toEqual({ kind: 'changed' });
		const moved = await row();
		expect(moved).toEqual({ ...device, site_id: college });
		const news = await pull({ store, keys }, epoch, moved, cursor, START);
		expect(news).toMatchObject({ fresh: true, site: { id: college }, roster: [] });
		expect(news.sessions.map(({ id }) => id)).toEqual([lecture]);
	});

	test('stands on the trail as the one that did it, once however often it asks', async () => {
		const { store, center, college, device, move, trail } = await atTheBakery();
		await move(college);
		expect(await move(college)).toEqual({ kind: 'changed' });
		const subject = `device:${device.id}`;
		expect(await trail()).toEqual([{ account: subject, address: ADDRESS, subject }]);
		expect(await verify(store.reader, center)).toMatchObject({ kind: 'whole' });
	});

	test('still hands in what it recorded at the first one', async () => {
		const { store, epoch, morning, college, move, row } = await atTheBakery();
		const life = newIncarnation();
		const made = event(1, 'arrival', { id: uuid() as never, incarnation: life, session: morning });
		await move(college);
		const answer = await push(store, epoch, await row(), pushOf(life, [made]), START);
		expect(answer.results).toEqual([{ id: made.id, status: 'stored' }]);
	});

	test('finds no site that is out of use, unknown or another center’s, and stays', async () => {
		const { store, keys, center, college, device, move, row, trail } = await atTheBakery();
		const other = await store.write((trx) => found(trx, { name: '', demo: false }, START));
		const theirs = await prepare(store, keys, other);
		await archiveSite(store, center, SOMEBODY, college, true, START);
		for (const site of [college, theirs.bakery, uuid() as SiteId]) {
			expect(await move(site)).toEqual({ kind: 'not-found' });
		}
		expect(await row()).toEqual(device);
		expect(await trail()).toEqual([]);
	});

	test('goes nowhere once it is out of service', async () => {
		const { store, center, bakery, college, device, move, row } = await atTheBakery();
		await retireTablet(store, center, device.id, SOMEBODY, START);
		expect(await move(college)).toEqual({ kind: 'not-found' });
		expect((await row()).site_id).toBe(bakery);
	});
});
