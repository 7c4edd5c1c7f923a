import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mint } from '#domain/token.ts';
import { openStore } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { prepareCenter } from '../bench/center.ts';
import { numbersFrom } from '../random.ts';
import { startServer, type RunningServer } from '../stage/server.ts';
import { Book } from './book.ts';
import type { Failpoint } from './failpoint.ts';
import { openHistory } from './history.ts';
import { Lives } from './lives.ts';
import { Outages } from './outages.ts';
import { reckon, type Reckoning } from './reckoning.ts';
import { Film, Keys } from './showing.ts';
import { Tablet } from './tablet.ts';
import { Wire } from './wire.ts';

const TABLETS = 3;
/** More than can come in a minute. */
const STUDENTS_A_MINUTE = 300;
const FAULTS_PERCENT = 25;
const HOME_MS_MAX = 90_000;
/** From this long on there is time for what takes long. */
const PATIENT_FROM_MS = 3 * 60_000;
const LOOK_EVERY_MS = 200;
const TELL_EVERY_MS = 5_000;

export interface Plan {
	readonly seed: number;
	readonly ms: number;
	/** It is enough when so many browsers and so many servers were killed. */
	readonly kills: number;
	/** An empty database; without one the server has its own. */
	readonly postgres?: string;
}

export interface Outcome extends Reckoning {
	readonly browserKills: number;
	readonly serverKills: number;
	/** Servers that died at a named moment of taking in events. */
	readonly reached: Readonly<Record<Failpoint, number>>;
	readonly faults: number;
	/** Tablets that still owed something long after everything had healed. */
	readonly stuck: readonly string[];
	readonly history: string;
}

/**
 * Kills tablets and the server at random and at named moments, over bad wires, while people show badges; then
 * lets everything heal, and compares what screens said with what the center has.
 */
export async function chaos(plan: Plan, tell: (progress: string) => void): Promise<Outcome> {
	const folder = mkdtempSync(join(tmpdir(), 'haebom-chaos-'));
	const history = openHistory(`.cache/chaos/${plan.seed}.jsonl`);
	history.note('begins', { ...plan });
	const server = await startServer({
		NODE_OPTIONS: `--import=${resolve('tests/chaos/failpoints.ts')}`,
		LOG_LEVEL: 'error',
		...(plan.postgres ? { DATABASE_URL: plan.postgres } : {})
	});
	const url = plan.postgres ?? `sqlite:${server.dataDir}/haebom.db`;
	const tablets: Tablet[] = [];
	try {
		const count = TABLETS * Math.ceil(10 + (plan.ms / 60_000 / TABLETS) * STUDENTS_A_MINUTE);
		const tokens = Array.from({ length: count }, () => mint(randomBytes));
		const book = new Book(tokens);
		const faults = { count: 0 };
		tell(`A center with ${count} students; pairing ${TABLETS} tablets …`);
		tablets.push(...(await pairedTablets(server, url, tokens, plan.seed, folder)));
		for (const { name, wire } of tablets) {
			wire.onFault = (fault) => {
				faults.count++;
				history.note('wire', { tablet: name, fault });
			};
		}
		const patient = plan.ms >= PATIENT_FROM_MS;
		const outages = new Outages(server, numbersFrom(plan.seed), history, patient);
		const lives = tablets.map(
			(tablet, index) =>
				new Lives({
					tablet,
					book,
					showing: index === 0 ? new Film(join(folder, 'film.y4m')) : new Keys(tablet),
					students: book.students.filter((_, place) => place % TABLETS === index),
					chance: numbersFrom(plan.seed * 100 + index),
					history,
					patient
				})
		);
		const kills = () => lives.reduce((sum, life) => sum + life.kills, 0);
		const began = Date.now();
		const ended = () =>
			Date.now() - began > plan.ms || (kills() >= plan.kills && outages.kills >= plan.kills);
		const telling = setInterval(() => {
			const s = Math.round((Date.now() - began) / 1000);
			tell(
				`${s} s: ${kills()} browsers and ${outages.kills} servers killed, ` +
					`${faults.count} requests spoilt, ${book.acknowledged} check-ins seen green`
			);
		}, TELL_EVERY_MS);
		for (const { wire } of tablets) wire.faultsPercent = FAULTS_PERCENT;
		try {
			await Promise.all([outages.go(ended), ...lives.map((life) => life.go(ended))]);
		} finally {
			clearInterval(telling);
		}
		tell('Everything heals; waiting until no tablet owes anything …');
		const stuck = await heal(tablets);
		const store = await openStore(url, silent);
		const reckoning = await reckon(book, store);
		await store.close();
		const counts = { browserKills: kills(), serverKills: outages.kills, faults: faults.count };
		const outcome = { ...reckoning, ...counts, reached: outages.reached, stuck };
		history.note('ends', outcome);
		return { ...outcome, history: history.path };
	} finally {
		await Promise.all(tablets.map((tablet) => tablet.remove()));
		await server.remove();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function pairedTablets(
	server: RunningServer,
	url: string,
	tokens: Parameters<typeof prepareCenter>[1],
	seed: number,
	folder: string
): Promise<Tablet[]> {
	const center = await prepareCenter(server, tokens, { url });
	const tablets = await Promise.all(
		Array.from({ length: TABLETS }, async (_, index) => {
			const wire = await Wire.lay(server.origin, numbersFrom(seed * 1000 + index));
			const name = `tablet ${index + 1}`;
			const tablet = new Tablet(name, join(folder, `profile-${index}`), wire);
			await tablet.pair(await center.offer(), tokens.length);
			return tablet;
		})
	);
	// Nobody but the server holds the database while it is killed.
	await center.close();
	return tablets;
}

/** Takes all faults away, starts all tablets, and names those that still owe something after a long time. */
async function heal(tablets: readonly Tablet[]): Promise<string[]> {
	const owing = await Promise.all(
		tablets.map(async (tablet) => {
			tablet.wire.faultsPercent = 0;
			tablet.wire.plug();
			const page = await tablet.boot();
			const settled = page.locator('[data-owing="false"]');
			for (const until = Date.now() + HOME_MS_MAX; Date.now() < until; await sleep(LOOK_EVERY_MS)) {
				if ((await settled.count()) > 0) return [];
			}
			return [tablet.name];
		})
	);
	return owing.flat();
}
