// Makes a demo center from the shell: npm run demo -- [--participations 30623] [--seed 1]
import { parseArgs } from 'node:util';
import { openApp } from '#server/app.ts';
import { configFrom } from '#server/config.ts';
import { isEmpty } from '#server/centers.ts';
import { foundDemo } from '#server/demo/demo.ts';
import { A_FEW, SEED } from '#server/demo/fill.ts';

const { values } = parseArgs({
	options: {
		participations: { type: 'string', default: String(A_FEW) },
		seed: { type: 'string', default: String(SEED) }
	}
});
const participations = Number(values.participations);
const seed = Number(values.seed);
if (!Number.isInteger(participations) || participations < 1 || !Number.isInteger(seed)) {
	console.error(
		'--participations and --seed take whole numbers, for example: --participations 30623'
	);
	process.exit(2);
}

const config = configFrom({ LOG_LEVEL: 'warn', ...process.env });
const app = await openApp(config);
const first = await isEmpty(app.store.reader);
console.log(
	`Filling a demo center with ${participations} participations in ${config.databaseUrl} …`
);
const made = await foundDemo(app, participations, seed, Date.now());
console.log(`
  ${made.programs} programs at ${made.sites} sites, ${made.sessions} sessions
  ${made.students} students, ${made.participations} participations, ${made.events} attendance records
  Sign in   ${config.origin}/sign-in
  E-mail    ${made.email}
  Password  ${made.password}
`);
if (!first) console.log('  There was a center here already; the demo center stands beside it.\n');
await app.close();
