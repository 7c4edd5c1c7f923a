import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore, type Store } from '#server/database/store.ts';
import { openJobs, type Job, type Pace } from '#server/jobs.ts';
import { silent } from '#server/log.ts';
import { emptyDatabase, ENGINES } from './center.ts';

const PACE: Pace = { look: 10, lease: 400, again: 10, longest: 60_000 };
const HOUR_MS = 60 * 60_000;

describe.each(ENGINES)('what the installation does by itself, on %s', (engine) => {
	async function processes(count: number) {
		const url = await emptyDatabase(engine);
		const stores: Store[] = [];
		for (let n = 0; n < count; n++) {
			const store = await openStore(url, silent);
			onTestFinished(() => store.close());
			stores.push(store);
		}
		const start = async (index: number, job: Omit<Job, 'name'>, pace = PACE) => {
			const store = stores[index];
			if (!store) throw new Error('No such process');
			const jobs = await openJobs(store, silent, [{ name: 'sweeping', ...job }], pace);
			onTestFinished(() => jobs.close());
			return jobs;
		};
		const rows = async () => stores[0]?.reader.selectFrom('job').selectAll().execute();
		return { start, rows };
	}

	test('is done once, however many processes there are, until it is due again', async () => {
		const { start, rows } = await processes(3);
		const done: number[] = [];
		const job = (me: number) => ({ everyMs: HOUR_MS, run: async () => void done.push(me) });
		await Promise.all([0, 1, 2].map((me) => start(me, job(me))));
		await expect.poll(rows).toMatchObject([{ held_until: 0, due_at: expect.any(Number) }]);
		await expect.poll(() => done).toHaveLength(1);
		const [row] = (await rows()) ?? [];
		expect((row?.due_at ?? 0) - Date.now()).toBeGreaterThan(HOUR_MS - 60_000);
		// All of them have looked meanwhile.
		const seen = Date.now();
		await expect.poll(() => Date.now() - seen).toBeGreaterThan(20 * PACE.look);
		expect(done).toHaveLength(1);
	});

	test('never by two at a time, and again and again', async () => {
		const { start } = await processes(2);
		let [doing, most, times] = [0, 0, 0];
		const run = async () => {
			most = Math.max(most, ++doing);
			await new Promise((resolve) => setTimeout(resolve, 15));
			doing--;
			times++;
		};
		await Promise.all([0, 1].map((me) => start(me, { everyMs: 0, run })));
		await expect.poll(() => times).toBeGreaterThan(5);
		expect(most).toBe(1);
	});

	test('is held as long as it takes, and taken up by another when its holder has died', async () => {
		const { start } = await processes(2);
		const hanging = Promise.withResolvers<undefined>();
		const begun: string[] = [];
		let told: AbortSignal | null = null;
		// One that neither renews its lease nor comes to an end, as a process that was killed.
		const dead = { ...PACE, longest: 0 };
		await start(
			0,
			{
				everyMs: 0,
				run: (_, over) => {
					begun.push('first');
					told = over;
					return hanging.promise;
				}
			},
			dead
		);
		await expect.poll(() => begun).toEqual(['first']);
		await start(1, { everyMs: HOUR_MS, run: async () => void begun.push('second') });
		await expect.poll(() => begun, { timeout: 5_000 }).toEqual(['first', 'second']);
		expect(told).toMatchObject({ aborted: true });
		hanging.resolve(undefined);
	});

	test('who is only slow keeps it', async () => {
		const { start } = await processes(2);
		const slow = Promise.withResolvers<undefined>();
		const begun: string[] = [];
		await start(0, {
			everyMs: HOUR_MS,
			run: () => {
				begun.push('first');
				return slow.promise;
			}
		});
		await expect.poll(() => begun).toEqual(['first']);
		await start(1, { everyMs: HOUR_MS, run: async () => void begun.push('second') });
		const seen = Date.now();
		await expect.poll(() => Date.now() - seen, { timeout: 5_000 }).toBeGreaterThan(3 * PACE.lease);
		expect(begun).toEqual(['first']);
		slow.resolve(undefined);
	});

	test('what failed is tried again, and ends neither the process nor the other jobs', async () => {
		const { start } = await processes(1);
		let times = 0;
		await start(0, {
			everyMs: HOUR_MS,
			run: async () => {
				if (++times < 3) throw new Error('the disk is full');
			}
		});
		await expect.poll(() => times).toBe(3);
	});

	test('a process that ends waits for what it does, and leaves the rest to others soon', async () => {
		const { start, rows } = await processes(1);
		const jobs = await start(0, {
			everyMs: HOUR_MS,
			run: (_, over) => new Promise((resolve) => over.addEventListener('abort', () => resolve()))
		});
		await expect.poll(rows).toMatchObject([{ held_until: expect.any(Number) }]);
		await expect.poll(async () => (await rows())?.[0]?.held_until).toBeGreaterThan(0);
		await jobs.close();
		const [row] = (await rows()) ?? [];
		expect(row?.held_until).toBe(0);
		expect((row?.due_at ?? 0) - Date.now()).toBeLessThan(1_000);
	});
});
