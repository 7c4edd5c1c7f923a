import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { canonical } from '#domain/canonical.ts';
import type { AttendanceEvent } from '#domain/event.ts';
import { asideInboxOf } from '#server/aside-inbox.ts';
import { board } from '#server/board.ts';
import { sha256 } from '#server/keys.ts';
import { setAside } from '#server/ledger.ts';
import { leaveAside, takeAside } from '#server/sync/aside.ts';
import { push } from '#server/sync/push.ts';
import { tabletOf } from '#server/tablets.ts';
import { MINUTE, START } from '../domain/people.ts';
import {
	arriving,
	ENGINES,
	newIncarnation,
	openCenter,
	pairDevice,
	pushOf,
	SOMEBODY
} from './center.ts';

const LATER = START + 5 * MINUTE;

describe.each(ENGINES)('what was set aside, on %s', (engine) => {
	async function paired() {
		const center = await openCenter(engine);
		const { store, epoch } = center;
		const { device } = await pairDevice(store, center.center, center.bakery);
		const incarnation = newIncarnation();
		const arrival = arriving(incarnation, center.morning);
		const hand = (events: unknown[], changes = {}) =>
			push(store, epoch, device, pushOf(incarnation, events, changes), START);
		/** As earlier versions did with what had a number that another had taken. */
		const asideOfOld = (clone: AttendanceEvent) => {
			const row = { raw: canonical(clone), event_id: clone.id, seq: clone.seq };
			return store.write((trx) =>
				setAside(trx, [
					{
						...{ center_id: center.center, device_id: device.id, incarnation, received_at: START },
						...{ digest: sha256(row.raw), status: 'conflict', ...row },
						reason: 'seq: taken by another event'
					}
				])
			);
		};
		const ids = async () => {
			const rows = await store.reader
				.selectFrom('ledger')
				.select(['position', 'id'])
				.orderBy('position')
				.execute();
			expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
			return rows.map(({ id }) => id);
		};
		const inbox = () => asideInboxOf(store.reader, center.center, device.id);
		const take = (reason = '복제된 태블릿') =>
			takeAside(store, center.center, device.id, reason, SOMEBODY, LATER);
		const leave = (reason = '시험 삼아 보낸 것') =>
			leaveAside(store, center.center, device.id, reason, SOMEBODY, LATER);
		const shown = async () => (await board(store, center.center, START)).asides;
		return { ...center, device, arrival, hand, asideOfOld, ids, inbox, take, leave, shown };
	}

	test('two with one number were two facts: the one set aside is taken in beside the other, once', async () => {
		const { arrival, hand, asideOfOld, ids, inbox, take, shown } = await paired();
		const [one, clone] = [arrival(1), arrival(1)];
		await hand([one]);
		await asideOfOld(clone);
		expect(await shown()).toHaveLength(1);
		expect((await inbox()).waiting).toMatchObject({ count: 1, takeable: 1 });
		expect(await take()).toEqual({ stored: 1, remaining: 0 });
		expect(await take()).toBeNull();
		expect(await ids()).toEqual([one.id, clone.id]);
		expect(await shown()).toEqual([]);
		expect(await inbox()).toMatchObject({
			waiting: { count: 0 },
			taken: 1,
			decided: { decision: 'taken', at: LATER, reason: '복제된 태블릿' }
		});
		// Whoever hands it in once more finds it counted.
		expect((await hand([clone])).results.map(({ status }) => status)).toEqual(['duplicate']);
		expect(await ids()).toEqual([one.id, clone.id]);
	});

	test('two who decide at the same time take it once', async () => {
		const { arrival, hand, asideOfOld, ids, take } = await paired();
		await hand([arrival(1)]);
		await asideOfOld(arrival(1));
		const taken = await Promise.all([take(), take(), take()]);
		expect(taken.filter((each) => each !== null)).toEqual([{ stored: 1, remaining: 0 }]);
		expect(await ids()).toHaveLength(2);
	});

	test('one deed told in two ways is not counted twice, nor what cannot be read; both stay', async () => {
		const { arrival, hand, ids, inbox, take, shown } = await paired();
		const one = arrival(1);
		await hand([one]);
		await hand([{ ...one, at: one.at + 1 }, 'poison']);
		expect((await inbox()).waiting).toMatchObject({
			...{ count: 2, takeable: 0, contradicting: 1, unreadable: 1 }
		});
		expect(await take()).toBeNull();
		expect(await ids()).toEqual([one.id]);
		expect(await shown()).toHaveLength(2);
	});

	test('of two that tell one deed in two ways and were both set aside, one is taken', async () => {
		const { arrival, asideOfOld, ids, inbox, take } = await paired();
		const one = arrival(1);
		await asideOfOld(one);
		await asideOfOld({ ...one, at: one.at + 1 });
		expect(await take()).toEqual({ stored: 1, remaining: 1 });
		expect(await ids()).toEqual([one.id]);
		expect((await inbox()).waiting).toMatchObject({ count: 1, contradicting: 1 });
	});

	test('what was handed in with another life’s is taken in under its own', async () => {
		const { arrival, hand, ids, take, store } = await paired();
		const other = newIncarnation();
		const stray = arrival(1, { incarnation: other });
		expect((await hand([stray])).results.map(({ status }) => status)).toEqual(['quarantined']);
		expect(await take()).toEqual({ stored: 1, remaining: 0 });
		expect(await ids()).toEqual([stray.id]);
		const row = await store.reader.selectFrom('ledger').select('incarnation').executeTakeFirst();
		expect(row?.incarnation).toBe(other);
	});

	test('or staff leave it, with a reason: nobody is asked again, and it can still be taken', async () => {
		const { arrival, hand, asideOfOld, ids, inbox, take, leave, shown, ...rest } = await paired();
		const within = { center: rest.center, reach: { kind: 'center' } } as const;
		const glance = { now: LATER, build: 'test' };
		const matters = async () => {
			const tablet = await tabletOf(rest.store.reader, within, rest.device.id, glance);
			return tablet?.concerns.map(({ matter }) => matter);
		};
		const one = arrival(1);
		await hand([one, 'poison']);
		const clone = arrival(1);
		await asideOfOld(clone);
		expect(await matters()).toContain('aside');
		expect(await leave()).toBe(true);
		expect(await leave()).toBe(false);
		expect([await shown(), await ids()]).toEqual([[], [one.id]]);
		expect(await matters()).not.toContain('aside');
		expect(await inbox()).toMatchObject({
			waiting: { count: 0 },
			left: { count: 2, takeable: 1, unreadable: 1 },
			decided: { decision: 'left', reason: '시험 삼아 보낸 것' }
		});
		expect(await take()).toEqual({ stored: 1, remaining: 1 });
		expect(await ids()).toEqual([one.id, clone.id]);
		expect(await inbox()).toMatchObject({
			taken: 1,
			left: { count: 1 },
			decided: { decision: 'taken' }
		});
	});

	test('the trail says who decided and why, how much, and nobody’s name', async () => {
		const { arrival, hand, asideOfOld, take, leave, store, device } = await paired();
		await hand([arrival(1), 'poison']);
		await asideOfOld(arrival(1));
		await leave();
		await take();
		const rows = await store.reader
			.selectFrom('trail')
			.select(['action', 'subject', 'people', 'reason', 'detail'])
			.orderBy('position')
			.execute();
		const about = { subject: `device:${device.id}`, people: 1 };
		expect(rows.slice(-2)).toEqual([
			{ action: 'aside.leave', ...about, reason: '시험 삼아 보낸 것', detail: '{"left":2}' },
			{
				...{ action: 'aside.take', ...about, reason: '복제된 태블릿' },
				detail: '{"remaining":1,"stored":1}'
			}
		]);
	});

	test('the database itself lets nobody alter or remove a decision', async () => {
		const { hand, leave, store } = await paired();
		await hand(['poison']);
		await leave();
		for (const statement of [
			'delete from aside_decision',
			`update aside_decision set reason = ''`
		]) {
			await expect(sql.raw(statement).execute(store.writer)).rejects.toThrow(/append-only/);
		}
	});
});
