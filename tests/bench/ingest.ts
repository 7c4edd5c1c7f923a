import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { DeviceId } from '#domain/id.ts';
import { PROTOCOL, PUSH_EVENTS_MAX, PushAnswer, type PushRequest } from '#domain/protocol.ts';
import { randomBytes } from '#server/keys.ts';
import { startServer, type RunningServer } from '../stage/server.ts';
import type { BareAnswer, BareOrder } from './bare-inserts.ts';
import { prepareCenter, type PreparedCenter } from './center.ts';
import { EventSource } from './event-batches.ts';
import { figure, median, progress, type Figure } from './figure.ts';
import { temporaryFolder } from './folder.ts';

const TABLETS = 4;
const ROUNDS = 7;
/** Each tablet's, in one round. */
const BATCHES = 40;
const EVENTS = TABLETS * BATCHES * PUSH_EVENTS_MAX;
const STUDENTS = 300;
/** Linux counts the time of processes in hundredths of a second. */
const TICK_MS = 10;

/**
 * How many events a second the product as it is served takes from tablets that hand in as fast as
 * they can, 200 at a time, beside what the bare database commits of the same rows.
 */
export async function* ingest(): AsyncGenerator<Figure> {
	await using stage = new AsyncDisposableStack();
	const server = await startServer({ DATABASE_URL: '', LOG_LEVEL: 'warn' });
	stage.defer(() => server.remove());
	const center = await prepareCenter(server, [], { others: STUDENTS });
	stage.defer(() => center.close());
	const tablets = await Promise.all(
		Array.from({ length: TABLETS }, () => Tablet.pair(server, center))
	);
	const bare = await Bare.open(stage, center);
	const pinned = [server.pid(), bare.pid].map((pid) => pin(pid, 0)).every(Boolean);
	if (pinned && cpus().length > 1) pin(process.pid, 1);

	progress(`Handing in ${EVENTS} events, ${ROUNDS + 1} times over, and inserting as many …`);
	const served: number[] = [];
	const inserted: number[] = [];
	const cpu: number[] = [];
	for (let round = 0; round <= ROUNDS; round++) {
		for (const tablet of tablets) tablet.prepare(BATCHES);
		const cpuBefore = cpuMs(server.pid());
		const from = performance.now();
		await Promise.all(tablets.map((tablet) => tablet.handIn()));
		const ms = performance.now() - from;
		const bareMs = await bare.insert(TABLETS * BATCHES);
		for (const tablet of tablets) tablet.check();
		// The first round only warms everything up.
		if (round === 0) continue;
		served.push((1000 * EVENTS) / ms);
		inserted.push((1000 * EVENTS) / bareMs);
		cpu.push((1000 * (cpuMs(server.pid()) - cpuBefore)) / EVENTS);
	}
	const kept = countKept(server);
	const sent = (ROUNDS + 1) * EVENTS;
	if (kept !== sent)
		throw new Error(`${sent} events were handed in, but ${kept} are in the ledger`);

	const notes =
		`${TABLETS} tablets over HTTP, ${PUSH_EVENTS_MAX} events a push, synchronous=FULL, median of ` +
		`${ROUNDS} interleaved rounds, ${pinned ? 'server and bare inserts pinned to one core' : 'not pinned to a core'}`;
	yield figure('ingest', 'events/s', median(served), median(inserted), notes);
	yield figure('ingest.cpu', 'µs/event', median(cpu), null, `of the server’s process; ${notes}`);
}

/** A paired tablet that does nothing but hand in. */
class Tablet {
	readonly #source: EventSource;
	readonly #address: string;
	readonly #cookie: string;
	/** One connection that is kept, as a browser does. */
	readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
	#bodies: string[] = [];
	#answers: string[] = [];
	#sent = 0;

	private constructor(server: RunningServer, center: PreparedCenter, cookie: string) {
		this.#source = new EventSource(center, randomBytes, Date.now());
		this.#address = `${server.origin}/api/v1/sync/push`;
		this.#cookie = cookie;
	}

