import { describe, expect, test } from 'vitest';
import { acknowledgeLosses, doublingOf, lossesOf } from '#server/losses.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
import { ENGINES, newIncarnation, SOMEBODY } from './center.ts';
import { comparing } from './comparing.ts';

describe.each(ENGINES)('what did not arrive, on %s', (engine) => {
	/** A tablet that has sent 1 to 3 of the 5 that it recorded. */
	async function owing() {
		const all = await comparing(engine);
		const events = all.arrivals(1, 5);
		await all.hand(events.slice(0, 3), { lastSeq: 5, unsent: 5 });
		const losses = (now: number) => lossesOf(all.store.reader, all.center, now);
		const acknowledge = () =>
			acknowledgeLosses(all.store, all.center, all.device.id, '물에 빠짐', SOMEBODY, START + HOUR);
		return { ...all, events, losses, acknowledge };
	}

	test('is on its way as long as the tablet speaks, and then named with its numbers and times', async () => {
		const { losses, incarnation, device, events } = await owing();
		expect(await losses(START + MINUTE)).toEqual([]);
		expect(await losses(START + HOUR)).toEqual([
			{
				...{ device: device.id, name: device.name, incarnation, from: 4, to: 5, hope: 'silent' },
				after: events[2]?.at,
				before: START
			}
		]);
	});

	test('is no loss any more once it arrives', async () => {
		const { losses, hand, events } = await owing();
		await hand(events.slice(3), { lastSeq: 5, unsent: 2 });
		expect(await losses(START + HOUR)).toEqual([]);
	});

	test('is lost at once where the tablet speaks, and says that it holds no more', async () => {
		const { losses, hand } = await owing();
		await hand([], { lastSeq: 5, unsent: 0 });
		expect(await losses(START + MINUTE)).toMatchObject([{ from: 4, to: 5 }]);
	});

	test('is told of a life that has ended, too', async () => {
		const { losses, hand } = await owing();
		await hand([], { lastSeq: 5, unsent: 0, life: newIncarnation() });
		expect(await losses(START + MINUTE)).toMatchObject([{ from: 4, to: 5, hope: 'ended' }]);
	});

	test('is not told again once staff know; what is lost later is', async () => {
		const { losses, acknowledge, hand, arrival } = await owing();
		expect(await acknowledge()).toBe(true);
		expect(await losses(START + HOUR)).toEqual([]);
		expect(await acknowledge()).toBe(false);
		await hand([arrival(7)], { lastSeq: 7, unsent: 1 });
		expect(await losses(START + MINUTE)).toMatchObject([{ from: 6, to: 6 }]);
	});

	test('a copied tablet is told of until staff know', async () => {
		const { store, center, device, hand, arrival, acknowledge } = await owing();
		await hand([arrival(3)], { lastSeq: 5, unsent: 3 });
		expect(await doublingOf(store.reader, center, device.id)).toEqual({ at: START, shared: 1 });
		await acknowledge();
		expect(await doublingOf(store.reader, center, device.id)).toBeNull();
	});
});
