import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { preparedDatabase } from '../server/center.ts';
import { FAULT_KINDS } from './faults.ts';
import { play, planOf } from './play.ts';
import { REGRESSIONS } from './regressions.ts';
import { Tally } from './tally.ts';
import { openPostgresStage, openSqliteStage, type Stage } from './stage.ts';

const SEEDS = 24;
const TIME_MAX_MS = 240_000;

let stage: Stage;
beforeAll(async () => {
	stage = await openSqliteStage();
}, TIME_MAX_MS);
afterAll(() => stage.close());

const tally = new Tally();

describe('whatever goes wrong, nothing is lost, nothing is counted twice, and a minute later nothing is owed', () => {
	const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);

	test.each(seeds)(
		'seed %i',
		async (seed) => {
			const plan = planOf(seed);
			const played = await play(stage, plan);
			tally.add({ ...played, plan });
			expect(played.failures).toEqual([]);
		},
		TIME_MAX_MS
	);

	test(
		'on PostgreSQL, by two processes at once',
		async () => {
			const shared = await openPostgresStage(await preparedDatabase('postgres'));
			for (const seed of [1, 2, 3]) {
				const { events, failures } = await play(shared, planOf(seed));
				expect(failures).toEqual([]);
				expect(events).toBeGreaterThan(100);
			}
			await shared.close();
		},
		TIME_MAX_MS
	);

	test('and at least twenty kinds of things went wrong', () => {
		expect(tally.events).toBeGreaterThan(SEEDS * 300);
		expect(FAULT_KINDS.filter((kind) => tally.faults[kind] > 0).length).toBeGreaterThanOrEqual(20);
	});
});

test(
	'the same seed is the same history',
	async () => {
		const plan = { ...planOf(3), steps: 60 };
		expect(await play(stage, plan)).toEqual(await play(stage, plan));
	},
	TIME_MAX_MS
);

test.each(REGRESSIONS)('what seed $seed once found is found no more: $found', async (plan) => {
	expect((await play(stage, plan)).failures).toEqual([]);
});
