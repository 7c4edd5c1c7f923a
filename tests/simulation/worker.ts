// Plays plans for whoever started this process, one after the other, each on a copy of one database.
import { rmSync } from 'node:fs';
import { play, type Plan, type Played } from './play.ts';
import { openTemplate } from './template.ts';

/** What became of a plan. */
export type Report = Played & { readonly plan: Plan };

const template = await openTemplate();
process.on('message', async (plan: Plan) => {
	const played = await play(template, plan);
	process.send?.({ ...played, plan } satisfies Report);
});
process.on('disconnect', () => {
	rmSync(template.folder, { recursive: true, force: true });
	process.exit();
});
process.send?.('ready');
