import { describe, expect, test } from 'vitest';
import { deliveryOf } from '#server/delivery.ts';
import { push } from '#server/sync/push.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
import { arriving, ENGINES, newIncarnation, pushOf } from './center.ts';
import { blocksOf, comparing, entriesOf } from './comparing.ts';

const DAY = 24 * HOUR;

describe.each(ENGINES)('that everything was delivered, on %s', (engine) => {
	/** A tablet that has handed in the five records of its first life, and the three of a second one. */
	async function livingAnew() {
		const all = await comparing(engine);
		const { store, center, epoch, device, incarnation, morning } = all;
		const first = all.arrivals(1, 5);
		await all.hand(first, { lastSeq: 5, unsent: 0 });
		const life = newIncarnation();
		const arrival = arriving(life, morning);
		const second = [1, 2, 3].map((seq) => arrival(seq));
		const handAnew = (events: unknown[], lastSeq: number) =>
			push(store, epoch, device, pushOf(life, events, { life, lastSeq }), START);
		await handAnew(second, 3);
		const compareFirst = (now: number) =>
			all.compare({ blocks: blocksOf(first) }, { now, of: incarnation });
		const compareSecond = (now: number) =>
			all.compare({ blocks: blocksOf(second) }, { now, of: life });
		const delivery = () => deliveryOf(store.reader, center, device.id);
		return { ...all, first, life, arrival, handAnew, compareFirst, compareSecond, delivery };
	}

	test('is known from comparing, and from nothing else', async () => {
		const { store, center, device, hand, arrivals, compare } = await comparing(engine);
		const events = arrivals(1, 5);
		await hand(events, { lastSeq: 5, unsent: 0 });
		const delivery = () => deliveryOf(store.reader, center, device.id);
		expect(await delivery()).toBeNull();
		await compare({ blocks: blocksOf(events) }, { now: START });
		const whole = { at: START, records: 5, held: 5, aside: 0, since: 0, earlier: null };
		expect(await delivery()).toEqual(whole);
		await hand([], { lastSeq: 7, unsent: 2 });
		expect(await delivery()).toEqual({ ...whole, since: 2 });
	});

	test('is said of all lives of a tablet together, as of the one that was compared first', async () => {
		const { compareFirst, compareSecond, delivery } = await livingAnew();
		await compareFirst(START);
		await compareSecond(START + MINUTE);
		expect(await delivery()).toEqual({
			...{ at: START, records: 8, held: 8, aside: 0, since: 0, earlier: null }
		});
	});

	test('counts as recorded since what a new life has, before it is compared for the first time', async () => {
		const { compareFirst, delivery } = await livingAnew();
		await compareFirst(START);
		expect(await delivery()).toMatchObject({ records: 5, held: 5, since: 3 });
	});

	test('is not said where an earlier life lacks something, however long ago that was found', async () => {
		const { first, compare, compareSecond, delivery, arrivals } = await livingAnew();
		const records = entriesOf([...first, ...arrivals(6, 6)]);
		await compare({ records }, { now: START });
		await compareSecond(START + 30 * DAY);
		expect(await delivery()).toMatchObject({
			...{ records: 9, held: 8 },
			earlier: { records: 6, at: START }
		});
	});

	test('stands for a life that the tablet has let go of, and says when that was compared', async () => {
		const { compareFirst, compareSecond, delivery, handAnew } = await livingAnew();
		await compareFirst(START);
		await compareSecond(START + HOUR);
		expect(await delivery()).toMatchObject({ at: START, earlier: null });
		await compareSecond(START + DAY);
		expect(await delivery()).toEqual({
			...{ at: START + DAY, records: 8, held: 8, aside: 0, since: 0 },
			earlier: { records: 5, at: START }
		});
		await handAnew([], 4);
		expect(await delivery()).toMatchObject({ since: 1 });
	});

	test('does not wait for what an earlier life never handed in: that is a loss', async () => {
		const { hand, life, compareFirst, compareSecond, delivery } = await livingAnew();
		await compareFirst(START);
		await hand([], { lastSeq: 7, life });
		await compareSecond(START + DAY);
		expect(await delivery()).toMatchObject({ records: 8, held: 8, since: 0 });
	});
});
