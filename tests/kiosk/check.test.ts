import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { Check } from '#kiosk/check.svelte.ts';
import { MINUTE } from '../domain/people.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

const TOLD = { camera: 'watching', audible: true, clockDoubtful: false } as const;

// Every second a real one would look; here nothing happens unless a test says so.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

async function checked() {
	const kiosk = await tablet();
	await kiosk.journal.adopt(IDENTITY);
	await kiosk.journal.apply(news(2), HEARD);
	const check = new Check(kiosk.journal, kiosk.environment, 'test', () => TOLD);
	onTestFinished(() => check.close());
	const scan = async () =>
		(await vi.waitUntil(() => check.answers))?.find(({ question }) => question === 'scan')?.sign;
	return { ...kiosk, check, scan };
}

test('it is over after two minutes without a touch, though nothing looked meanwhile', async () => {
	const { check, pass } = await checked();
	check.open();
	pass(2 * MINUTE - 1);
	expect(check.isOpen).toBe(true);
	check.touch();
	pass(2 * MINUTE - 1);
	expect(check.isOpen).toBe(true);
	pass(1);
	expect(check.isOpen).toBe(false);
	// A touch of the door is no touch of what is over.
	check.touch();
	expect(check.isOpen).toBe(false);
});

test('and its answers leave the screen', async () => {
	const { check, pass } = await checked();
	check.open();
	await vi.waitUntil(() => check.answers);
	pass(2 * MINUTE);
	vi.advanceTimersByTime(1_000);
	expect(check.answers).toBeNull();
});

test('a trial scan is answered and gives it time, but a queue of them does not keep it open', async () => {
	const { check, pass, scan } = await checked();
	check.open();
	expect(await scan()).toBe('look');
	pass(MINUTE);
	check.scanned();
	await vi.waitUntil(async () => (await scan()) === 'well');
	for (let student = 0; student < 3; student++) {
		expect(check.isOpen).toBe(true);
		pass(MINUTE - student - 1);
		check.scanned();
		if (!check.isOpen) break;
	}
	expect(check.isOpen).toBe(false);
});

test('opened again it has everything before it', async () => {
	const { check, pass, scan } = await checked();
	check.open();
	check.scanned();
	pass(5 * MINUTE);
	check.open();
	expect(check.isOpen).toBe(true);
	expect(await scan()).toBe('look');
});
