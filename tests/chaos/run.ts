// Kills real browsers and a real server under load, and counts what is lost and what is counted twice:
// npm run chaos -- --minutes 25 [--kills 200] [--seed 1] [--postgres postgres://…]
import { parseArgs } from 'node:util';
import { chaos } from './chaos.ts';

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

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

console.log(
	`Seed ${seed}; the same seed makes the same choices, in as far as the machine's pace does.`
);
const outcome = await chaos(
	{
		seed,
		kills,
		ms: minutes * 60_000,
		...(values.postgres ? { postgres: values.postgres } : {})
	},
	(progress) => console.log(progress)
);
const { reached, indeterminate, stuck, aside } = outcome;
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
for (const name of stuck) console.log(`Still owes something: ${name}`);

const { browserKills, serverKills, acknowledged } = outcome;
const [lost, double] = [outcome.lost.length, outcome.double.length];
console.log(JSON.stringify({ browserKills, serverKills, acknowledged, lost, double }));
process.exit(lost + double + stuck.length === 0 ? 0 : 1);
