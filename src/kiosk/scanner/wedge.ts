/** Keys of a scanner follow each other faster than a person can type. */
const GAP_MS_MAX = 50;
/** Fewer keys than this in a row are somebody playing with the keyboard. */
const KEYS_MIN = 10;
const KEYS_MAX = 200;

/**
 * Listens for a keyboard-wedge scanner: a burst of keys that ends in Enter. Goes by the position of
 * the keys, so that a Korean input method, which would turn letters into Hangul, does not matter.
 * Returns how to stop listening.
 */
export function listenToWedge(target: EventTarget, take: (text: string) => void): () => void {
	let typed = '';
	let lastAt = -Infinity;

	const onKey = (event: Event) => {
		if (!(event instanceof KeyboardEvent)) return;
		if (event.timeStamp - lastAt > GAP_MS_MAX) typed = '';
		lastAt = event.timeStamp;
		if (event.code === 'Enter' || event.code === 'NumpadEnter') {
			const text = typed;
			typed = '';
			if (text.length < KEYS_MIN) return;
			// Otherwise the scanner's Enter would press whichever button has the focus.
			event.preventDefault();
			event.stopImmediatePropagation();
			take(text);
		} else if (typed.length < KEYS_MAX) {
			typed += characterOf(event);
		}
	};
	target.addEventListener('keydown', onKey, { capture: true });
	return () => target.removeEventListener('keydown', onKey, { capture: true });
}

/** What a key would type on a US keyboard without modifiers. */
function characterOf({ code, key }: KeyboardEvent): string {
	const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
	if (digit) return digit;
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	if (letter) return letter.toLowerCase();
	return key.length === 1 ? key : '';
}
