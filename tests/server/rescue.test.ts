import { describe, expect, test } from 'vitest';
import { writeHandOver } from '#domain/hand-over.ts';
import { labelOf, pack } from '#domain/rescue/parcel.ts';
import { markOf, settles, verifyReceipt } from '#domain/rescue/receipt.ts';
import { found } from '#server/centers.ts';
import { signingKeyOf } from '#server/signing.ts';
import type { Bearer } from '#server/sync/hand-over.ts';
import { push } from '#server/sync/push.ts';
import { rescueKeysOf, takeParcel } from '#server/sync/rescue.ts';
import { retireTablet } from '#server/tablet-changes.ts';
import { asActor } from '#server/trail.ts';
import { event, MINUTE, START } from '../domain/people.ts';
import {
	ENGINES,
	newIncarnation,
	openCenter,
	pairDevice,
	pushOf,
	SOMEBODY,
	someKeys,
	uuid
} from './center.ts';

describe.each(ENGINES)('records that another tablet carries, on %s', (engine) => {
	async function withParcel() {
		const made = await openCenter(engine);
		const { store, keys, epoch, center, bakery, college, morning } = made;
		const { device } = await pairDevice(store, center, bakery, '지하 태블릿');
		const courier = (await pairDevice(store, center, college, '입구 태블릿')).device;
		const life = newIncarnation();
		const events = [1, 2, 3].map((n) =>
			event(n, n === 2 ? 'departure' : 'arrival', {
				id: uuid() as never,
				incarnation: life,
				session: morning,
				at: START + n * MINUTE
			})
		);
		const { key } = await rescueKeysOf(keys, center);
		const parcel = async (
			some: readonly unknown[] = events,
			label = { center, device: device.id }
		) =>
			pack(
				writeHandOver({ center, device: device.id, madeAt: START, events: [...some] }),
				label,
				key
			);
		const bearer: Bearer = {
			by: asActor(courier, '192.0.2.8'),
			action: 'tablets.rescue',
			retired: false
		};
		const us = { center, device: device.id };
		return {
			...made,
			device,
			courier,
			events,
			life,
			parcel,
			bearer,
			take: async (bytes?: Uint8Array<ArrayBuffer>, by = bearer) =>
				takeParcel({ store, keys, epoch }, center, bytes ?? (await parcel()), by, START),
			send: () => push(store, epoch, device, pushOf(life, events), START),
			read: (receipt: string) => verifyReceipt(receipt, signingKeyOf(keys, center), us),
			kept: async () => {
				const rows = await store.reader
					.selectFrom('ledger')
					.select(['position', 'seq'])
					.where('incarnation', '=', life)
					.orderBy('position')
					.execute();
				return rows.map(({ seq }) => seq);
			}
		};
	}

	test('count as if their own tablet had sent them, twice changes nothing, and each time there is a receipt', async () => {
		const { take, kept, read, events, life, epoch } = await withParcel();
		for (const counted of [
			{ stored: 3, duplicate: 0 },
			{ stored: 0, duplicate: 3 }
		]) {
			const rescued = await take();
			expect(rescued).toMatchObject({ kind: 'taken', handed: counted });
			const verified = rescued.kind === 'taken' ? await read(rescued.receipt) : null;
			if (verified?.kind !== 'receipt') throw new Error('No receipt');
			expect(verified.receipt.epoch).toBe(epoch);
			const [settled] = verified.receipt.lives;
			if (!settled) throw new Error('Nothing settled');
			expect(settled).toMatchObject({ life, ranges: [[1, 3]] });
			const marked = events.map(({ seq }, at) => ({
				incarnation: life,
				seq,
				mark: markOf(events[at])
			}));
			expect(settles(settled, marked)).toBe(true);
		}
		expect(await kept()).toEqual([1, 2, 3]);
	});

	test('and are recognised when the tablet sends them after all, or has before', async () => {
		const { take, send, kept } = await withParcel();
		await take();
		const answer = await send();
		expect(answer.results.map(({ status }) => status)).toEqual(Array(3).fill('duplicate'));
		expect(await take()).toMatchObject({ handed: { stored: 0, duplicate: 3 } });
		expect(await kept()).toEqual([1, 2, 3]);
	});

	test('backwards and in pieces they add up to the same', async () => {
		const { take, parcel, events, kept, send } = await withParcel();
		await take(await parcel(events.slice(2)));
		await take(await parcel(events.slice(0, 2).toReversed()));
		expect((await kept()).toSorted()).toEqual([1, 2, 3]);
		expect(await send()).toMatchObject({ ackedThrough: 3, missing: [] });
	});

	test('one that cannot be read is set aside, and has its receipt like the others', async () => {
		const { take, parcel, events, life, read } = await withParcel();
		const broken = { ...events[1], kind: 7 };
		const some = [events[0], broken, events[2]];
		const rescued = await take(await parcel(some));
		expect(rescued).toMatchObject({ handed: { stored: 2, aside: 1 } });
		const verified = rescued.kind === 'taken' ? await read(rescued.receipt) : null;
		const [settled] = verified?.kind === 'receipt' ? verified.receipt.lives : [];
		const marked = some.map((each, at) => ({ incarnation: life, seq: at + 1, mark: markOf(each) }));
		expect(settled && settles(settled, marked)).toBe(true);
	});

	test('of a tablet out of service they wait until staff have decided, and so does what it carries', async () => {
		const { store, take, bearer, kept, center, device } = await withParcel();
		expect(await take(undefined, { ...bearer, retired: true })).toMatchObject({
			handed: { stored: 0, late: 3 }
		});
		await retireTablet(store, center, device.id, SOMEBODY, START);
		expect(await take()).toMatchObject({ kind: 'taken', handed: { stored: 0, late: 3 } });
		expect(await kept()).toEqual([]);
		const late = await store.reader.selectFrom('late').select(['seq', 'device_id']).execute();
		expect(late.map(({ seq }) => seq).sort()).toEqual([1, 2, 3]);
		expect(new Set(late.map(({ device_id }) => device_id))).toEqual(new Set([device.id]));
	});

	test('a parcel that was altered, cut off, relabelled or closed for another writes nothing', async () => {
		const { take, parcel, kept, courier, center, device } = await withParcel();
		const whole = await parcel();
		const bent = whole.slice();
		bent[200] = (bent[200] ?? 0) ^ 1;
		const elsewhere = await rescueKeysOf(someKeys(), center);
		const foreign = await pack('{}', { center, device: device.id }, elsewhere.key);
		const relabelled = await parcel(undefined, { center, device: courier.id });
		for (const bytes of [bent, whole.slice(0, -1), foreign, relabelled, new Uint8Array()]) {
			expect(await take(bytes)).toEqual({ kind: 'unreadable' });
		}
		expect(await kept()).toEqual([]);
	});

	test('a parcel of another center’s tablet is of none here', async () => {
		const { store, keys, epoch, parcel, bearer, kept } = await withParcel();
		const other = await store.write((trx) => found(trx, { name: '', demo: false }, START));
		const bytes = await parcel();
		expect(labelOf(bytes)?.center).not.toBe(other);
		const rescued = await takeParcel({ store, keys, epoch }, other, bytes, bearer, START);
		expect(rescued).toEqual({ kind: 'unknown' });
		expect(await kept()).toEqual([]);
	});

	test('the trail says which tablet brought them, and whose they are', async () => {
		const { store, take, center, courier, device } = await withParcel();
		await take();
		const last = await store.reader
			.selectFrom('trail')
			.select(['account', 'action', 'subject'])
			.where('center_id', '=', center)
			.orderBy('position', 'desc')
			.limit(1)
			.executeTakeFirst();
		expect(last).toEqual({
			account: `device:${courier.id}`,
			action: 'tablets.rescue',
			subject: `device:${device.id}`
		});
	});
});
