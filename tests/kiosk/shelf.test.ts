import { expect, onTestFinished, test } from 'vitest';
import { USUAL_SURVEYS } from '#domain/rating/usual.ts';
import { BallotBox } from '#kiosk/ballot-box.ts';
import { Desk } from '#kiosk/desk.ts';
import { dexieShelf } from '#kiosk/dexie-shelf.ts';
import { event, participant, session, START, token } from '../domain/people.ts';
import { newKeys } from '../domain/rating/ballots.ts';
import { shelfRules } from './shelf-rules.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

let opened = 0;

shelfRules('the browser’s own disk', () => {
	const name = `shelf-${Date.now()}-${opened++}`;
	onTestFinished(() => void indexedDB.deleteDatabase(name));
	return dexieShelf(name);
});

/**
 * Looks on while the browser opens transactions that write: upon what, and how durable each of them is. Only on
 * databases that are opened afterwards.
 */
function watchWrites() {
	const writes: { readonly tables: readonly string[]; readonly durability: string }[] = [];
	const { transaction } = IDBDatabase.prototype;
	IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...how) {
		const begun = transaction.apply(this, how);
		const { mode, durability, objectStoreNames } = begun;
		if (mode === 'readwrite') writes.push({ tables: [...objectStoreNames], durability });
		return begun;
	};
	onTestFinished(() => void (IDBDatabase.prototype.transaction = transaction));
	return writes;
}

test('all that is recorded is flushed to the disk before it counts', async () => {
	const writes = watchWrites();
	const kiosk = await tablet();
	const { key } = await newKeys();
	await kiosk.journal.adopt(IDENTITY);
	await kiosk.journal.apply({ ...news(1), surveys: [...USUAL_SURVEYS], ballotKey: key }, HEARD);
	const desk = new Desk(kiosk.journal, kiosk.environment);
	const box = new BallotBox(kiosk.journal, kiosk.environment);
	const asked = await box.questionFor(session(), participant(1));
	if (!asked) throw new Error('Nobody is asked');
	const recording: (() => Promise<unknown>)[] = [
		() => kiosk.scan(token(1)),
		() => kiosk.scan('https://example.org'),
		() => kiosk.station.admit(),
		() => desk.mark(session(), participant(1), 'late', ''),
		() => box.keep(asked, { answer: 5, reasons: [], comment: '', quick: false })
	];
	for (const record of recording) {
		const before = await kiosk.journal.recorded();
		writes.splice(0);
		await record();
		expect(await kiosk.journal.recorded()).toBe(before + 1);
		expect(writes.map(({ durability }) => durability)).toEqual(['strict']);
		expect(writes[0]?.tables).toContain('events');
	}
});

test('what the tablet was told, and what it owes again, is flushed like what it recorded', async () => {
	const writes = watchWrites();
	const { journal, scan } = await tablet();
	await journal.adopt(IDENTITY);
	await journal.apply(news(1), HEARD);
	await scan(token(1));
	writes.splice(0);
	await journal.oweAgain(IDENTITY.incarnation, [1]);
	await journal.apply({ ...news(1), fresh: false }, HEARD);
	await journal.adopt(IDENTITY);
	// Not within a transaction of ours.
	await journal.noteFailedPins(1);
	expect(writes.map(({ durability }) => durability)).toEqual([
		'strict',
		'strict',
		'strict',
		'strict'
	]);
});

test('an event under a taken id is refused: the first one stays, and the number is the next one’s', async () => {
	const kiosk = await tablet();
	await kiosk.journal.adopt(IDENTITY);
	await kiosk.journal.apply(news(2), HEARD);
	await kiosk.scan(token(1));
	const [first] = await kiosk.journal.allOwed();
	if (!first) throw new Error('Nothing is owed');
	const again = kiosk.journal.witness(null, START, () => {
		const { version, id, session, who } = event(1, 'departure', { id: first.id });
		const facts = { version, id, session, who, at: START, skew: 0, mono: 0 } as const;
		return { result: null, draft: { ...facts, boot: kiosk.environment.boot, kind: 'departure' } };
	});
	await expect(again).rejects.toThrow();
	expect(await kiosk.journal.allOwed()).toEqual([first]);
	await kiosk.scan(token(2));
	expect(await kiosk.journal.allOwed()).toMatchObject([first, { kind: 'arrival', seq: 2 }]);
});
