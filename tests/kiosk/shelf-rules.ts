import { describe, expect, onTestFinished, test } from 'vitest';
import type { SessionId } from '#domain/id.ts';
import { rowOf } from '#kiosk/kept.ts';
import type { Shelf } from '#kiosk/shelf.ts';
import { entry, event, eventId, incarnation, session, sessionId, START } from '../domain/people.ts';

/** A row of this tablet's, owed unless told otherwise. */
function row(n: number, owed: 0 | 1 = 1, life = 1) {
	const changes = { id: eventId(n), incarnation: incarnation(life), seq: n };
	return rowOf(event(n, 'arrival', changes), { own: 1, owed });
}

const numbers = (rows: readonly { readonly seq: number }[]) => rows.map(({ seq }) => seq);

/** What the journal's rules take for granted, of whatever shelf it lies on. */
export function shelfRules(name: string, open: () => Shelf): void {
	const opened = () => {
		const shelf = open();
		onTestFinished(() => shelf.close());
		return shelf;
	};

	describe(`a journal lies well on ${name}`, () => {
		test('what was put is there, whole, and a copy', async () => {
			const { tables } = opened();
			const given = { ...session() };
			await tables.sessions.put(given);
			expect(await tables.sessions.get(session().id)).toEqual(session());
			expect(await tables.sessions.get(sessionId(2))).toBeUndefined();
			expect(await tables.sessions.bulkGet([sessionId(2), session().id])).toEqual([
				undefined,
				session()
			]);
		});

		test('an event is added once: nothing overwrites it, and all that came with it is undone', async () => {
			const shelf = opened();
			await shelf.tables.events.add(row(1));
			const twice = shelf.transaction('rw', ['events', 'counter'], async (tables) => {
				await tables.counter.put({ key: 'this', seq: 2 });
				await tables.events.add(row(2));
				await tables.events.add({ ...row(1), seq: 9 });
			});
			await expect(twice).rejects.toThrow();
			expect(numbers(await shelf.tables.events.toArray())).toEqual([1]);
			expect(await shelf.tables.counter.get('this')).toBeUndefined();
		});

		test('what fails in the middle leaves everything as it was', async () => {
			const shelf = opened();
			await shelf.tables.events.bulkPut([row(1), row(2, 0)]);
			const failing = shelf.transaction('rw', ['events'], async ({ events }) => {
				await events.where('own').equals(1).modify({ owed: 1 });
				await events.delete(eventId(1));
				throw new Error('cut off');
			});
			await expect(failing).rejects.toThrow('cut off');
			const owed = shelf.tables.events.where('[owed+incarnation+seq]').between([1], [2]);
			expect(numbers(await owed.toArray())).toEqual([1]);
		});

		test('transactions that count the same thing do so one after the other', async () => {
			const shelf = opened();
			const count = () =>
				shelf.transaction('rw', ['counter'], async ({ counter }) => {
					const { seq = 0 } = (await counter.get('this')) ?? {};
					await counter.put({ key: 'this', seq: seq + 1 });
				});
			await Promise.all([count(), count(), count(), count()]);
			expect(await shelf.tables.counter.get('this')).toEqual({ key: 'this', seq: 4 });
		});

		test('what is owed is found in the order of lives and numbers, and no life runs into another', async () => {
			const { events } = opened().tables;
			await events.bulkAdd([row(3), row(2, 1, 2), row(1), row(10), row(4, 0)]);
			const index = events.where('[owed+incarnation+seq]');
			expect(numbers(await index.between([1], [2]).toArray())).toEqual([1, 3, 10, 2]);
			expect((await index.between([1], [2]).first())?.seq).toBe(1);
			expect(await index.between([1], [2]).count()).toBe(4);
			const life = [1, incarnation(1)];
			const own = index.between(life, [...life, []]).limit(2);
			expect(numbers(await own.toArray())).toEqual([1, 3]);
			const all = events.where('[incarnation+seq]').between([incarnation(1)], [incarnation(1), []]);
			expect((await all.last())?.seq).toBe(10);
		});

		test('a stretch of numbers counts with both its ends if it is asked for so', async () => {
			const { events } = opened().tables;
			await events.bulkAdd([row(1, 0), row(2, 0), row(3, 0), row(4, 0)]);
			const between = (low: boolean, up: boolean) =>
				events
					.where('[incarnation+seq]')
					.between([incarnation(1), 2], [incarnation(1), 3], low, up);
			expect(numbers(await between(true, true).toArray())).toEqual([2, 3]);
			expect(numbers(await between(true, false).toArray())).toEqual([2]);
			const marked = between(true, true).filter(({ seq }) => seq === 3);
			expect(await marked.modify({ owed: 1 })).toBe(1);
			// Also one that is what it is to become is found and counted.
			expect(await between(true, true).modify({ owed: 1 })).toBe(2);
		});

		test('people are found by each badge they had, and go with their session', async () => {
			const { roster } = opened().tables;
			const before = entry(5).badge as never;
			const [one, two] = [entry(1, { replaced: [before] }), entry(2)];
			const other = entry(3, { session: sessionId(2) });
			await roster.bulkPut([one, two, other]);
			expect(await roster.where('replaced').equals(before).toArray()).toEqual([one]);
			expect(
				await roster
					.where('badge')
					.equals(entry(2).badge as string)
					.toArray()
			).toEqual([two]);
			await roster.bulkDelete([[two.session, two.participant]]);
			expect(await roster.toArray()).toEqual([one, other]);
			expect(
				await roster
					.where('session')
					.anyOf([sessionId(1)])
					.delete()
			).toBe(1);
			expect(await roster.toArray()).toEqual([other]);
			await roster.clear();
			expect(await roster.toArray()).toEqual([]);
		});

		test('sessions are found by when they end', async () => {
			const { sessions } = opened().tables;
			const ending = (n: number, endsAt: number) => session({ id: sessionId(n), endsAt });
			await sessions.bulkPut([ending(1, START + 5), ending(2, START), ending(3, START - 5)]);
			const ids: SessionId[] = await sessions.where('endsAt').below(START).primaryKeys();
			expect(ids).toEqual([sessionId(3)]);
			const around = sessions.where('endsAt').between(START - 5, START + 5);
			expect((await around.toArray()).map(({ id }) => id)).toEqual([sessionId(3), sessionId(2)]);
		});

		test('only what is there is changed, and only in what is said', async () => {
			const { counter, contact } = opened().tables;
			expect(await counter.update('this', { seq: 3 })).toBe(0);
			const known = { key: 'this', cursor: 'a', skew: 1, heardAt: null, pulledAt: null } as const;
			await contact.put(known);
			expect(await contact.update('this', { cursor: null })).toBe(1);
			expect(await contact.get('this')).toEqual({ ...known, cursor: null });
			await contact.delete('this');
			expect(await contact.get('this')).toBeUndefined();
		});

		test('whoever watches hears of each change that is durable', async () => {
			const shelf = opened();
			const heard: number[] = [];
			const enough = new Promise<void>((resolve, reject) => {
				const query = () => shelf.tables.events.where('own').equals(1).count();
				const stop = shelf.watch(
					query,
					(count) => {
						heard.push(count);
						if (count === 1) resolve();
					},
					reject
				);
				onTestFinished(stop);
			});
			await shelf.tables.events.add(row(1));
			await enough;
			expect(heard.at(-1)).toBe(1);
		});

		test('opened again, it has all that it had', async () => {
			const shelf = opened();
			await shelf.tables.events.add(row(1));
			await shelf.reopen();
			expect(numbers(await shelf.tables.events.toArray())).toEqual([1]);
		});
	});
}
