import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Doorbell, type News } from '#server/doorbell.ts';
import { silent } from '#server/log.ts';
import { push } from '#server/sync/push.ts';
import { event, START } from '../domain/people.ts';
import { ENGINES, newIncarnation, openCenter, pairDevice, pushOf, uuid } from './center.ts';

/** Longer than rings are gathered, and than other processes' writes take to be seen. */
const GATHERED_MS = 600;
const SWEPT_MS = 3_000;

describe.each(ENGINES)('the doorbell, on %s', (engine) => {
	async function hung() {
		const made = await openCenter(engine);
		const bell = new Doorbell(made.store, silent);
		onTestFinished(() => bell.close());
		const heard: News[] = [];
		const stop = bell.listen(made.center, (news) => heard.push(news));
		return { ...made, bell, heard, stop };
	}

	test('says what there is news of, once for many rings, and to its own center alone', async () => {
		const { bell, heard, center, bakery, college } = await hung();
		for (let n = 0; n < 50; n++) bell.ring(center, bakery);
		bell.ring(center, college);
		bell.ring(center, 'contact');
		bell.ring(uuid() as never, 'everything');
		await sleep(GATHERED_MS);
		expect(heard).toEqual([bakery, college, 'contact']);
	});

	test('what another process wrote is heard of as well', async () => {
		const { store, epoch, center, bakery, heard } = await hung();
		await sleep(SWEPT_MS);
		heard.length = 0;
		const { device } = await pairDevice(store, center, bakery);
		const life = newIncarnation();
		const arrival = event(1, 'arrival', { id: uuid() as never, incarnation: life, at: START });
		await push(store, epoch, device, pushOf(life, [arrival]), START);
		await sleep(SWEPT_MS);
		expect(heard).toEqual(['everything']);
	});

	test('who does not listen any more hears nothing', async () => {
		const { bell, heard, stop, center } = await hung();
		bell.ring(center, 'everything');
		stop();
		await sleep(GATHERED_MS);
		expect(heard).toEqual([]);
	});
});
