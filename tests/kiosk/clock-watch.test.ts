import { expect, test } from 'vitest';
import { ClockWatch } from '#kiosk/clock-watch.svelte.ts';
import { HOUR } from '../domain/people.ts';
import { tablet } from './tablet.ts';

async function watched() {
	const { environment, pass } = await tablet();
	let set = 0;
	const watch = new ClockWatch({ ...environment, now: () => environment.now() + set });
	watch.look();
	return { watch, pass, setBy: (ms: number) => (set += ms) };
}

test('a clock that goes on is trusted, one that was set is doubted until the center was heard', async () => {
	const { watch, pass, setBy } = await watched();
	pass(HOUR);
	expect([watch.look(), watch.doubtful]).toEqual([false, false]);
	setBy(5 * HOUR);
	expect([watch.look(), watch.doubtful]).toEqual([true, true]);
	pass(1_000);
	expect([watch.look(), watch.doubtful]).toEqual([false, true]);
	watch.heard();
	expect(watch.doubtful).toBe(false);
});

test('a night’s sleep is no setting of the clock', async () => {
	const { watch, setBy } = await watched();
	watch.hidden();
	setBy(10 * HOUR);
	expect(watch.look()).toBe(false);
	setBy(10 * HOUR);
	expect(watch.look()).toBe(true);
});
