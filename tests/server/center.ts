import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import * as v from 'valibot';
import { inject, onTestFinished } from 'vitest';
import { WHOLE_DUTY } from '#domain/duty.ts';
import type { AttendanceEvent } from '#domain/event.ts';
import {
	Incarnation,
	ParticipantId,
	ProgramId,
	randomId,
	SchoolId,
	SessionId,
	SiteId,
	timeOrderedId,
	type CenterId
} from '#domain/id.ts';
import { PROTOCOL, type PushRequest } from '#domain/protocol.ts';
import type { Token } from '#domain/token.ts';
import { draw, keep, sheet } from '#server/badges.ts';
import { epochOf, found } from '#server/centers.ts';
import type { Device, Engine } from '#server/database/schema.ts';
import { silent } from '#server/log.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { authenticate, enrol } from '#server/devices.ts';
import { openKeys, randomBytes, type Keys } from '#server/keys.ts';
import { offerPairing } from '#server/pairings.ts';
import { addParticipants, enrolAll } from '#server/roster.ts';
import { addSessions } from '#server/sessions.ts';
import type { Actor } from '#server/trail.ts';
import { event, HOUR, MINUTE, START } from '../domain/people.ts';
import { TEMPLATE } from './postgres.ts';

/** Every test of the server runs on both databases. */
export const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

export const NAMES = ['김새봄', '이하늘', '박우주', '최마루', '정가람'];

/** Somebody of the staff. */
export const SOMEBODY: Actor = {
	id: 'staff-1',
	email: 'staff@haebom.example',
	address: '192.0.2.7'
};

export const uuid = () => randomId(randomBytes);

/** An address of a database of its own, which disappears with the test. */
export async function emptyDatabase(engine: Engine): Promise<string> {
	if (engine === 'sqlite') {
		const folder = mkdtempSync(join(tmpdir(), 'haebom-'));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		return `sqlite:${folder}/haebom.db`;
	}
	return vanishing(await createDatabase('template1'));
}

/** As `emptyDatabase`, but with all tables: making them takes longer than most tests. */
export async function preparedDatabase(engine: Engine): Promise<string> {
	if (engine === 'sqlite') return emptyDatabase(engine);
	return vanishing(await createDatabase(TEMPLATE));
}

/** A further PostgreSQL database with what is in another, and how to be rid of it. */
export async function createDatabase(template: string) {
	const name = `test_${uuid().replaceAll('-', '')}`;
	await administer(`create database ${name} template ${template}`);
	const url = new URL(inject('postgres'));
	url.pathname = name;
	return { url: url.href, drop: () => administer(`drop database ${name} with (force)`) };
}

/** Puts what is in another PostgreSQL database in the place of one, as an operator's tools do. */
export async function replaceDatabase(url: string, copy: string): Promise<void> {
	const [name, other] = [url, copy].map((each) => new URL(each).pathname.slice(1));
	await administer(`drop database ${name} with (force)`);
	await administer(`create database ${name} template ${other}`);
}

function vanishing({ url, drop }: Awaited<ReturnType<typeof createDatabase>>): string {
	onTestFinished(drop);
	return url;
}

async function administer(statement: string): Promise<void> {
	const client = new pg.Client(inject('postgres'));
	await client.connect();
	await client.query(statement);
	await client.end();
}

