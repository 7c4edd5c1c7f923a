// Simulates centers, tablets and what goes wrong: npm run simulate -- [--events 100000] [--seed 1] [--postgres]
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { startPostgres } from '../stage/postgres.ts';
import { Crew } from './crew.ts';
import { FAULT_KINDS } from './faults.ts';
import { planOf } from './play.ts';
import { shrink } from './shrink.ts';
import { Tally } from './tally.ts';
import { openSqliteStage } from './stage.ts';
import type { Report } from './worker.ts';

const TOLD_EVERY_SEEDS = 100;
const FAILED_MAX = 5;
/** Most of the time they wait for PostgreSQL. */
const PROCESSES_PER_CORE = 2;

const { values } = parseArgs({
	options: {
		events: { type: 'string', default: '100000' },
		seed: { type: 'string', default: '1' },
		postgres: { type: 'boolean', default: false }
	}
});
const wanted = Number(values.events);
const first = Number(values.seed);
if (!Number.isInteger(wanted) || wanted < 1 || !Number.isInteger(first)) {
	console.error('--events takes a whole number from 1 on, --seed a whole number');
	process.exit(2);
}

const tally = new Tally();
const postgres = values.postgres ? await startPostgres() : null;
const cores = availableParallelism();
const crew = new Crew(cores * (postgres ? PROCESSES_PER_CORE : 1), postgres?.url ?? null);
const began = performance.now();
let seed = first;
await crew.play(
	() => planOf(seed++),
	(report) => {
		tally.add(report);
		if (report.failures.length > 0) tell(report);
		if (tally.seeds % TOLD_EVERY_SEEDS === 0) say(`${tally.seeds} seeds, ${tally.events} events`);
		return tally.events < wanted && tally.failed.length < FAILED_MAX;
	}
);
crew.close();
await postgres?.remove();
const seconds = Number(((performance.now() - began) / 1000).toFixed(1));

// What several processes do at once happens once only.
if (!postgres) for (const report of tally.failed) await explain(report);
say('\nWhat went wrong, and how often:');
for (const kind of FAULT_KINDS) say(`  ${kind.padEnd(40)} ${tally.faults[kind]}`);
say(
	tally.failed.length === 0
		? `\nNothing was found in ${tally.events} events of ${tally.seeds} histories.`
		: `\n${tally.failed.length} histories broke a promise.`
);
console.log(
	JSON.stringify({
		events: tally.events,
		seeds: tally.seeds,
		faults: tally.faults,
		lost: tally.count('lost'),
		double: tally.count('double'),
		stuck: tally.count('stuck'),
		other: tally.count('other'),
		seconds
	})
);
process.exit(tally.failed.length === 0 ? 0 : 1);

function tell({ plan, failures }: Report): void {
	say(`Seed ${plan.seed}:`);
	for (const { check, detail } of failures.slice(0, 3)) say(`  not so: ${check} (${detail})`);
}

async function explain({ plan, kinds }: Report): Promise<void> {
	const stage = await openSqliteStage();
	say(
		`Seed ${plan.seed}, as small as it gets: ${JSON.stringify(await shrink(stage, plan, kinds))}`
	);
	await stage.close();
}

function say(text: string): void {
	console.log(text);
}
