import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { httpDoorbell } from '#kiosk/doorbell.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A stream of which we are the other end. */
class Line extends EventTarget {
	open = true;
	close = () => void (this.open = false);
	says = (what: string) => this.dispatchEvent(new Event(what));
}

function listening(dice = 0) {
	const lines: Line[] = [];
	const open = () => {
		const line = new Line();
		lines.push(line);
		return line;
	};
	let rings = 0;
	const doorbell = httpDoorbell(open, () => new Uint8Array([dice]));
	const stop = doorbell.listen(() => void rings++);
	const last = () => {
		const line = lines.at(-1);
		if (!line) throw new Error('Nobody called');
		return line;
	};
	return { lines, last, stop, rings: () => rings, open: () => lines.filter((line) => line.open) };
}

test('what the server says is passed on, that it is still there is not', () => {
	const { last, rings } = listening();
	last().says('message');
	last().says('still');
	last().says('message');
	expect(rings()).toBe(2);
});

test('a line that breaks off is taken up again, ever more slowly, and there is never more than one', () => {
	const { lines, last, open } = listening();
	const waits = [500, 1_000, 2_000, 4_000, 7_500, 7_500];
	for (const wait of waits) {
		last().says('message');
		last().says('error');
		expect(open()).toHaveLength(0);
		vi.advanceTimersByTime(wait - 1);
		expect(open()).toHaveLength(0);
		vi.advanceTimersByTime(1);
		expect(open()).toHaveLength(1);
	}
	expect(lines).toHaveLength(waits.length + 1);
});

test('tablets that were cut off together come back one after the other', () => {
	const [early, late] = [listening(0), listening(255)];
	early.last().says('error');
	late.last().says('error');
	vi.advanceTimersByTime(500);
	expect([early.lines.length, late.lines.length]).toEqual([2, 1]);
	vi.advanceTimersByTime(1_000);
	expect([early.lines.length, late.lines.length]).toEqual([2, 2]);
});

test('after a line that held, the next break is taken up as quickly as the first', () => {
	const { lines, last } = listening();
	for (let n = 0; n < 6; n++) {
		last().says('error');
		vi.advanceTimersByTime(15_000);
	}
	last().says('still');
	last().says('error');
	const before = lines.length;
	vi.advanceTimersByTime(500);
	expect(lines).toHaveLength(before + 1);
});

test('a line on which nothing is heard is given up', () => {
	const { lines, last } = listening();
	for (let n = 0; n < 10; n++) {
		vi.advanceTimersByTime(20_000);
		last().says('still');
	}
	expect(lines).toHaveLength(1);
	vi.advanceTimersByTime(49_999);
	expect(last().open).toBe(true);
	vi.advanceTimersByTime(1);
	expect(last().open).toBe(false);
	vi.advanceTimersByTime(500);
	expect(lines).toHaveLength(2);
});

test('whoever stops is not called again, nor calls', () => {
	const { lines, last, stop, open } = listening();
	last().says('error');
	stop();
	vi.advanceTimersByTime(60_000);
	expect(lines).toHaveLength(1);
	const other = listening();
	other.stop();
	expect([open(), other.open()]).toEqual([[], []]);
});
