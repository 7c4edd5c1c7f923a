import { describe, expect, test } from 'vitest';
import { writeHandOver } from '#domain/hand-over.ts';
import { found } from '#server/centers.ts';
import { takeHandOver } from '#server/sync/hand-over.ts';
import { push } from '#server/sync/push.ts';
import { retireTablet } from '#server/tablet-changes.ts';
import { event, MINUTE, START } from '../domain/people.ts';
import {
	ENGINES,
	newIncarnation,
	openCenter,
	pairDevice,
	pushOf,
	SOMEBODY,
	uuid
} from './center.ts';

describe.each(ENGINES)('records that are carried to the center in a file, on %s', (engine) => {
	async function withFile() {
		const made = await openCenter(engine);
		const { store, epoch, center, bakery, morning } = made;
		const { device } = await pairDevice(store, center, bakery, '지하 태블릿');
		const life = newIncarnation();
		const events = [1, 2, 3].map((n) =>
			event(n, n === 2 ? 'departure' : 'arrival', {
				id: uuid() as never,
				incarnation: life,
				session: morning,
				at: START + n * MINUTE
			})
		);
		const file = (changes: Partial<Parameters<typeof writeHandOver>[0]> = {}) =>
			writeHandOver({ center, device: device.id, madeAt: START, events, ...changes });
		return {
			...made,
			device,
			events,
			file,
			take: (text = file(), at = center) => takeHandOver(store, at, text, SOMEBODY, START),
			send: () => push(store, epoch, device, pushOf(life, events), START),
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

	test('count as if the tablet had sent them, and twice changes nothing', async () => {
		const { take, kept, device } = await withFile();
		const became = { kind: 'taken', device: device.id, name: '지하 태블릿', aside: 0, late: 0 };
		expect(await take()).toEqual({ ...became, stored: 3, duplicate: 0 });
		expect(await take()).toEqual({ ...became, stored: 0, duplicate: 3 });
		expect(await kept()).toEqual([1, 2, 3]);
	});

	test('and are recognised when the tablet sends them after all', async () => {
		const { take, send, kept } = await withFile();
		await take();
		const answer = await send();
		expect(answer.results.map(({ status }) => status)).toEqual(Array(3).fill('duplicate'));
		expect(answer).toMatchObject({ ackedThrough: 3, missing: [] });
		expect(await kept()).toEqual([1, 2, 3]);
	});

	test('the other way round as well', async () => {
		const { take, send } = await withFile();
		await send();
		expect(await take()).toMatchObject({ kind: 'taken', stored: 0, duplicate: 3 });
	});

	test('an event that cannot be read is set aside, and the others count', async () => {
		const { take, file, events, kept } = await withFile();
		const broken = { ...events[1], kind: 7 };
		const text = file({ events: [events[0], broken, events[2]] });
		expect(await take(text)).toMatchObject({ stored: 2, aside: 1 });
		expect(await kept()).toEqual([1, 3]);
	});

	test('of a tablet out of service they wait until staff have decided', async () => {
		const { store, take, kept, center, device } = await withFile();
		await retireTablet(store, center, device.id, SOMEBODY, START);
		expect(await take()).toMatchObject({ kind: 'taken', stored: 0, aside: 0, late: 3 });
		expect(await take()).toMatchObject({ kind: 'taken', stored: 0, duplicate: 0, late: 3 });
		expect(await kept()).toEqual([]);
		const late = await store.reader.selectFrom('late').select('seq').execute();
		expect(late.map(({ seq }) => seq).sort()).toEqual([1, 2, 3]);
	});

	test('a file that was altered, cut off, or is something else says so and writes nothing', async () => {
		const { take, file, kept, device } = await withFile();
		const altered = [
			file().replace('arrival', 'departure'),
			file().replace(device.id, uuid()),
			file().replace('"version":1', '"version":2')
		];
		for (const text of [...altered, file().slice(0, -20), '{}', '']) {
			expect(await take(text)).toEqual({ kind: 'unreadable' });
		}
		expect(await kept()).toEqual([]);
	});

	test('a file of another center’s tablet is of none here', async () => {
		const { store, take, file, kept } = await withFile();
		const other = await store.write((trx) => found(trx, { name: '', demo: false }, START));
		expect(await take(file(), other)).toEqual({ kind: 'unknown' });
		expect(await take(file({ center: other }), other)).toEqual({ kind: 'unknown' });
		expect(await take(file({ device: uuid() as never }))).toEqual({ kind: 'unknown' });
		expect(await kept()).toEqual([]);
	});
});
