import Dexie, { liveQuery, type Table } from 'dexie';
import type { Kept } from '#kiosk/kept.ts';
import type { Name, Shelf } from '#kiosk/shelf.ts';

type DexieTables = { readonly [Each in Name]: Table<Kept[Each]['row'], Kept[Each]['key']> };

/** The tablet's own disk: IndexedDB, each write flushed before it counts. */
export function dexieShelf(name = 'haebom'): Shelf {
	const database = open(name);
	// Dexie adds its tables to the database by their names.
	const tables = database as unknown as DexieTables;
	return {
		tables,
		transaction: (mode, names, work) => database.transaction(mode, names, () => work(tables)),
		watch(query, next, failed) {
			const subscription = liveQuery(query).subscribe(next, failed);
			return () => subscription.unsubscribe();
		},
		async reopen() {
			database.close({ disableAutoOpen: false });
			await database.open();
		},
		close: () => database.close()
	};
}

function open(name: string): Dexie {
	// Strict in spite of its name works in every browser; without the cache no live query shows a
	// row before it is on the disk.
	const database = new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
	database.version(1).stores({
		identity: '&key',
		counter: '&key',
		contact: '&key',
		events: '&id, about, session, own, [incarnation+seq], [owed+incarnation+seq]',
		sessions: '&id, endsAt',
		roster: '&[session+participant], badge, session'
	});
	database.version(2).stores({
		roster: '&[session+participant], badge, session, *replaced',
		lock: '&key',
		tries: '&key'
	});
	// Sessions and rosters that were heard of before they had a capacity, a class or a band would never
	// hear of it: with no cursor, the next pull brings everything anew.
	database
		.version(3)
		.stores({ papers: '&id, session', asking: '&self' })
		.upgrade((kept) => kept.table('contact').toCollection().modify({ cursor: null }));
	database.version(4).stores({ told: '&incarnation' });
	database.version(5).stores({ proof: '&key', receipts: '&id' });
	database.version(6).stores({ parcels: '&of', glimpses: '&[of+seed], of' });
	return database;
}
