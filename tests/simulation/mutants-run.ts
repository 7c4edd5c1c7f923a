// Plays builds that lack one precaution each; every one must be found: npm run mutants -- [--seeds 400]
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { control, hunt } from './hunt.ts';
import { MUTANTS } from './mutants.ts';

const NAME_WIDTH = 56;

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '400' } } });
const seeds = Number(values.seeds);
if (!Number.isInteger(seeds) || seeds < 1) {
	console.error('--seeds takes a whole number from 1 on');
	process.exit(2);
}

let caught = 0;
const waiting = [...MUTANTS];
await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(JSON.stringify({ variants: MUTANTS.length, caught }));
process.exit(caught === MUTANTS.length ? 0 : 1);

async function work(): Promise<void> {
	for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
		const { check, events, seeds: played } = await hunt(mutant, seeds);
		const found = check
			? `caught: ${check}, after ${events} events in ${played} histories`
			: `NOT CAUGHT in ${events} events`;
		const sound = check ? await control(mutant, played) : null;
		const doubt = sound?.check ? `, BUT SO IS THE PRODUCT ITSELF: ${sound.check}` : '';
		console.log(`${mutant.name.padEnd(NAME_WIDTH)} ${found}${doubt}`);
		if (check && !doubt) caught += 1;
	}
}
