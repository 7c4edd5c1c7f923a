import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import * as v from 'valibot';
import {
	ParticipantId,
	ProgramId,
	randomId,
	SchoolId,
	SessionId,
	SiteId,
	type CenterId
} from '#domain/id.ts';
import { badgeOf, mint, type Token } from '#domain/token.ts';
import { keep } from '#server/badges.ts';
import { epochOf, found } from '#server/centers.ts';
import { openStore, type Store, type Writing } from '#server/database/store.ts';
import { openKeys, type Keys } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { ballotKeysOf } from '#server/rating/keys.ts';
import { addParticipants, enrolAll } from '#server/roster.ts';
import { addSessions } from '#server/sessions.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
import { randomFrom } from '../random.ts';
import { PostgresGround, SqliteGround, type Ground } from './ground.ts';

const STUDENTS = 24;
/** Nothing is lost with the machine here, and nothing has to be: what dies are processes. */
const IN_MEMORY = '/dev/shm';

export interface SimulatedCenter {
	readonly id: CenterId;
	readonly site: SiteId;
	readonly sessions: readonly SessionId[];
	readonly tokens: ReadonlyMap<ParticipantId, Token>;
}

/** Where histories are played. */
export interface Stage {
	readonly keys: Keys;
	/** A database with two centers for one history, to which its seed is known. */
	open(seed: number): Promise<{ readonly ground: Ground; readonly centers: SimulatedCenters }>;
	close(): Promise<void>;
}

/** Most of what happens, happens at the first. */
export type SimulatedCenters = readonly [SimulatedCenter, SimulatedCenter];

/** A stage on SQLite: a database is migrated and filled once, and copied for each history. */
export async function openSqliteStage(): Promise<Stage> {
	const folder = mkdtempSync(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'haebom-'));
	const path = join(folder, 'template.db');
	const keys = openKeys(join(folder, 'keys'));
	const store = await openStore(`sqlite:${path}`, silent);
	await epochOf(store);
	const centers = await foundTwo(store, keys, 0);
	// All of it into the one file that is copied.
	await sql`pragma wal_checkpoint(truncate)`.execute(store.writer);
	await store.close();
	return {
		keys,
		open: async () => ({ ground: new SqliteGround(folder, path), centers }),
		close: async () => rmSync(folder, { recursive: true, force: true })
	};
}

/** A stage on PostgreSQL: all histories, of all processes, share one database, and each has centers of its own. */
export async function openPostgresStage(url: string): Promise<Stage> {
	const folder = mkdtempSync(join(tmpdir(), 'haebom-'));
	const keys = openKeys(folder);
	const store = await openStore(url, silent, { connections: 1, directUrl: url });
	await epochOf(store);
	return {
		keys,
		open: async (seed) => ({
			ground: new PostgresGround(url),
			centers: await foundTwo(store, keys, seed)
		}),
		async close() {
			await store.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

async function foundTwo(store: Store, keys: Keys, seed: number): Promise<SimulatedCenters> {
	const open = async (n: number) => {
		const center = await store.write(async (trx) => {
			const id = await found(trx, { name: `센터 ${n}`, demo: false }, START);
			return fill(trx, id, 2 * seed + n);
		});
		// Made once, so that later it is at hand.
		await ballotKeysOf(keys, center.id);
		return center;
	};
	return [await open(1), await open(2)];
}

async function fill(trx: Writing, center: CenterId, n: number): Promise<SimulatedCenter> {
	const random = randomFrom(n);
	const id = () => randomId(random);
	const [site, program, school] = [
		v.parse(SiteId, id()),
		v.parse(ProgramId, id()),
		v.parse(SchoolId, id())
	];
	const [morning, noon] = [v.parse(SessionId, id()), v.parse(SessionId, id())];
	const tokens = new Map(
		Array.from({ length: STUDENTS }, () => [v.parse(ParticipantId, id()), mint(random)] as const)
	);
	const base = { center_id: center };
	await trx
		.insertInto('site')
		.values({ ...base, id: site, name: '달보드레 빵집', kind: 'private', address: '' })
		.execute();
	await trx
		.insertInto('program')
		.values({ ...base, id: program, name: '청진기', year: 2026, kind: 'WORKPLACE' })
		.execute();
	await trx
		.insertInto('school')
		.values({ ...base, id: school, name: '별솔중학교', level: 'MIDDLE' })
		.execute();
	const people = [...tokens.keys()];
	await addParticipants(
		trx,
		center,
		people.map((person, index) => ({
			id: person,
			school_id: school,
			grade: 1,
			class_no: 3,
			number: index + 1,
			name: `학생 ${index + 1}`,
			year: 2026
		}))
	);
	const badges = [...tokens].map(([participant_id, token]) => ({
		participant_id,
		hash: badgeOf(token),
		token: token as string,
		// Nobody looks at names here, and opening them is left to the browser's cryptography.
		sealed: ''
	}));
	await keep(trx, center, badges, 2026, START);
	const times = { open_before_ms: HOUR, grace_ms: 10 * MINUTE, stay_ms: 10 * MINUTE, capacity: 30 };
	await addSessions(trx, center, [
		{
			...times,
			program_id: program,
			id: morning,
			site_id: site,
			starts_at: START,
			ends_at: START + 2 * HOUR
		},
		{
			...times,
			program_id: program,
			id: noon,
			site_id: site,
			starts_at: START + 3 * HOUR,
			ends_at: START + 5 * HOUR
		}
	]);
	const half = people.slice(0, STUDENTS - 4);
	await enrolAll(
		trx,
		center,
		[morning, noon].flatMap((session) => half.map((participant) => ({ session, participant })))
	);
	return { id: center, site, sessions: [morning, noon], tokens };
}
