import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FAULT_KINDS } from './faults.ts';
import { play, planOf } from './play.ts';
import { REGRESSIONS } from './regressions.ts';
import { Tally } from './tally.ts';
import { openTemplate, type Template } from './template.ts';

const SEEDS = 12;
const TIME_MAX_MS = 240_000;

let template: Template;
beforeAll(async () => {
	template = await openTemplate();
}, TIME_MAX_MS);
afterAll(() => rmSync(template.folder, { recursive: true, force: true }));

test(
	'whatever goes wrong, nothing is lost, nothing is counted twice, and a minute later nothing is owed',
	async () => {
		const tally = new Tally();
		for (let seed = 1; seed <= SEEDS; seed++) {
			const plan = { ...planOf(seed), steps: 120 };
			tally.add({ ...(await play(template, plan)), plan });
		}
		expect(tally.failed.map(({ plan, failures }) => ({ plan, failures }))).toEqual([]);
		expect(tally.events).toBeGreaterThan(SEEDS * 100);
		const happened = FAULT_KINDS.filter((kind) => tally.faults[kind] > 0);
		expect(happened.length).toBeGreaterThanOrEqual(20);
	},
	TIME_MAX_MS
);

test(
	'the same seed is the same history',
	async () => {
		const plan = { ...planOf(3), steps: 60 };
		expect(await play(template, plan)).toEqual(await play(template, plan));
	},
	TIME_MAX_MS
);

test.each(REGRESSIONS)('what seed $seed once found is found no more: $found', async (plan) => {
	expect((await play(template, plan)).failures).toEqual([]);
});
