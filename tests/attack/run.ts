// Attacks what people answer, at simulated centers: npm run attack -- [--sessions 1000] [--seed 1]
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { PRODUCT } from './build.ts';
import { CLUES } from './clues.ts';
import { Crew } from './crew.ts';
import { attack, isBroken, isHeld, strongest, type Success } from './verdict.ts';
import { WEAKENED } from './weakened.ts';

const NAME_WIDTH = 60;
/** How many sessions of a weakened build are enough to break it. */
const WEAKENED_SESSIONS = 40;

const { values } = parseArgs({
	options: {
		sessions: { type: 'string', default: '1000' },
		seed: { type: 'string', default: '1' }
	}
});
const sessions = Number(values.sessions);
const seed = Number(values.seed);
if (!Number.isInteger(sessions) || sessions < 20 || !Number.isInteger(seed)) {
	console.error('--sessions takes a whole number from 20 on, --seed a whole number');
	process.exit(2);
}

const crew = new Crew(Math.min(4, availableParallelism()));
const clues = Object.values(CLUES);
console.log(`Playing ${sessions} sessions of the product, and copying everything …`);
const played = await crew.play(PRODUCT, sessions, seed);
const product = attack(played.rating, clues);
say('whose answer a row is', product);
say('who wrote a comment', attack(played.comment, clues));
const best = strongest(played.rating);
say(`best clue by itself: ${best.name}`, best);

console.log('\nThe same attack on builds that lack one precaution each:');
let broken = 0;
for (const build of WEAKENED) {
	const weak = await crew.play(build, WEAKENED_SESSIONS * build.effort, seed);
	const success = attack(weak[build.target], clues);
	say(build.name, success);
	if (!isBroken(success)) continue;
	broken += 1;
	console.log(`${' '.repeat(NAME_WIDTH)} by: ${strongest(weak[build.target]).name}`);
}
await crew.close();

const { linked, chance, interval } = product;
const figure = { sessions, linked, chance, interval, weakened: WEAKENED.length, broken };
console.log(
	JSON.stringify(figure, (_, value) => (typeof value === 'number' ? rounded(value) : value))
);
process.exit(isHeld(product) && broken === WEAKENED.length ? 0 : 1);

function say(name: string, { linked, chance, interval: [from, to], rows }: Success): void {
	const range = `${percent(from)} to ${percent(to)}`;
	console.log(
		`${name.padEnd(NAME_WIDTH)} named rightly ${percent(linked)} (${range}) of ${rows}; by chance ${percent(chance)}`
	);
}

function percent(share: number): string {
	return `${(100 * share).toFixed(1)} %`;
}

function rounded(value: number): number {
	return Number(value.toFixed(4));
}
