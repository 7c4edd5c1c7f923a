import { describe, expect, onTestFinished, test } from 'vitest';
import type { SessionId, SiteId } from '#domain/id.ts';
import { found } from '#server/centers.ts';
import { Doorbell, type News } from '#server/doorbell.ts';
import { silent } from '#server/log.ts';
import { unenrol } from '#server/roster.ts';
import { push } from '#server/sync/push.ts';
import { event, START } from '../domain/people.ts';
import { ENGINES, newIncarnation, openCenter, pairDevice, pushOf, uuid } from './center.ts';

/** Longer than what other processes write takes to be seen. */
const SWEPT = { timeout: 5_000 };

type Center = Awaited<ReturnType<typeof openCenter>>;

describe.each(ENGINES)('the doorbell, on %s', (engine) => {
	async function hung() {
		const made = await openCenter(engine);
		const bell = new Doorbell(made.store, silent);
		onTestFinished(() => bell.close());
		const heard: News[] = [];
		const stop = bell.listen(made.center, (news) => heard.push(news));
		return { ...made, bell, heard, stop };
	}

	/** An arrival at the bakery's session or at none, brought by a tablet of a site. */
	async function arrive(
		{ store, epoch, center, morning }: Omit<Center, 'morning'> & { morning: SessionId | null },
		at: SiteId
	) {
		const { device } = await pairDevice(store, center, at);
		const life = newIncarnation();
		const about = { id: uuid() as never, incarnation: life, session: morning, at: START };
		await push(store, epoch, device, pushOf(life, [event(1, 'arrival', about)]), START);
		return device.id;
	}

	test('says once for many rings what there is news of, and to its own center alone', async () => {
		const { store, bell, heard, center } = await hung();
		const other = await store.write((trx) => found(trx, { name: '', demo: false }, START));
		const elsewhere: News[] = [];
		bell.listen(other, (news) => elsewhere.push(news));
		await expect.poll(() => [heard, elsewhere], SWEPT).toEqual([['everything'], ['everything']]);
		for (const signs of [['contact'], ['contact', 'contact']]) {
			for (let n = 0; n < 50; n++) bell.ring(center);
			await expect.poll(() => heard).toEqual(['everything', ...signs]);
		}
		expect(elsewhere).toEqual(['everything']);
	});

	test('records are told of once, with the site of their session and who brought them', async () => {
		const made = await hung();
		const { store, bell, heard, center, bakery, college, morning, students } = made;
		// What was there before is told of once, for it is not known who has heard of it.
		await expect.poll(() => heard, SWEPT).toEqual(['everything']);
		const one = await arrive(made, bakery);
		// Was moved to another site before it could hand in what it had recorded here.
		const other = await arrive(made, college);
		const records = { site: bakery, from: new Set([one, other]) };
		bell.ring(center);
		await expect.poll(() => heard).toEqual(['everything', records]);
		// As if another process did it: what it wrote is found, and nothing is found twice.
		const another = await arrive(made, bakery);
		const more = { site: bakery, from: new Set([another]) };
		await expect.poll(() => heard, SWEPT).toEqual(['everything', records, more]);
		const [student] = students;
		await store.write((trx) => unenrol(trx, center, morning, student?.id ?? (uuid() as never)));
		const all = ['everything', records, more, 'everything'];
		await expect.poll(() => heard, SWEPT).toEqual(all);
	});

	test('records of no session are news to whoever watches the day, and to no tablet', async () => {
		const made = await hung();
		const { bell, heard, center, bakery } = made;
		await expect.poll(() => heard, SWEPT).toEqual(['everything']);
		await arrive({ ...made, morning: null }, bakery);
		bell.ring(center);
		await expect.poll(() => heard).toEqual(['everything', 'contact']);
	});

	test('who does not listen any more hears nothing, and takes nobody along', async () => {
		const { bell, heard, stop, center } = await hung();
		stop();
		const stays: News[] = [];
		bell.listen(center, (news) => stays.push(news));
		stop();
		bell.ring(center);
		await expect.poll(() => stays).toEqual(['everything']);
		expect(heard).toEqual([]);
	});
});
