// Plays histories until one breaks a promise, and says by which check it was found.
import { rmSync } from 'node:fs';
import type { Caught } from './hunt.ts';
import { play, planOf } from './play.ts';
import { openTemplate } from './template.ts';

/** Short: what a variant breaks, it breaks soon, in one history or another. */
const STEPS = 100;
/** How Node ends what waits for something that nobody will do. */
const STUCK = 13;

let caught: Caught = { check: null, events: 0, seeds: 0 };
// Nothing is left that could happen, and the history has not ended.
process.on('exit', (code) => {
	if (code !== STUCK) return;
	process.stdout.write(JSON.stringify({ ...caught, check: 'nothing is stuck' }));
	process.exitCode = 0;
});
const most = Number(process.argv[2]);
const template = await openTemplate();
for (let seed = 1; seed <= most && !caught.check; seed++) {
	const { events, failures } = await play(template, { ...planOf(seed), steps: STEPS });
	const check = failures[0]?.check ?? null;
	caught = { check, events: caught.events + events, seeds: seed };
}
rmSync(template.folder, { recursive: true, force: true });
process.stdout.write(JSON.stringify(caught));
process.exit();
