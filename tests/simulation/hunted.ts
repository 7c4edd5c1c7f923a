// Plays histories until one breaks a promise, and says by which check it was found.
import type { Caught } from './hunt.ts';
import { MUTANTS } from './mutants.ts';
import { play, planOf } from './play.ts';
import { openSqliteStage } from './stage.ts';

let caught: Caught = { check: null, events: 0, seeds: 0 };
const most = Number(process.argv[2]);
const only = MUTANTS.find(({ name }) => name === process.env['MUTANT'])?.under ?? null;
const stage = await openSqliteStage();
for (let seed = 1; seed <= most && !caught.check; seed++) {
	const { events, failures } = await play(stage, { ...planOf(seed), only });
	const check = failures[0]?.check ?? null;
	caught = { check, events: caught.events + events, seeds: seed };
}
await stage.close();
process.stdout.write(JSON.stringify(caught));
process.exit();
