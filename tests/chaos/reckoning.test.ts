import { expect, test } from 'vitest';
import { push } from '#server/sync/push.ts';
import { START } from '../domain/people.ts';
import { newIncarnation, openCenter, pairDevice, pushOf, uuid } from '../server/center.ts';
import { Book, type Student } from './book.ts';
import { reckon } from './reckoning.ts';

/** A center's five students, their tablet, and the book of what was seen at it. */
async function stage() {
	const { store, epoch, center, bakery, morning, students, tokens } = await openCenter('sqlite');
	const book = new Book(students.flatMap(({ id }) => tokens.get(id) ?? []));
	const { device } = await pairDevice(store, center, bakery);
	const incarnation = newIncarnation();
	let seq = 0;
	/** The tablet writes that somebody has come. */
	const write = ({ badge }: Student) => {
		const participant = students[book.students.findIndex((student) => student.badge === badge)]?.id;
		const event = {
			...{ version: 1, kind: 'arrival', id: uuid(), incarnation, seq: ++seq, at: START, skew: 0 },
			...{ session: morning, who: { kind: 'participant', participant, badge } },
			...{ boot: uuid(), mono: seq }
		};
		book.enter({ kind: 'writing', id: event.id, badge });
		return event;
	};
	const show = ({ group }: Student, tone = 'arrival') =>
		book.enter({ kind: 'shown', tone, name: `김*봄 · ${group}` });
	const send = (events: readonly unknown[]) =>
		push(store, epoch, device, pushOf(incarnation, events, { lastSeq: seq }), START);
	const [first, second] = book.students;
	if (!first || !second) throw new Error('Nobody comes');
	return { book, first, second, write, show, send, reckon: () => reckon(book, store) };
}

test('whoever was green and is at the center, once, is neither lost nor double', async () => {
	const { first, second, write, show, send, reckon } = await stage();
	await send([write(first), write(second)]);
	show(first);
	expect(await reckon()).toMatchObject({
		...{ acknowledged: 1, lost: [], double: [], aside: 0 },
		indeterminate: { there: 0, absent: 0 }
	});
});

test('a green check-in that the center does not have is lost, and so is a green one of nothing', async () => {
	const { first, second, write, show, reckon } = await stage();
	const { id } = write(first);
	show(first);
	show(second);
	const { acknowledged, lost } = await reckon();
	expect(acknowledged).toBe(2);
	expect(lost).toEqual([id, first.group, `none, for ${second.group}`, second.group]);
});

test('somebody who is in already, by the screen alone, is lost', async () => {
	const { first, show, reckon } = await stage();
	show(first, 'attention');
	expect((await reckon()).lost).toEqual([first.group]);
});

test('somebody of whom two arrivals are kept is double', async () => {
	const { first, write, show, send, reckon } = await stage();
	await send([write(first), write(first)]);
	show(first);
	expect((await reckon()).double).toEqual([first.group]);
});

test('somebody who saw nothing may be at the center or not', async () => {
	const { first, second, write, send, reckon } = await stage();
	await send([write(first)]);
	for (const student of [first, second]) student.scanned = true;
	expect(await reckon()).toMatchObject({
		...{ acknowledged: 0, lost: [], double: [] },
		indeterminate: { there: 1, absent: 1 }
	});
});
