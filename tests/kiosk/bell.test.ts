import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Bell } from '#kiosk/bell.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function hung() {
	let rings = 0;
	const bell = new Bell({ ring: () => void rings++ });
	return { bell, rings: () => rings };
}

test('the bell rings until somebody comes', () => {
	const { bell, rings } = hung();
	bell.press();
	expect(bell.called).toBe(true);
	expect(rings()).toBe(1);
	vi.advanceTimersByTime(8_000);
	expect(rings()).toBe(3);
	bell.answer();
	expect(bell.called).toBe(false);
	vi.advanceTimersByTime(60_000);
	expect(rings()).toBe(3);
});

test('it falls silent after a minute, and is still seen', () => {
	const { bell, rings } = hung();
	bell.press();
	vi.advanceTimersByTime(10 * 60_000);
	expect(rings()).toBe(15);
	expect(bell.called).toBe(true);
});

test('a double tap does not take the call back, a second press does', () => {
	const { bell, rings } = hung();
	bell.press();
	vi.advanceTimersByTime(399);
	bell.press();
	expect(bell.called).toBe(true);
	vi.advanceTimersByTime(1);
	bell.press();
	expect(bell.called).toBe(false);
	expect(rings()).toBe(1);
});
