import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepAsking } from '#kiosk/update.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** Ten minutes: many times as long as it takes to ask again. */
const LONG_MS = 10 * 60_000;

/** A window that may start anew once it is told so, and how often it did. */
function opened() {
	const there = { atRest: false, anew: 0 };
	const ask = keepAsking(
		async () => there.atRest,
		() => (there.anew += 1)
	);
	return { there, ask };
}

test('a busy window starts anew when it has come to rest, once', async () => {
	const { there, ask } = opened();
	await ask();
	await vi.advanceTimersByTimeAsync(LONG_MS);
	expect(there.anew).toBe(0);
	there.atRest = true;
	await vi.advanceTimersByTimeAsync(LONG_MS);
	expect(there.anew).toBe(1);
});

test('a window at rest starts anew at once if it is asked, and else after a while', async () => {
	const asked = opened();
	asked.there.atRest = true;
	await asked.ask();
	expect(asked.there.anew).toBe(1);
	const unasked = opened();
	unasked.there.atRest = true;
	expect(unasked.there.anew).toBe(0);
	await vi.advanceTimersByTimeAsync(LONG_MS);
	expect([asked.there.anew, unasked.there.anew]).toEqual([1, 1]);
});

test('a window that could not tell whether it may is asked again', async () => {
	let asked = 0;
	let anew = 0;
	const ask = keepAsking(
		async () => {
			if ((asked += 1) === 1) throw new Error('The disk was closed under us');
			return true;
		},
		() => (anew += 1)
	);
	await expect(ask()).rejects.toThrow();
	await vi.advanceTimersByTimeAsync(LONG_MS);
	expect(anew).toBe(1);
});
