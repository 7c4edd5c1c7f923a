// Kills real browsers and a real server under load, and counts what is lost and what is counted twice:
// npm run chaos -- --minutes 25 [--kills 200] [--seed 1] [--postgres postgres://…]
import { inspect, parseArgs } from 'node:util';
import { chaos, type Outcome } from './chaos.ts';

const { values } = parseArgs({
	options: {
		minutes: { type: 'string', default: '25' },
		kills: { type: 'string', default: '1000000' },
		seed: { type: 'string', default: String(Date.now() % 1_000_000) },
		postgres: { type: 'string' }
	}
});
const minutes = Number(values.minutes);
const kills = Number(values.kills);
const seed = Number(values.seed);
if (!(minutes > 0) || !(kills > 0) || !Number.isInteger(seed)) {
	console.error('--minutes and --kills take numbers above 0, --seed a whole number');
	process.exit(2);
}

/** What failed in the harness itself. What it did until then is reckoned all the same. */
const broken: string[] = [];
const ending = new AbortController();
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
	process.on(event, (error: unknown) => {
		broken.push(inspect(error));
		ending.abort();
	});
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		// Whoever asks twice does not want to wait.
		if (ending.signal.aborted) process.exit(1);
		broken.push(`Ended by ${signal}`);
		ending.abort();
	});
}

console.log(
	`Seed ${seed}; the same seed makes the same choices, in as far as the machine's pace does.`
);
const plan = {
	...{ seed, kills, ms: minutes * 60_000, signal: ending.signal },
	...(values.postgres ? { postgres: values.postgres } : {})
};
const outcome = await chaos(plan, (progress) => console.log(progress)).catch((error: unknown) => {
	broken.push(inspect(error));
	return null;
});
broken.push(...(outcome?.broken ?? []));
if (outcome) explain(outcome);
for (const error of broken) console.log(`The harness failed: ${error}`);
console.log(JSON.stringify(figures(outcome)));
process.exit(outcome && broken.length === 0 && holds(outcome) ? 0 : 1);

function explain({ reached, indeterminate, aside, ...outcome }: Outcome): void {
	console.log(
		`Servers died with events in the transaction: ${reached['before-insert'] + reached['before-commit']}, ` +
			`after the commit and before the answer: ${reached['after-commit']}.`
	);
	console.log(
		`Badges shown of which nobody saw the result: ${indeterminate.there} at the center, ` +
			`${indeterminate.absent} not. Set aside: ${aside}. What happened stands in ${outcome.history}.`
	);
	for (const id of outcome.lost) console.log(`Lost: ${id}`);
	for (const id of outcome.double) console.log(`Counted twice: ${id}`);
	for (const finding of outcome.stuck) console.log(`Stuck: ${finding}`);
}

/** What was not reckoned is not nothing: it is not known. */
function figures(outcome: Outcome | null) {
	const { browserKills = 0, serverKills = 0, acknowledged = 0, lost, double } = outcome ?? {};
	return {
		...{ browserKills, serverKills, acknowledged },
		...{ lost: lost?.length ?? null, double: double?.length ?? null }
	};
}

function holds({ lost, double, stuck }: Outcome): boolean {
	return lost.length + double.length + stuck.length === 0;
}
