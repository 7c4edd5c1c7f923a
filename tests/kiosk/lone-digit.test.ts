import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { listenToDigits } from '#kiosk/scanner/lone-digit.ts';
import { token } from '../domain/people.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listening() {
	const target = document.createElement('div');
	const pressed: number[] = [];
	onTestFinished(listenToDigits(target, (digit) => pressed.push(digit)));
	let at = 1_000;
	const press = (text: string, gapMs: number, init: KeyboardEventInit = {}) => {
		for (const letter of text) {
			const code = /\d/.test(letter) ? `Digit${letter}` : `Key${letter.toUpperCase()}`;
			const event = new KeyboardEvent('keydown', { code, ...init });
			Object.defineProperty(event, 'timeStamp', { value: (at += gapMs) });
			vi.advanceTimersByTime(gapMs);
			target.dispatchEvent(event);
		}
		vi.advanceTimersByTime(1_000);
		at += 1_000;
	};
	return { pressed, press };
}

test('a digit that somebody presses counts', () => {
	const { pressed, press } = listening();
	press('3', 500);
	press('15', 101);
	expect(pressed).toEqual([3, 1, 5]);
});

test('a badge that a scanner types presses nothing, neither with its first digit nor with its last', () => {
	const { pressed, press } = listening();
	for (const gapMs of [1, 8, 49, 99]) press(token(1), gapMs);
	expect(pressed).toEqual([]);
});

test('a key that is held, or has another held with it, is none', () => {
	const { pressed, press } = listening();
	press('1', 500, { repeat: true });
	press('2', 500, { ctrlKey: true });
	press('q', 500);
	expect(pressed).toEqual([]);
});
