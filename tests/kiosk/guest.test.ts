import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { USUAL } from '#domain/comfort.ts';
import type { Outcome } from '#domain/door.ts';
import { Guest, QUIET_MS, WARNING_MS } from '#kiosk/guest.svelte.ts';
import { eventId, START } from '../domain/people.ts';

const foreign: Outcome = {
	kind: 'verdict',
	verdict: { kind: 'foreign' },
	bearer: null,
	at: START,
	recorded: null
};
const admitted: Outcome = { kind: 'admitted', session: null, at: START, recorded: eventId(1) };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function guest() {
	return new Guest(() => 'ko');
}

test('what somebody sets is gone once their result was shown', () => {
	const one = guest();
	one.wish({ textSize: 200, language: 'vi' });
	expect(one.comfort).toEqual({ ...USUAL, textSize: 200, language: 'vi' });
	one.told(admitted);
	expect(one.comfort.textSize).toBe(200);
	one.rest();
	expect(one.comfort).toEqual({ ...USUAL, language: 'ko' });
	expect(one.present).toBe(false);
});

test('and before the next one’s result, where the screen never rested', () => {
	const one = guest();
	one.wish({ contrast: true });
	one.told(admitted);
	one.told(admitted);
	expect(one.comfort.contrast).toBe(false);
});

test('whoever sets something while another’s result is still there keeps it', () => {
	const one = guest();
	one.wish({ low: true });
	one.told(admitted);
	one.open('comfort');
	expect(one.comfort.low).toBe(false);
	one.wish({ leftHanded: true });
	one.rest();
	expect(one.panel).toBe('comfort');
	expect(one.comfort.leftHanded).toBe(true);
});

test('a badge that could not be read leaves everything as it is', () => {
	const one = guest();
	one.wish({ textSize: 150 });
	one.told(foreign);
	one.rest();
	expect(one.comfort.textSize).toBe(150);
});

test('a result closes the panel that would hide it', () => {
	const one = guest();
	one.open('keypad');
	one.told(foreign);
	expect(one.panel).toBeNull();
});

test('the screen asks after a minute without a touch, and no sooner', () => {
	const one = guest();
	one.wish({ textSize: 200 });
	vi.advanceTimersByTime(QUIET_MS - 1);
	expect(one.asked).toBe(false);
	one.touch();
	vi.advanceTimersByTime(QUIET_MS - 1);
	expect(one.asked).toBe(false);
	vi.advanceTimersByTime(1);
	expect(one.asked).toBe(true);
});

test('there are twenty seconds to answer, and no end to the answers', () => {
	const one = guest();
	one.wish({ textSize: 200 });
	for (let times = 0; times < 12; times++) {
		vi.advanceTimersByTime(QUIET_MS + WARNING_MS - 1);
		expect(one.asked).toBe(true);
		one.stay();
		expect(one.asked).toBe(false);
	}
	vi.advanceTimersByTime(QUIET_MS + WARNING_MS - 1);
	expect(one.comfort.textSize).toBe(200);
	vi.advanceTimersByTime(1);
	expect(one.comfort.textSize).toBe(100);
	expect(one.asked).toBe(false);
});

test('a touch beside the question is no answer', () => {
	const one = guest();
	one.open('comfort');
	vi.advanceTimersByTime(QUIET_MS);
	one.touch();
	expect(one.asked).toBe(true);
});

test('nobody is asked where there is nothing to lose', () => {
	const one = guest();
	one.touch();
	vi.advanceTimersByTime(QUIET_MS);
	expect(one.asked).toBe(false);
});

test('help is offered after the second badge in a row that could not be read', () => {
	const one = guest();
	one.told(foreign);
	expect(one.needsHelp).toBe(false);
	one.told(foreign);
	expect(one.needsHelp).toBe(true);
	one.told(admitted);
	expect(one.needsHelp).toBe(false);
});

test('and no longer when whoever it was has gone', () => {
	const one = guest();
	one.told(foreign);
	one.told(foreign);
	vi.advanceTimersByTime(QUIET_MS);
	expect(one.needsHelp).toBe(false);
	expect(one.asked).toBe(false);
});
