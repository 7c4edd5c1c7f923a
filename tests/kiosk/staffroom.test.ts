import { expect, onTestFinished, test, vi } from 'vitest';
import { Staffroom } from '#kiosk/staffroom.svelte.ts';
import { locked, PIN, WRONG } from './locked.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

function roomOf({ journal, environment }: Awaited<ReturnType<typeof tablet>>) {
	const room = new Staffroom(journal, environment, () => {});
	onTestFinished(() => room.close());
	return room;
}

test('the PIN opens the room, with the names', async () => {
	const room = roomOf(await locked());
	await room.ask();
	expect(room.state).toBe('asking');
	await room.open(WRONG);
	expect([room.state, room.refusal?.kind]).toEqual(['asking', 'wrong']);
	await room.open(PIN);
	expect([room.state, room.guarded]).toEqual(['open', true]);
	expect(room.view?.people.map(({ person }) => person?.name)).toContain('김새봄');
});

test('asked for something else, the PIN leads there, once, and the names stay closed', async () => {
	const room = roomOf(await locked());
	const check = vi.fn();
	await room.ask(check);
	await room.open(WRONG);
	expect([room.state, check.mock.calls.length]).toEqual(['asking', 0]);
	await room.open(PIN);
	expect([room.state, room.view, check.mock.calls.length]).toEqual(['closed', null, 1]);
	await room.ask();
	await room.open(PIN);
	expect([room.state, check.mock.calls.length]).toEqual(['open', 1]);
});

test('whoever goes away while the PIN is tried finds nothing open', async () => {
	const room = roomOf(await locked());
	const check = vi.fn();
	for (const instead of [null, check]) {
		await room.ask(instead);
		const trying = room.open(PIN);
		room.close();
		await trying;
		expect([room.state, room.view]).toEqual(['closed', null]);
	}
	expect(check).not.toHaveBeenCalled();
});

test('where staff have no PIN nobody is asked, and nobody’s record is shown', async () => {
	const kiosk = await tablet();
	await kiosk.journal.adopt(IDENTITY);
	await kiosk.journal.apply(news(2), HEARD);
	const room = roomOf(kiosk);
	const check = vi.fn();
	await room.ask(check);
	expect([room.state, check.mock.calls.length]).toEqual(['closed', 1]);
	await room.ask();
	expect([room.state, room.guarded, room.view]).toEqual(['open', false, null]);
});

test('a disk that does not answer opens nothing', async () => {
	const kiosk = await locked();
	const room = new Staffroom(
		Object.assign(Object.create(kiosk.journal), { lock: () => Promise.reject(new Error('gone')) }),
		kiosk.environment,
		() => {}
	);
	await room.ask();
	expect(room.state).toBe('asking');
});
