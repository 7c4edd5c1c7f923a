import type { Page } from 'playwright';
import { everythingOn } from './tablet.ts';

/** The shapes that a tablet's database was released in, by the number that Dexie gave them. */
export const RELEASED = [1, 2, 3] as const;
export type Released = (typeof RELEASED)[number];

interface Store {
	readonly key: string | string[];
	/** By their names, which are what Dexie makes of their paths. */
	readonly indexes: Readonly<Record<string, { path: string | string[]; several?: boolean }>>;
}

const plain = (...paths: readonly string[]): Store['indexes'] =>
	Object.fromEntries(paths.map((path) => [path, { path }]));

const THIS: Store = { key: 'key', indexes: {} };

const FIRST: Readonly<Record<string, Store>> = {
	identity: THIS,
	counter: THIS,
	contact: THIS,
	events: {
		key: 'id',
		indexes: {
			...plain('about', 'session', 'own'),
			'[incarnation+seq]': { path: ['incarnation', 'seq'] },
			'[owed+incarnation+seq]': { path: ['owed', 'incarnation', 'seq'] }
		}
	},
	sessions: { key: 'id', indexes: plain('endsAt') },
	roster: { key: ['session', 'participant'], indexes: plain('badge', 'session') }
};

const SECOND: typeof FIRST = {
	...FIRST,
	roster: {
		...{ key: ['session', 'participant'] },
		indexes: { ...plain('badge', 'session'), replaced: { path: 'replaced', several: true } }
	},
	lock: THIS,
	tries: THIS
};

const STORES: Readonly<Record<Released, typeof FIRST>> = {
	1: FIRST,
	2: SECOND,
	3: {
		...SECOND,
		papers: { key: 'id', indexes: plain('session') },
		asking: { key: 'self', indexes: {} }
	}
};

/** What lines of a table had when a shape was new; null for all that they have today. */
const FIELDS: Readonly<Record<Released, Readonly<Record<string, readonly string[] | null>>>> = {
	1: {
		identity: ['key', 'device', 'center', 'site', 'incarnation', 'epoch'],
		contact: null,
		sessions: [
			...['id', 'site', 'program', 'startsAt', 'endsAt'],
			...['openBeforeMs', 'graceMs', 'stayMs', 'cancelled']
		],
		roster: ['session', 'participant', 'badge', 'sealed']
	},
	2: {
		identity: ['key', 'device', 'center', 'site', 'incarnation', 'epoch', 'zone', 'retired'],
		contact: null,
		sessions: [
			...['id', 'site', 'program', 'startsAt', 'endsAt'],
			...['openBeforeMs', 'graceMs', 'stayMs', 'cancelled']
		],
		roster: ['session', 'participant', 'badge', 'sealed', 'replaced']
	},
	3: { identity: null, contact: null, sessions: null, roster: null, asking: null }
};

/** A page of the tablet's origin that opens no database. */
export async function openNothing(page: Page, origin: string): Promise<void> {
	await page.goto(`${origin}/kiosk.webmanifest`);
}

/**
 * Makes the paired tablet what it would be had an earlier version run on it, with so many check-ins that were
 * never sent: people without a badge, one a second. `at` is the moment of the first.
 */
export async function leaveTablet(
	page: Page,
	{ origin, version, owed, at }: { origin: string; version: Released; owed: number; at: number }
): Promise<void> {
	const today = await everythingOn(page);
	await openNothing(page, origin);
	const kept = Object.entries(FIELDS[version]).map(([table, fields]) => {
		const rows = (today[table] ?? []) as Record<string, unknown>[];
		const then = rows.map((row) =>
			fields
				? Object.fromEntries(fields.flatMap((field) => (field in row ? [[field, row[field]]] : [])))
				: row
		);
		return [table, then] as const;
	});
	const [identity] = today['identity'] as { incarnation: string }[];
	if (!identity) throw new Error('It is not paired');
	const events = Array.from({ length: owed }, (_, index) => {
		const number = String(index + 1).padStart(12, '0');
		const who = { kind: 'provisional', provisional: `b0000000-0000-4000-8000-${number}` };
		const id = `01900000-0000-7000-8000-${number}`;
		const numbered = { incarnation: identity.incarnation, seq: index + 1 };
		const event = {
			...{ version: 1, id, ...numbered, kind: 'arrival', at: at + index * 1000, skew: 0 },
			...{ session: null, who, boot: 'b0000000-0000-4000-8000-000000000000', mono: index * 1000 }
		};
		const about = `provisional:${who.provisional}`;
		return { id, ...numbered, own: 1, owed: 1, about, session: '', event };
	});
	await page.evaluate(fill, {
		version,
		stores: STORES[version],
		rows: {
			...Object.fromEntries(kept),
			events,
			counter: [{ key: 'this', seq: owed }]
		}
	});
}

/** Runs in the page: puts a database in the place of the one that is there. */
async function fill(wanted: {
	version: number;
	stores: Readonly<Record<string, Store>>;
	rows: Readonly<Record<string, readonly unknown[]>>;
}): Promise<void> {
	const done = (request: IDBRequest) =>
		new Promise<void>((resolve, reject) => {
			request.onsuccess = () => resolve();
			request.onerror = () => reject(request.error);
		});
	await done(indexedDB.deleteDatabase('haebom'));
	// Dexie counts in tens, so that there is room between two versions.
	const request = indexedDB.open('haebom', wanted.version * 10);
	request.onupgradeneeded = () => {
		for (const [name, { key, indexes }] of Object.entries(wanted.stores)) {
			const store = request.result.createObjectStore(name, { keyPath: key });
			for (const [index, { path, several = false }] of Object.entries(indexes))
				store.createIndex(index, path, { multiEntry: several });
			for (const row of wanted.rows[name] ?? []) store.add(row);
		}
	};
	await done(request);
	request.result.close();
}
