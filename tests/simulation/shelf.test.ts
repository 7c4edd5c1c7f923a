import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { dexieShelf } from '#kiosk/dexie-shelf.ts';
import { shelfRules } from '../kiosk/shelf-rules.ts';
import { uuid } from '../server/center.ts';
import { Disk, Killed, MemoryShelf, type Fate } from './memory-shelf.ts';

shelfRules('a shelf in memory', () => new MemoryShelf());
shelfRules('Dexie over a database in memory', () => dexieShelf(uuid()));

describe('a tablet in memory dies like a real one', () => {
	const dying = (at: Parameters<Fate['meet']>[0]): Fate => ({
		pause: () => null,
		noted: () => undefined,
		meet(point) {
			if (point === at) throw new Killed('no power');
		}
	});

	test.each([
		['write', 0],
		['before commit', 0],
		['after commit', 1]
	] as const)('%s: what was not committed is gone', async (point, kept) => {
		const disk = new Disk();
		const { tables } = new MemoryShelf(disk, dying(point));
		await expect(tables.counter.put({ key: 'this', seq: 1 })).rejects.toThrow(Killed);
		await expect(tables.counter.get('this')).rejects.toThrow(Killed);
		expect(await new MemoryShelf(disk).tables.counter.toArray()).toHaveLength(kept);
	});

	test('and an image of it goes its own way', async () => {
		const disk = new Disk();
		const { tables } = new MemoryShelf(disk);
		await tables.counter.put({ key: 'this', seq: 1 });
		const copy = new MemoryShelf(disk.clone());
		await tables.counter.put({ key: 'this', seq: 2 });
		expect(await copy.tables.counter.get('this')).toEqual({ key: 'this', seq: 1 });
	});
});