	static async pair(server: RunningServer, center: PreparedCenter): Promise<Tablet> {
		const response = await fetch(`${server.origin}/api/v1/devices/enrol`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ protocol: PROTOCOL, code: await center.offer(), owes: null })
		});
		const [cookie] = response.headers.getSetCookie();
		if (!response.ok || !cookie) throw new Error(`Not paired: ${await response.text()}`);
		return new Tablet(server, center, cookie.split(';')[0] ?? '');
	}

	/** Writes the next batches down, so that doing so does not count. */
	prepare(batches: number): void {
		this.#answers = [];
		this.#bodies = Array.from({ length: batches }, () => {
			const events = this.#source.next();
			this.#sent += events.length;
			return JSON.stringify({
				protocol: PROTOCOL,
				incarnation: this.#source.incarnation,
				sentAt: Date.now(),
				lastSeq: this.#sent,
				unsent: events.length,
				health: { build: 'bench', persisted: true, free: 1e9, installed: true },
				events
			} satisfies PushRequest);
		});
	}

	/** One batch after the other: the next is sent when there is a receipt for the last. */
	async handIn(): Promise<void> {
		for (const body of this.#bodies) this.#answers.push(await this.#post(body));
	}

	/** Throws unless every event of the round was stored. */
	check(): void {
		for (const text of this.#answers) {
			const { results, ackedThrough } = v.parse(PushAnswer, JSON.parse(text));
			if (results.length !== PUSH_EVENTS_MAX || results.some(({ status }) => status !== 'stored')) {
				throw new Error(`Not all were stored; acknowledged through ${ackedThrough}`);
			}
		}
	}

	#post(body: string): Promise<string> {
		return new Promise((resolve, reject) => {
			const headers = {
				'content-type': 'application/json',
				'content-length': Buffer.byteLength(body),
				cookie: this.#cookie
			};
			request(this.#address, { method: 'POST', agent: this.#agent, headers }, (response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('end', () => resolve(Buffer.concat(parts).toString()));
			})
				.on('error', reject)
				.end(body);
		});
	}
}

/** The process that inserts without a product around it. */
class Bare {
	readonly #process: ReturnType<typeof fork>;

	private constructor(process: ReturnType<typeof fork>) {
		this.#process = process;
	}

	static async open(stage: AsyncDisposableStack, center: PreparedCenter): Promise<Bare> {
		const child = fork(fileURLToPath(new URL('bare-inserts.ts', import.meta.url)));
		const bare = new Bare(child);
		stage.defer(() => void child.kill('SIGKILL'));
		await bare.#ask({
			kind: 'open',
			path: join(temporaryFolder(stage), 'bare.db'),
			center: center.id,
			device: v.parse(DeviceId, crypto.randomUUID()),
			crowd: { sessions: center.sessions, participants: center.participants }
		});
		return bare;
	}

	get pid(): number {
		return this.#process.pid ?? 0;
	}

	/** How long so many transactions took, in ms. */
	async insert(batches: number): Promise<number> {
		return (await this.#ask({ kind: 'insert', batches })).ms;
	}

	async #ask(order: BareOrder): Promise<BareAnswer> {
		const ended = new AbortController();
		const end = () => ended.abort();
		this.#process.once('exit', end);
		this.#process.send(order);
		const [answer] = await once(this.#process, 'message', { signal: ended.signal });
		this.#process.off('exit', end);
		return answer;
	}
}

/** Binds all threads of a process to one core; false where that cannot be done. */
function pin(pid: number, core: number): boolean {
	const core_ = String(core);
	return spawnSync('taskset', ['-a', '-p', '-c', core_, String(pid)]).status === 0;
}

/** How long a process has been computing so far; NaN where nobody says. */
function cpuMs(pid: number): number {
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
		return TICK_MS * (Number(fields[11]) + Number(fields[12]));
	} catch {
		return NaN;
	}
}

function countKept(server: RunningServer): unknown {
	const database = new DatabaseSync(join(server.dataDir, 'haebom.db'), { readOnly: true });
	const { count } = database.prepare('select count(*) as count from ledger').get() ?? {};
	database.close();
	return count;
}
