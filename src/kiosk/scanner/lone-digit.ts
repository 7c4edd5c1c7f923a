/** A scanner's next key comes sooner than this; whoever chooses with a key presses one. */
const ALONE_MS = 100;

/**
 * Listens for digits that stand by themselves, by the position of the keys as `listenToWedge` does. A badge
 * that a scanner types is dozens of digits in a row, and must press nothing. Returns how to stop listening.
 */
export function listenToDigits(target: EventTarget, take: (digit: number) => void): () => void {
	let lastAt = -Infinity;
	let waiting: ReturnType<typeof setTimeout> | undefined;

	const onKey = (event: Event) => {
		if (!(event instanceof KeyboardEvent)) return;
		const alone = event.timeStamp - lastAt > ALONE_MS;
		lastAt = event.timeStamp;
		clearTimeout(waiting);
		const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
		const held = event.repeat || event.ctrlKey || event.altKey || event.metaKey;
		if (digit && alone && !held) waiting = setTimeout(() => take(Number(digit)), ALONE_MS);
	};
	target.addEventListener('keydown', onKey);
	return () => {
		clearTimeout(waiting);
		target.removeEventListener('keydown', onKey);
	};
}
