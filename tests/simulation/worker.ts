// Plays plans for whoever started this process, one after the other.
import { play, type Plan, type Played } from './play.ts';
import { openPostgresStage, openSqliteStage } from './stage.ts';

/** What became of a plan. */
export type Report = Played & { readonly plan: Plan };

const url = process.env['SIMULATED_ON'];
const stage = await (url ? openPostgresStage(url) : openSqliteStage());
process.on('message', async (plan: Plan) => {
	const played = await play(stage, plan);
	process.send?.({ ...played, plan } satisfies Report);
});
process.on('disconnect', async () => {
	await stage.close();
	process.exit();
});
process.send?.('ready');
