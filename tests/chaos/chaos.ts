import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mint, type Token } from '#domain/token.ts';
import { openStore } from '#server/database/store.ts';
import { silent } from '#server/log.ts';
import { prepareCenter } from '../bench/center.ts';
import { numbersFrom, randomFrom } from '../random.ts';
import { startServer, type RunningServer } from '../stage/server.ts';
import { Book } from './book.ts';
import { Findings } from './findings.ts';
import { openHistory } from './history.ts';
import { reckon, type Reckoning } from './reckoning.ts';
import { storm, type Damage, type Plan } from './storm.ts';
import { Tablet } from './tablet.ts';
import { Wire } from './wire.ts';

/** As many as two cores can start again and again. */
const TABLETS = 2;
/** More than can come in a minute to all of them. */
const STUDENTS_A_MINUTE = 300;
const STUDENTS_MIN = 30;
const HOME_MS_MAX = 90_000;
const LOOK_EVERY_MS = 200;

export interface Outcome extends Reckoning, Damage {
	/** What did not come within its limit: doors that did not open, and tablets that owe something to the end. */
	readonly stuck: readonly string[];
	/** Where all that happened is written down. */
	readonly history: string;
}

/**
 * Kills tablets and the server at random and at named moments, over bad wires, while people show badges; then
 * lets everything heal, and compares what screens said with what the center has. Once there are tablets it
 * comes to that comparison whatever happens.
 */
export async function chaos(plan: Plan, tell: (progress: string) => void): Promise<Outcome> {
	const folder = mkdtempSync(join(tmpdir(), 'haebom-chaos-'));
	const history = openHistory(String(plan.seed));
	const { seed, ms, kills } = plan;
	history.note('begins', { seed, ms, kills, postgres: plan.postgres !== undefined });
	const server = await startServer({
		NODE_OPTIONS: `--import=${resolve('tests/chaos/failpoints.ts')}`,
		LOG_LEVEL: 'error',
		...(plan.postgres ? { DATABASE_URL: plan.postgres } : {})
	});
	const url = plan.postgres ?? `sqlite:${server.dataDir}/haebom.db`;
	const tablets: Tablet[] = [];
	try {
		for (let index = 0; index < TABLETS; index++) {
			const wire = await Wire.lay(server.origin, numbersFrom(plan.seed * 1000 + index));
			tablets.push(new Tablet(`tablet ${index + 1}`, join(folder, `profile-${index}`), wire));
		}
		const tokens = tokensFor(plan);
		tell(`A center with ${tokens.length} students; pairing ${TABLETS} tablets …`);
		await pair(tablets, server, url, tokens);
		const book = new Book(tokens);
		const findings = new Findings(history, server);
		const damage = await storm(plan, { server, tablets, book, history, findings, folder }, tell);
		tell('Everything heals; waiting until no tablet owes anything …');
		// A harness that failed may have left it where it fell.
		if (damage.broken.length > 0) await restart(server, findings);
		await Promise.all(tablets.map((tablet) => heal(tablet, findings)));
		const store = await openStore(url, silent);
		const outcome = { ...(await reckon(book, store)), ...damage, stuck: findings.stuck };
		await store.close();
		history.note('ends', outcome);
		return { ...outcome, history: history.path };
	} finally {
		await Promise.all(tablets.map((tablet) => tablet.remove()));
		await server.remove();
		// What is left of a killed browser may be writing still.
		rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
	}
}

function tokensFor({ seed, ms }: Plan): Token[] {
	const random = randomFrom(seed);
	const length = STUDENTS_MIN + Math.ceil((ms / 60_000) * STUDENTS_A_MINUTE);
	return Array.from({ length }, () => mint(random));
}

async function pair(
	tablets: readonly Tablet[],
	server: RunningServer,
	url: string,
	tokens: readonly Token[]
): Promise<void> {
	const center = await prepareCenter(server, tokens, { url });
	await Promise.all(
		tablets.map(async (tablet) => tablet.pair(await center.offer(), tokens.length))
	);
	// Nobody but the server holds the database while it is killed.
	await center.close();
}

/** Takes all faults away from a tablet, starts it, and sees whether it hands in all that it owes. */
async function heal(tablet: Tablet, findings: Findings): Promise<void> {
	tablet.wire.faultsPercent = 0;
	tablet.wire.plug();
	try {
		const settled = (await tablet.boot()).locator('[data-owing="false"]');
		for (const until = Date.now() + HOME_MS_MAX; Date.now() < until; await sleep(LOOK_EVERY_MS)) {
			if ((await settled.count()) > 0) return;
		}
		await findings.look(tablet, 'still owes something');
	} catch (error) {
		await findings.look(tablet, `does not open where all is well: ${String(error)}`);
	}
}

async function restart(server: RunningServer, findings: Findings): Promise<void> {
	await server.kill();
	await server.start().catch(() => findings.despair('the server does not start again'));
}
