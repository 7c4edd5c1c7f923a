import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { offerPairing } from '#server/pairings.ts';
import { HOUR, START } from '../domain/people.ts';
import { numbersFrom } from '../random.ts';
import { CALM, Network } from '../sync/network.ts';
import type { Build, Target } from './build.ts';
import { foundCenter, type SimulatedCenter } from './center.ts';
import { Clock } from './clock.ts';
import { Copies, spotsIn } from './copies.ts';
import { Days } from './days.ts';
import { DiskLog } from './disk.ts';
import { drawCrowd } from './people.ts';
import { Tablet, type Owners } from './tablet.ts';
import { unitsOf, type Seized } from './units.ts';
import type { Solved } from './evidence.ts';

const TABLETS = 3;
const CLERK = { id: 'clerk', email: 'clerk@haebom.example', address: '192.0.2.7' };

/** Lets a center have so many sessions, all drawn from the seed, and copies everything meanwhile. */
export async function playCenter(
	build: Build,
	sessions: number,
	seed: number
): Promise<Record<Target, Solved[]>> {
	const folder = mkdtempSync(join(tmpdir(), 'haebom-attack-'));
	const clock = new Clock(START - 2 * HOUR);
	const disks = new DiskLog();
	const ends = [disks.watch(), clock.rule()];
	try {
		const chance = numbersFrom(seed);
		const crowds = Array.from({ length: sessions }, () => drawCrowd(chance, build.circumstances));
		const center = await foundCenter(folder, crowds);
		for (const statement of build.schema ?? []) {
			await sql.raw(statement).execute(center.store.writer);
		}
		const owners: Owners = new Map();
		const tablets = await pairTablets(build, center, { clock, chance, owners });
		const seized = await seize(build, center, { clock, chance, tablets, disks });
		return unitsOf(seized, owners);
	} finally {
		for (const end of ends) end();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function pairTablets(
	build: Build,
	{ store, keys, center, site }: SimulatedCenter,
	{ clock, chance, owners }: { clock: Clock; chance: () => number; owners: Owners }
): Promise<Tablet[]> {
	const network = new Network(store, '', keys, chance, clock);
	network.weather = CALM;
	const tablets: Tablet[] = [];
	for (let number = 1; number <= TABLETS; number++) {
		const line = network.line();
		const uplink: typeof line = {
			...line,
			async ratings(request) {
				const reply = await line.ratings(request);
				await build.received?.({ store, keys, center, now: clock.now }, request.ballots);
				return reply;
			}
		};
		const name = `attacked-${crypto.randomUUID()}`;
		const tablet = new Tablet(name, build, { clock, uplink, owners });
		const duty = { passage: 'departures', keypad: true, asks: 'leaving' } as const;
		const offer = { center, site, deviceName: `태블릿 ${number}`, duty };
		const { code } = await offerPairing(store, offer, CLERK, clock.now());
		await tablet.pair(code);
		tablets.push(tablet);
	}
	return tablets;
}

/** All sessions happen; then everything there is a copy of is taken along. */
async function seize(
	build: Build,
	center: SimulatedCenter,
	on: { clock: Clock; chance: () => number; tablets: readonly Tablet[]; disks: DiskLog }
): Promise<Seized> {
	const copies = new Copies(center.path);
	const days = new Days(build, center, { ...on, copies });
	const late = new Map<string, string>();
	for (const session of center.sessions) {
		const tablet = await days.pass(session);
		if (tablet) late.set(session.id, tablet.name);
	}
	const tables = {
		ratings: copies.rows('rating'),
		comments: copies.rows('rating_comment'),
		runs: copies.rows('rating_run'),
		ledger: copies.rows('ledger')
	};
	copies.close();
	for (const { journal, name } of on.tablets) {
		journal.close();
		indexedDB.deleteDatabase(name);
	}
	// Closing brings the log home into the file.
	await center.store.close();
	const ids = [...tables.ratings, ...tables.comments].map(({ id }) => String(id));
	return {
		...tables,
		sessions: center.sessions,
		seen: copies.seen,
		frames: copies.frames,
		spots: spotsIn(center.path, ids),
		disks: on.tablets.map(({ name }) => ({ name, writes: on.disks.of(name) })),
		late
	};
}
