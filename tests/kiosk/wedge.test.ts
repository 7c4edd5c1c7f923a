import { expect, onTestFinished, test } from 'vitest';
import { listenToWedge } from '#kiosk/scanner/wedge.ts';
import { token } from '../domain/people.ts';

/** Types as a scanner does: so many ms between the keys. `key` is what the input method made of it. */
function type(target: EventTarget, text: string, gapMs: number, key = (letter: string) => letter) {
	let at = 1_000;
	const presses = [...text].map((letter) => ({
		code: /\d/.test(letter)
			? `Digit${letter}`
			: letter === '\n'
				? 'Enter'
				: `Key${letter.toUpperCase()}`,
		key: key(letter)
	}));
	return presses.map(({ code, key }) => {
		const event = new KeyboardEvent('keydown', { code, key, cancelable: true, bubbles: true });
		Object.defineProperty(event, 'timeStamp', { value: (at += gapMs) });
		target.dispatchEvent(event);
		return event;
	});
}

function listening() {
	const target = document.createElement('div');
	const taken: string[] = [];
	onTestFinished(listenToWedge(target, (text) => taken.push(text)));
	return { target, taken };
}

test('a burst of keys that ends in Enter is a scan', () => {
	const { target, taken } = listening();
	const events = type(target, `${token(1)}\n`, 8);
	expect(taken).toEqual([token(1)]);
	// The Enter must not press the button that has the focus.
	expect(events.at(-1)?.defaultPrevented).toBe(true);
});

test('a Korean input method that turns every key into something else does not matter', () => {
	const { target, taken } = listening();
	type(target, `${token(1)}\n`, 8, () => 'Process');
	expect(taken).toEqual([token(1)]);
	type(target, 'haebomcheckin\n', 8, () => 'ㅗ');
	expect(taken[1]).toBe('haebomcheckin');
});

test.each([
	[50, 1],
	[51, 0]
])('keys %i ms apart: %i scans, for people type slower than scanners', (gapMs, scans) => {
	const { target, taken } = listening();
	type(target, `${token(1)}\n`, gapMs);
	expect(taken).toHaveLength(scans);
});

test('a few keys and Enter are left to whoever else listens', () => {
	const { target, taken } = listening();
	const events = type(target, '123456789\n', 8);
	expect(taken).toEqual([]);
	expect(events.at(-1)?.defaultPrevented).toBe(false);
	type(target, '1234567890\n', 8);
	expect(taken).toEqual(['1234567890']);
});

test('two scans in a row are two, and digits from the number pad are digits', () => {
	const { target, taken } = listening();
	type(target, `${token(1)}\n${token(2)}\n`, 5);
	expect(taken).toEqual([token(1), token(2)]);
	let at = 9_000;
	for (const code of [...'1234567890'].map((digit) => `Numpad${digit}`).concat('NumpadEnter')) {
		const event = new KeyboardEvent('keydown', { code, key: 'x' });
		Object.defineProperty(event, 'timeStamp', { value: (at += 5) });
		target.dispatchEvent(event);
	}
	expect(taken[2]).toBe('1234567890');
});
