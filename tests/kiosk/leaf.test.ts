import { expect, test } from 'vitest';
import { turnLeaf } from '#kiosk/leaf.ts';

/** How many lines are left of what was only written to fill a leaf. */
async function left(): Promise<number> {
	const database = await new Promise<IDBDatabase>((resolve, reject) => {
		const opening = indexedDB.open('haebom-leaf');
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(opening.error);
	});
	const counting = database.transaction('blank').objectStore('blank').count();
	const count = await new Promise<number>((resolve, reject) => {
		counting.onsuccess = () => resolve(counting.result);
		counting.onerror = () => reject(counting.error);
	});
	database.close();
	return count;
}

test('a leaf is turned at every start, and nothing of what fills it stays on the tablet', async () => {
	for (const _ of ['a first start', 'a second one']) {
		await turnLeaf(indexedDB);
		expect(await left()).toBe(0);
	}
});

test('two windows that start at once turn it both', async () => {
	await Promise.all([turnLeaf(indexedDB), turnLeaf(indexedDB)]);
	expect(await left()).toBe(0);
});

test('a disk that does not open is said to whoever turns it', async () => {
	const later = indexedDB.open('haebom-leaf', 2);
	const database = await new Promise<IDBDatabase>((resolve) => {
		later.onsuccess = () => resolve(later.result);
	});
	await expect(turnLeaf(indexedDB)).rejects.toThrow();
	database.close();
	indexedDB.deleteDatabase('haebom-leaf');
});
