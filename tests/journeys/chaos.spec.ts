import { chaos } from '../chaos/chaos.ts';
import { expect, test } from './stage.ts';

test('tablets and the server killed again and again lose no check-in and count none twice', async () => {
	test.setTimeout(180_000);
	const outcome = await chaos({ seed: 20_261_125, ms: 30_000, kills: 4 }, () => {});
	expect(outcome.lost).toEqual([]);
	expect(outcome.double).toEqual([]);
	expect(outcome.stuck).toEqual([]);
	expect(outcome.broken).toEqual([]);
	expect(outcome.acknowledged).toBeGreaterThan(0);
	expect(Math.min(outcome.browserKills, outcome.serverKills)).toBeGreaterThan(0);
});
