import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { WHOLE_DUTY } from '#domain/duty.ts';
import { httpUplink } from '#kiosk/uplink.ts';
import { found } from '#server/centers.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { openKeys } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { offerPairing } from '#server/pairings.ts';
import { openStaffDesk } from '#server/staff.ts';
import { join } from '#server/staff/members.ts';
import { prepare, SOMEBODY } from '../server/center.ts';
import { PASSWORD, signIn } from '../server/colleagues.ts';
import { watchBoard, type Watcher } from '../stage/board.ts';
import { startPostgres, type RunningPostgres } from '../stage/postgres.ts';
import { openRelay, type Relay } from '../stage/relay.ts';
import { freePort, startServer, type RunningServer } from '../stage/server.ts';
import { attempt, recorded } from './stage.ts';
import { Clock, tablet, type Tablet } from './tablet.ts';

const SECRET_KEY = '5e'.repeat(32);
const TABLETS = 6;
const WATCHERS = 4;
/** Each starts anew; both databases recover; the machine may have other work to do. */
const IN_TIME = { timeout: 60_000 };

let postgres: RunningPostgres;
let relay: Relay;
let servers: [RunningServer, RunningServer];
let store: Store;

beforeAll(async () => {
	postgres = await startPostgres();
	const url = postgres.url;
	const port = await freePort();
	const start = () =>
		startServer({
			DATABASE_URL: url,
			SECRET_KEY,
			HOST: '127.0.0.1',
			ORIGIN: `http://localhost:${port}`,
			LOG_LEVEL: 'silent'
		});
	// Together, and on an empty database.
	servers = await Promise.all([start(), start()]);
	relay = await openRelay(
		servers.map(({ origin }) => Number(new URL(origin).port)),
		{ port }
	);
	store = await openStore(url, silent);
}, 60_000);

afterAll(async () => {
	await store.close();
	await relay.close();
	await Promise.all(servers.map((server) => server.remove()));
	await postgres.remove();
});

/** A center whose session is on now, with tablets at its door and staff before the board. */
async function openDoor() {
	const origin = `http://localhost:${relay.port}`;
	const keys = openKeys('', SECRET_KEY);
	const now = Date.now();
	const center = await store.write((trx) => found(trx, { name: '', demo: true }, now));
	const { bakery } = await prepare(store, keys, center, now);
	const tablets: Tablet[] = [];
	for (let n = 1; n <= TABLETS; n++) {
		const kiosk = tablet(httpUplink(browser(origin)), new Clock(now), n);
		const about = { center, site: bakery, deviceName: `태블릿 ${n}`, duty: WHOLE_DUTY };
		await kiosk.pair((await offerPairing(store, about, SOMEBODY, Date.now())).code);
		await kiosk.refresh();
		tablets.push(kiosk);
	}
	const desk = openStaffDesk(store, keys, origin);
	const email = 'staff@haebom.example';
	const id = await desk.add({ name: '담당자', email, password: PASSWORD });
	await store.write((trx) => join(trx, center, id, { role: 'administrator' }));
	const cookie = (await signIn(desk, { ...SOMEBODY, email })).get('cookie') ?? '';
	const watchers = Array.from({ length: WATCHERS }, () => watchBoard(origin, cookie));
	onTestFinished(async () => void (await Promise.all(watchers.map((each) => each.leave()))));
	return { center, tablets, watchers };
}

/** A browser as far as a tablet needs one: it keeps the cookie. */
function browser(origin: string): typeof fetch {
	const jar = new Map<'cookie', string>();
	return async (path, init) => {
		const headers = new Headers([...new Headers(init?.headers), ...jar]);
		const response = await fetch(`${origin}${String(path)}`, { ...init, headers });
		const [set] = response.headers.getSetCookie();
		if (set) jar.set('cookie', set.split(';')[0] ?? '');
		return response;
	};
}

/** Lets people in and hands them in, over and over, whatever the network says, until it is told to end. */
async function work(kiosk: Tablet, over: AbortSignal): Promise<void> {
	while (!over.aborted) {
		await kiosk.admit();
		await attempt(kiosk.drain);
	}
}

/** How many the board shows as having come. */
function arrived(watcher: Watcher): number {
	const { sessions = [], unplaced = [] } = watcher.seen() ?? {};
	const people = [...sessions.flatMap((each) => each.people), ...unplaced];
	return people.filter(({ arrivedAt }) => arrivedAt !== null).length;
}

test('a process with another key, or with no way to the database, says so and does not start', async () => {
	const env = { DATABASE_URL: postgres.url, SECRET_KEY: 'f0'.repeat(32), HOST: '127.0.0.1' };
	await expect(startServer(env)).rejects.toThrow(/The database was begun with another key\./);
	const nowhere = postgres.url.replace(/\/postgres$/, '/nowhere');
	await expect(startServer({ ...env, DATABASE_URL: nowhere })).rejects.toThrow(
		/does not let us in: database "nowhere" does not exist\. Check DATABASE_URL\.$/m
	);
});

/** Faults, each in the midst of the work of all tablets. */
async function strike(): Promise<void> {
	const [one, other] = servers;
	const progress = async () => {
		const rows = async () => {
			const { count } = await store.reader
				.selectFrom('ledger')
				.select(({ fn }) => fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow();
			return count;
		};
		let before: number | null = null;
		await expect
			.poll(async () => {
				// The first question may meet a connection that has just been cut.
				const now = await rows().catch(() => null);
				before ??= now;
				return now !== null && before !== null && now - before;
			}, IN_TIME)
			.toBeGreaterThan(10);
	};
	await progress();
	await one.kill();
	await progress();
	await one.start();
	await sql`select pg_terminate_backend(pid) from pg_stat_activity
		where application_name like 'haebom%' and pid <> pg_backend_pid()`.execute(store.reader);
	await progress();
	await postgres.kill();
	await postgres.start();
	await progress();
	await other.kill();
	await progress();
	await other.start();
	relay.cut();
	await progress();
}

test('two processes behind a balancer, killed in turn with their database: nothing is lost, nothing twice', async () => {
	const { center, tablets, watchers } = await openDoor();
	const over = new AbortController();
	const working = tablets.map((kiosk) => work(kiosk, over.signal));
	await strike();
	over.abort();
	await Promise.all(working);
	for (const kiosk of tablets) {
		await expect
			.poll(async () => {
				await attempt(kiosk.drain);
				return kiosk.journal.unsent();
			}, IN_TIME)
			.toBe(0);
	}

	const rows = await store.reader
		.selectFrom('ledger')
		.select(['position', 'id', 'incarnation', 'seq'])
		.where('center_id', '=', center)
		.orderBy('position')
		.execute();
	expect(rows).toHaveLength(recorded(tablets));
	expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
	expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
	for (const own of Map.groupBy(rows, ({ incarnation }) => incarnation).values()) {
		const seqs = own.map(({ seq }) => seq).toSorted((a, b) => a - b);
		expect(seqs).toEqual(seqs.map((_, index) => index + 1));
	}
	const aside = await store.reader.selectFrom('quarantine').select('digest').execute();
	expect(aside).toEqual([]);

	for (const watcher of watchers) {
		await expect.poll(() => arrived(watcher), IN_TIME).toBe(rows.length);
		expect(watcher.visits()).toBeGreaterThan(1);
	}
}, 240_000);
