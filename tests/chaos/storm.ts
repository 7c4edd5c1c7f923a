import { join } from 'node:path';
import { inspect } from 'node:util';
import { numbersFrom } from '../random.ts';
import type { RunningServer } from '../stage/server.ts';
import type { Book } from './book.ts';
import type { Failpoint } from './failpoint.ts';
import type { Findings } from './findings.ts';
import type { History } from './history.ts';
import { Lives } from './lives.ts';
import { Outages } from './outages.ts';
import { Film, Keys } from './showing.ts';
import type { Tablet } from './tablet.ts';

const FAULTS_PERCENT = 25;
/** From this long on there is time for what takes long. */
const PATIENT_FROM_MS = 3 * 60_000;
const TELL_EVERY_MS = 5_000;

export interface Plan {
	readonly seed: number;
	readonly ms: number;
	/** It is enough when so many browsers and so many servers were killed. */
	readonly kills: number;
	/** An empty database; without one the server has its own. */
	readonly postgres?: string;
	/** Ends it before its time; what happened until then is reckoned. */
	readonly signal?: AbortSignal;
}

/** What was done to a center's machines. */
export interface Damage {
	readonly browserKills: number;
	readonly serverKills: number;
	/** Servers that died at a named moment of taking in events. */
	readonly reached: Readonly<Record<Failpoint, number>>;
	/** Requests that did not get through as they were. */
	readonly faults: number;
	/** What failed in the harness itself, and ended the storm. */
	readonly broken: readonly string[];
}

/** Everything that it hits. */
export interface Scene {
	readonly server: RunningServer;
	readonly tablets: readonly Tablet[];
	readonly book: Book;
	readonly history: History;
	readonly findings: Findings;
	readonly folder: string;
}

/** Kills tablets and the server, and spoils what is between them, for as long as the plan says. */
export async function storm(
	plan: Plan,
	scene: Scene,
	tell: (progress: string) => void
): Promise<Damage> {
	const { server, tablets, book, history, findings } = scene;
	const patient = plan.ms >= PATIENT_FROM_MS;
	const outages = new Outages(server, numbersFrom(plan.seed), history, findings, patient);
	const lives = livesOf(plan, scene, patient);
	let faults = 0;
	for (const { name, wire } of tablets) {
		wire.faultsPercent = FAULTS_PERCENT;
		wire.onFault = (fault) => {
			faults++;
			history.note('wire', { tablet: name, fault });
		};
	}
	const kills = () => lives.reduce((sum, life) => sum + life.kills, 0);
	const began = Date.now();
	const broken: string[] = [];
	const ended = () =>
		broken.length > 0 ||
		plan.signal?.aborted === true ||
		findings.hopeless ||
		Date.now() - began > plan.ms ||
		(kills() >= plan.kills && outages.kills >= plan.kills);
	const telling = setInterval(() => {
		const s = Math.round((Date.now() - began) / 1000);
		tell(
			`${s} s: ${kills()} browsers and ${outages.kills} servers killed, ` +
				`${faults} requests spoilt, ${book.acknowledged} check-ins seen green`
		);
	}, TELL_EVERY_MS);
	await Promise.all(
		// The others come to their end, too, before anything is healed or cleared away under them.
		[outages, ...lives].map((one) =>
			one.go(ended).catch((error: unknown) => broken.push(inspect(error)))
		)
	);
	clearInterval(telling);
	const { reached } = outages;
	return { browserKills: kills(), serverKills: outages.kills, reached, faults, broken };
}

/** Each tablet has people of its own. The first sees them, the others hear a scanner. */
function livesOf(
	{ seed }: Plan,
	{ tablets, book, history, findings, folder }: Scene,
	patient: boolean
): Lives[] {
	return tablets.map(
		(tablet, index) =>
			new Lives({
				tablet,
				book,
				showing: index === 0 ? new Film(join(folder, 'film.y4m')) : new Keys(tablet),
				students: book.students.filter((_, place) => place % tablets.length === index),
				chance: numbersFrom(seed * 100 + index),
				history,
				findings,
				patient
			})
	);
}