export function someKeys(): Keys {
	const folder = mkdtempSync(join(tmpdir(), 'haebom-keys-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return openKeys(folder);
}

/** A small center: one program at two sites, one session at each, five students at the first. */
export async function openCenter(engine: Engine) {
	const keys = someKeys();
	const store = await openStore(await preparedDatabase(engine), silent);
	onTestFinished(() => store.close());
	const epoch = await epochOf(store);
	const center = await store.write((trx) => found(trx, { name: '해봄 센터', demo: false }, START));
	return { keys, store, epoch, center, ...(await prepare(store, keys, center)) };
}

/** Fills a center with the program, the sites, the sessions and the students that the tests speak of. */
export async function prepare(store: Store, keys: Keys, center: CenterId, startsAt = START) {
	const bakery = v.parse(SiteId, uuid());
	const college = v.parse(SiteId, uuid());
	const program = v.parse(ProgramId, uuid());
	const school = v.parse(SchoolId, uuid());
	const [morning, lecture] = [v.parse(SessionId, uuid()), v.parse(SessionId, uuid())];
	const students = NAMES.map((name, index) => ({
		id: v.parse(ParticipantId, uuid()),
		school_id: school,
		grade: 1,
		class_no: 3,
		number: index + 1,
		name,
		year: 2026
	}));
	const badges = await draw(
		keys,
		center,
		students.map(({ id, name }) => ({ participant: id, name, group: '1-3' }))
	);
	const times = {
		starts_at: startsAt,
		ends_at: startsAt + 2 * HOUR,
		open_before_ms: HOUR,
		grace_ms: 10 * MINUTE,
		stay_ms: 10 * MINUTE,
		capacity: 30,
		program_id: program
	};
	await store.write(async (trx) => {
		await trx
			.insertInto('site')
			.values([
				{ center_id: center, id: bakery, name: '달보드레 빵집', kind: 'private', address: '' },
				{ center_id: center, id: college, name: '가온누리대학교', kind: 'school', address: '' }
			])
			.execute();
		await trx
			.insertInto('program')
			.values({ center_id: center, id: program, name: '청진기', year: 2026, kind: 'WORKPLACE' })
			.execute();
		await trx
			.insertInto('school')
			.values({ center_id: center, id: school, name: '별솔중학교', level: 'MIDDLE' })
			.execute();
		await addParticipants(trx, center, students);
		await keep(trx, center, badges, 2026, START);
		await addSessions(trx, center, [
			{ ...times, id: morning, site_id: bakery },
			{ ...times, id: lecture, site_id: college }
		]);
		await enrolAll(
			trx,
			center,
			students.map(({ id }) => ({ session: morning, participant: id }))
		);
	});
	const tokens = new Map<ParticipantId, Token>(
		(await sheet(store.reader, keys, center, morning)).map(({ person, token }) => [
			person.id,
			token
		])
	);
	return { bakery, college, program, school, morning, lecture, students, tokens };
}

/** Pairs a tablet with a site, the way a tablet does it. */
export async function pairDevice(
	store: Store,
	center: CenterId,
	site: SiteId,
	name = '태블릿 1'
): Promise<{ device: Device; credential: string }> {
	const offer = { center, site, deviceName: name, duty: WHOLE_DUTY };
	const { code } = await offerPairing(store, offer, SOMEBODY, START);
	const enrolled = await enrol(store, { code, owes: null }, null, START);
	if (enrolled.kind !== 'enrolled') throw new Error(enrolled.kind);
	const known = await authenticate(store.reader, enrolled.credential);
	if (known.kind !== 'device') throw new Error(known.kind);
	return { device: known.device, credential: enrolled.credential };
}

/** What a tablet would send: events of one incarnation, or none. */
export function pushOf(
	incarnation: Incarnation,
	events: readonly unknown[],
	changes: Partial<PushRequest> = {}
): PushRequest {
	return {
		protocol: PROTOCOL,
		incarnation,
		sentAt: START,
		lastSeq: events.length,
		unsent: events.length,
		health: { build: 'test', persisted: true, free: 1e9, installed: true },
		events: [...events],
		...changes
	};
}

export const newIncarnation = () => v.parse(Incarnation, uuid());

/** Makes arrivals that one life of a tablet records in a session, each with an id of its own. */
export function arriving(incarnation: Incarnation, session: SessionId) {
	return (seq: number, changes: Partial<AttendanceEvent> = {}) =>
		event(seq, 'arrival', {
			id: timeOrderedId(START + seq, randomBytes) as never,
			incarnation,
			session,
			...changes
		});
}
