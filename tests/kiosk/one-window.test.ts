import { expect, onTestFinished, test, vi } from 'vitest';
import { OneWindow } from '#kiosk/one-window.svelte.ts';

function opened() {
	const window = new OneWindow(navigator.locks);
	const leave = window.start();
	onTestFinished(leave);
	return { window, leave };
}

/** That something becomes so, however long a window is waited for. */
const becomes = (what: () => boolean) =>
	vi.waitFor(() => expect(what()).toBe(true), { timeout: 5_000 });

test('the second window says that there is another, until that one is closed', async () => {
	const first = opened();
	const second = opened();
	await becomes(() => second.window.elsewhere);
	expect(first.window.elsewhere).toBe(false);
	first.leave();
	await becomes(() => !second.window.elsewhere);
});

test('a window can take the kiosk, and the other can take it back', async () => {
	const first = opened();
	const second = opened();
	await becomes(() => second.window.elsewhere);
	second.window.take();
	await becomes(() => !second.window.elsewhere && first.window.elsewhere);
	first.window.take();
	await becomes(() => !first.window.elsewhere && second.window.elsewhere);
	first.leave();
	await becomes(() => !second.window.elsewhere);
});

test('a window that is loaded anew does not meet itself', async () => {
	const before = opened();
	const after = opened();
	before.leave();
	const other = opened();
	await becomes(() => other.window.elsewhere);
	expect(after.window.elsewhere).toBe(false);
});

test('where the browser has no locks, every window has the kiosk', async () => {
	const window = new OneWindow(undefined);
	onTestFinished(window.start());
	window.take();
	expect(window.elsewhere).toBe(false);
});
