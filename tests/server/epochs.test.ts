// A database that was put back without a word: by what lies outside of it, and by what tablets were told.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Epoch } from '#domain/id.ts';
import type { PushRequest } from '#domain/protocol.ts';
import type { Store } from '#server/database/store.ts';
import { currentEpoch, lastRestore } from '#server/epochs.ts';
import { silent } from '#server/log.ts';
import { noteCluster, Sentinel } from '#server/sentinel.ts';
import { push } from '#server/sync/push.ts';
import { verify } from '#server/trail.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
import {
	arriving,
	ENGINES,
	newIncarnation,
	openCenter,
	pairDevice,
	pushOf,
	uuid
} from './center.ts';

/** Where it is noted how far a database is, and a server that starts beside it, and stops. */
function watched(store: Store) {
	const dataDir = mkdtempSync(join(tmpdir(), 'haebom-sentinel-'));
	onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
	const start = async () => {
		const sentinel = await Sentinel.post(store, dataDir, silent);
		await sentinel.close();
		return currentEpoch(store.reader);
	};
	return { dataDir, start };
}

describe.each(ENGINES)('a database that was put back without a word, on %s', (engine) => {
	async function opened() {
		const center = await openCenter(engine);
		const { store } = center;
		const { device } = await pairDevice(store, center.center, center.bakery);
		const incarnation = newIncarnation();
		const arrival = arriving(incarnation, center.morning);
		const hand = async (count: number, changes: Partial<PushRequest> = {}, now = START) => {
			const events = Array.from({ length: count }, (_, index) => arrival(index + 1));
			const request = pushOf(incarnation, events, changes);
			return push(store, await currentEpoch(store.reader), device, request, now);
		};
		const { dataDir, start } = watched(store);
		const note = (change: (note: { epoch: string; reached: number }) => object) => {
			const path = join(dataDir, 'reached.json');
			writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
		};
		const deeds = () =>
			store.reader
				.selectFrom('trail')
				.select(['action', 'subject', 'account'])
				.where('action', 'in', ['records.rewind', 'records.restore'])
				.execute();
		return { ...center, device, hand, start, note, deeds };
	}

	test('a server that starts again and again stays in its epoch', async () => {
		const { start, hand, epoch, deeds } = await opened();
		expect(await start()).toBe(epoch);
		await hand(2);
		expect(await start()).toBe(epoch);
		expect(await start()).toBe(epoch);
		expect(await deeds()).toEqual([]);
	});

	test('is noticed at the start, for more was noted beside it than is in it', async () => {
		const { store, center, start, hand, note, epoch, deeds } = await opened();
		await hand(2);
		await start();
		note((told) => ({ ...told, reached: told.reached + 1 }));
		const next = await start();
		expect(next).not.toBe(epoch);
		expect(await lastRestore(store.reader)).toMatchObject({ cause: 'sentinel' });
		expect(await deeds()).toMatchObject([{ action: 'records.rewind', account: 'server' }]);
		expect(await verify(store.reader, center)).toMatchObject({ kind: 'whole' });
		expect(await start()).toBe(next);
	});

	test('is noticed at the start, for it does not know the epoch that was noted beside it', async () => {
		const { start, note, epoch } = await opened();
		await start();
		note((told) => ({ ...told, epoch: uuid(), reached: 0 }));
		const next = await start();
		expect(next).not.toBe(epoch);
		expect(await start()).toBe(next);
	});

	test('another process that noted less in an epoch that has ended says nothing by that', async () => {
		const { start, note, epoch } = await opened();
		await start();
		note((told) => ({ ...told, reached: told.reached + 1 }));
		const next = await start();
		note((told) => ({ ...told, epoch, reached: told.reached + 1_000 }));
		expect(await start()).toBe(next);
	});

	test('a note that cannot be read says nothing either', async () => {
		const { start, note, epoch } = await opened();
		await start();
		note(() => ({ reached: 'far' }));
		expect(await start()).toBe(epoch);
	});

	test('is noticed by a tablet that was told of more than is here, and all tablets hear of it', async () => {
		const { store, hand, epoch, device, deeds } = await opened();
		await hand(2);
		expect((await hand(0, { acked: { epoch, through: 2 } })).epoch).toBe(epoch);
		const answer = await hand(0, { acked: { epoch, through: 3 } });
		expect(answer.epoch).not.toBe(epoch);
		expect(await currentEpoch(store.reader)).toBe(answer.epoch);
		expect((await hand(0)).epoch).toBe(answer.epoch);
		expect(await lastRestore(store.reader)).toEqual({ at: START, cause: 'tablet' });
		expect(await deeds()).toEqual([
			{ action: 'records.rewind', subject: `device:${device.id}`, account: `device:${device.id}` }
		]);
		// Its answer was lost, so it says the same again.
		expect((await hand(0, { acked: { epoch, through: 3 } })).epoch).toBe(answer.epoch);
	});

	test('is noticed by a tablet that was told of an epoch that nobody knows here, once', async () => {
		const { hand, epoch } = await opened();
		const acked = { epoch: uuid() as Epoch, through: 0 };
		const answer = await hand(0, { acked });
		expect(answer.epoch).not.toBe(epoch);
		expect((await hand(0, { acked }, START + HOUR)).epoch).toBe(answer.epoch);
	});

	test('a tablet that is wrong again and again is heeded every ten minutes, not each time', async () => {
		const { hand, epoch } = await opened();
		const first = await hand(0, { acked: { epoch, through: 9 } });
		const wrong = { acked: { epoch: first.epoch, through: 9 } };
		const inTime = START + 10 * MINUTE;
		expect((await hand(0, wrong, inTime - 1)).epoch).toBe(first.epoch);
		expect((await hand(0, wrong, inTime)).epoch).not.toBe(first.epoch);
	});

	test('a tablet out of service is not heeded', async () => {
		const { store, hand, epoch, device } = await opened();
		const retired = { ...device, revoked_at: START };
		const request = pushOf(newIncarnation(), [], { acked: { epoch, through: 9 } });
		expect((await push(store, epoch, retired, request, START)).epoch).toBe(epoch);
		expect((await hand(0)).epoch).toBe(epoch);
	});

	test('two tablets that notice it at the same time begin one new epoch', async () => {
		const { store, hand, epoch } = await opened();
		const acked = { epoch, through: 5 };
		const answers = await Promise.all([hand(0, { acked }), hand(0, { acked })]);
		const now = await currentEpoch(store.reader);
		expect(now).not.toBe(epoch);
		expect(await store.reader.selectFrom('epoch').selectAll().execute()).toHaveLength(1);
		for (const { epoch: told } of answers) expect([epoch, now]).toContain(told);
	});
});

describe('a PostgreSQL that is another one than it was, or was recovered', () => {
	async function recovered() {
		const { store, epoch } = await openCenter('postgres');
		const { start } = watched(store);
		expect(await start()).toBe(epoch);
		await store.writer
			.updateTable('installation')
			.set({ value: '7000000000000000000/1' })
			.where('key', '=', 'cluster')
			.executeTakeFirstOrThrow();
		return { store, epoch, start };
	}

	test('is noticed at the start, once', async () => {
		const { epoch, start } = await recovered();
		const next = await start();
		expect(next).not.toBe(epoch);
		expect(await start()).toBe(next);
	});

	test('is not noticed once more where somebody has announced it', async () => {
		const { store, epoch, start } = await recovered();
		expect(await noteCluster(store)).toBe(true);
		expect(await start()).toBe(epoch);
	});
});
