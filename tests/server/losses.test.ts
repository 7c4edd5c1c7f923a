import { describe, expect, test } from 'vitest';
import { doublingsOf } from '#server/doublings.ts';
import { acknowledgeLosses, lossesOf } from '#server/losses.ts';
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

	test('a copied tablet is told of with the numbers that both took, and when, until staff know', async () => {
		const { store, center, device, incarnation, hand, arrival, acknowledge } = await owing();
		const doublings = () => doublingsOf(store.reader, center, device.id);
		expect(await doublings()).toEqual([]);
		// Number 1 is the same event again; 2 and 3 are the copy's own, the latter by a clock that was wrong.
		const twins = [
			arrival(2, { at: START - MINUTE }),
			arrival(3, { at: START + 2 * HOUR, skew: -HOUR })
		];
		await hand(twins, { lastSeq: 5, unsent: 3 }, START + MINUTE);
		expect(await doublings()).toEqual([
			{
				...{ incarnation, at: START + MINUTE },
				shared: {
					...{ numbers: 2, from: 2, to: 3, records: 4 },
					made: { from: START - MINUTE, to: START + HOUR }
				}
			}
		]);
		await acknowledge();
		expect(await doublings()).toEqual([]);
	});

	test('a number that three copies took is one number, and three records', async () => {
		const { store, center, device, hand, arrival } = await owing();
		await hand([arrival(3)], { lastSeq: 5 });
		await hand([arrival(3)], { lastSeq: 5 });
		expect(await doublingsOf(store.reader, center, device.id)).toMatchObject([
			{ at: START, shared: { numbers: 1, from: 3, to: 3, records: 3 } }
		]);
	});

	test('a tablet that was put back is told of, though no number came twice', async () => {
		const { store, center, device, incarnation, hand } = await owing();
		await hand([], { lastSeq: 2, unsent: 0, sentAt: START + HOUR }, START + HOUR);
		expect(await doublingsOf(store.reader, center, device.id)).toEqual([
			{ incarnation, at: START + HOUR, shared: null }
		]);
	});
});
