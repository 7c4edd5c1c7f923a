import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Incarnation } from '#domain/id.ts';
import type { Receipt } from '#domain/protocol.ts';
import { push } from '#server/sync/push.ts';
import { START } from '../domain/people.ts';
import { arriving, ENGINES, newIncarnation, openCenter, pairDevice, pushOf } from './center.ts';

describe.each(ENGINES)('handing events in, on %s', (engine) => {
	async function paired() {
		const center = await openCenter(engine);
		const { device } = await pairDevice(center.store, center.center, center.bakery);
		const incarnation = newIncarnation();
		const arrival = arriving(incarnation, center.morning);
		const hand = (events: unknown[], changes = {}, of: Incarnation = incarnation) =>
			push(center.store, center.epoch, device, pushOf(of, events, changes), START);
		const ledger = () =>
			center.store.reader
				.selectFrom('ledger')
				.select(['position', 'id', 'seq'])
				.where('center_id', '=', center.center)
				.orderBy('position')
				.execute();
		const aside = () =>
			center.store.reader
				.selectFrom('quarantine')
				.select(['status', 'reason', 'raw', 'seq'])
				.where('center_id', '=', center.center)
				.execute();
		return { ...center, device, incarnation, arrival, hand, ledger, aside };
	}

	const statuses = (results: readonly Receipt[]) => results.map(({ status }) => status);

	test('new events are stored at positions without a gap, and acknowledged', async () => {
		const { arrival, hand, ledger, epoch } = await paired();
		const answer = await hand([arrival(1), arrival(2), arrival(3)]);
		expect(answer).toMatchObject({ epoch, ackedThrough: 3, backedUpThrough: 0, missing: [] });
		expect(statuses(answer.results)).toEqual(['stored', 'stored', 'stored']);
		expect((await ledger()).map(({ position }) => position)).toEqual([1, 2, 3]);
	});

	test('an answer that was lost costs nothing: the same batch again changes nothing', async () => {
		const { arrival, hand, ledger } = await paired();
		const batch = [arrival(1), arrival(2)];
		await hand(batch);
		const again = await hand(batch);
		expect(statuses(again.results)).toEqual(['duplicate', 'duplicate']);
		expect(again.ackedThrough).toBe(2);
		expect(await ledger()).toHaveLength(2);
	});

	test('a batch that overlaps what is kept adds only what is new', async () => {
		const { arrival, hand, ledger } = await paired();
		const [one, two, three] = [arrival(1), arrival(2), arrival(3)];
		await hand([one, two]);
		const answer = await hand([two, three, three]);
		expect(statuses(answer.results)).toEqual(['duplicate', 'stored', 'duplicate']);
		expect((await ledger()).map(({ position, seq }) => [position, seq])).toEqual([
			[1, 1],
			[2, 2],
			[3, 3]
		]);
	});

	test('what comes backwards leaves a named hole until it is filled', async () => {
		const { arrival, hand } = await paired();
		const later = await hand([arrival(4)], { lastSeq: 6 });
		expect(later).toMatchObject({
			ackedThrough: 0,
			missing: [
				[1, 3],
				[5, 6]
			]
		});
		const earlier = await hand([arrival(2), arrival(1)], { lastSeq: 6 });
		expect(earlier).toMatchObject({
			ackedThrough: 2,
			missing: [
				[3, 3],
				[5, 6]
			]
		});
		const rest = await hand([arrival(3), arrival(5), arrival(6)], { lastSeq: 6 });
		expect(rest).toMatchObject({ ackedThrough: 6, missing: [] });
	});

	test('a tablet that claims less than before does not hide a hole', async () => {
		const { hand } = await paired();
		await hand([], { lastSeq: 2 });
		expect(await hand([], { lastSeq: 0 })).toMatchObject({ ackedThrough: 0, missing: [[1, 2]] });
	});

	test('an event that cannot be read is set aside whole, and the rest goes on', async () => {
		const { arrival, hand, ledger, aside } = await paired();
		const poison = { ...arrival(2), at: 'noon', __proto__: { evil: true }, nul: '\u0000' };
		const answer = await hand([arrival(1), poison, 'not even an event', arrival(3)], {
			lastSeq: 3
		});
		expect(statuses(answer.results)).toEqual(['stored', 'quarantined', 'quarantined', 'stored']);
		expect(answer.results[1]?.id).toBe(poison.id);
		expect(answer.results[2]?.id).toBeNull();
		// It was received, so it leaves no hole.
		expect(answer).toMatchObject({ ackedThrough: 3, missing: [] });
		expect(await ledger()).toHaveLength(2);
		const kept = await aside();
		expect(kept.map(({ raw }) => JSON.parse(raw))).toContainEqual(
			JSON.parse(JSON.stringify(poison))
		);
		await hand([poison, 'not even an event'], { lastSeq: 3 });
		expect(await aside()).toHaveLength(2);
	});

	test.each([
		['a NUL', 'a\u0000b'],
		['half a character', '\ud800'],
		['a whole book', '책'.repeat(40_000)]
	])('%s in a reason is set aside like anything that cannot be read', async (_, reason) => {
		const { hand, arrival, aside } = await paired();
		const poison = { ...arrival(2), kind: 'mark', mark: 'present', reason };
		const answer = await hand([arrival(1), poison, arrival(3)]);
		expect(statuses(answer.results)).toEqual(['stored', 'quarantined', 'stored']);
		const [kept] = await aside();
		expect(kept?.reason).toMatch(/^(reason|event): /);
		expect(kept?.reason.length).toBeLessThan(300);
	});

	test('the same id with other content is a conflict, and both are kept', async () => {
		const { arrival, hand, ledger, aside } = await paired();
		const one = arrival(1);
		await hand([one]);
		const forged = { ...one, at: one.at + 1 };
		expect(statuses((await hand([forged])).results)).toEqual(['conflict']);
		expect(statuses((await hand([forged])).results)).toEqual(['conflict']);
		expect(await ledger()).toHaveLength(1);
		expect(await aside()).toMatchObject([
			{ status: 'conflict', reason: 'id: taken by another event' }
		]);
	});

	test('the same number with another event: somebody copied a tablet, and both are counted', async () => {
		const { arrival, hand, ledger, aside } = await paired();
		await hand([arrival(1)]);
		const other = arrival(1);
		const answer = await hand([other, arrival(2)]);
		expect(statuses(answer.results)).toEqual(['stored', 'stored']);
		expect(statuses((await hand([other])).results)).toEqual(['duplicate']);
		expect((await ledger()).map(({ seq }) => seq)).toEqual([1, 1, 2]);
		expect(await aside()).toEqual([]);
	});

	test('an event that says it is of another incarnation is set aside', async () => {
		const { arrival, hand } = await paired();
		const stray = arrival(1, { incarnation: newIncarnation() });
		expect(statuses((await hand([stray])).results)).toEqual(['quarantined']);
	});

	test('nothing is refused: unknown sessions, badges, kinds and silly clocks are stored', async () => {
		const { arrival, hand, ledger } = await paired();
		const answer = await hand([
			arrival(1, { session: newIncarnation() as never }),
			arrival(2, { session: null }),
			arrival(3, { at: 2 ** 53 - 1 }),
			arrival(4, { at: -1, skew: -(10 ** 12) }),
			{ ...arrival(5), kind: 'weather', degrees: 12 }
		]);
		expect(statuses(answer.results)).toEqual(new Array(5).fill('stored'));
		expect(await ledger()).toHaveLength(5);
	});

	test('a push without events is a sign of life', async () => {
		const { hand, store, device } = await paired();
		const answer = await hand([], { unsent: 3, lastSeq: 3 });
		expect(answer).toMatchObject({ results: [], ackedThrough: 0, missing: [[1, 3]] });
		const seen = await store.reader
			.selectFrom('device')
			.select(['seen_at', 'unsent'])
			.where('id', '=', device.id)
			.executeTakeFirstOrThrow();
		expect(seen).toEqual({ seen_at: START, unsent: 3 });
	});

	test('two tablets that hand in at the same time get positions without gap or overlap', async () => {
		const one = await paired();
		const { device: second } = await pairDevice(one.store, one.center, one.bakery, '태블릿 2');
		const rounds = Array.from({ length: 10 }, (_, round) => {
			const life = newIncarnation();
			const events = Array.from({ length: 20 }, (_, n) =>
				one.arrival(n + 1, { incarnation: life })
			);
			const device = round % 2 ? second : one.device;
			return push(one.store, one.epoch, device, pushOf(life, events), START);
		});
		await Promise.all(rounds);
		const positions = (await one.ledger()).map(({ position }) => position);
		expect(positions).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
	});

	test('the database itself lets nobody alter or remove what is kept', async () => {
		const { arrival, hand, store } = await paired();
		await hand([arrival(1), 'poison']);
		for (const table of ['ledger', 'quarantine']) {
			for (const statement of [`update ${table} set received_at = 0`, `delete from ${table}`]) {
				await expect(sql.raw(statement).execute(store.writer)).rejects.toThrow(/append-only/);
			}
		}
	});
});
