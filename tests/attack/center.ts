import { join } from 'node:path';
import * as v from 'valibot';
import { ParticipantId, ProgramId, randomId, SchoolId, SessionId, SiteId } from '#domain/id.ts';
import type { Token } from '#domain/token.ts';
import { draw, keep, sheet } from '#server/badges.ts';
import { epochOf, found } from '#server/centers.ts';
import { openStore } from '#server/database/store.ts';
import { openKeys, randomBytes } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { addParticipants, enrolAll } from '#server/roster.ts';
import { addSessions } from '#server/sessions.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
import type { Crowd } from './people.ts';

/** Between two sessions; a tablet that comes back late has come back by then. */
export const APART_MS = 4 * 24 * HOUR;
export const LASTING_MS = 2 * HOUR;

const uuid = () => randomId(randomBytes);

/** A center with one program at one site, and a session for each class. */
export async function foundCenter(folder: string, crowds: readonly Crowd[]) {
	const path = join(folder, 'haebom.db');
	const store = await openStore(`sqlite:${path}`, silent);
	const keys = openKeys(join(folder, 'keys'));
	await epochOf(store);
	const center = await store.write((trx) => found(trx, { name: '해봄 센터', demo: false }, START));
	const site = v.parse(SiteId, uuid());
	const program = v.parse(ProgramId, uuid());
	const schools = {
		ELEMENTARY: v.parse(SchoolId, uuid()),
		MIDDLE: v.parse(SchoolId, uuid())
	};
	const sessions = crowds.map((crowd, index) => ({
		id: v.parse(SessionId, uuid()),
		startsAt: START + index * APART_MS,
		crowd,
		people: crowd.grades.map((grade, number) => ({
			id: v.parse(ParticipantId, uuid()),
			school_id: schools[crowd.level],
			grade,
			class_no: 1,
			number: number + 1,
			name: `학생 ${number + 1}`,
			year: 2026
		}))
	}));
	const everybody = sessions.flatMap(({ people }) => people);
	const badges = await draw(
		keys,
		center,
		everybody.map(({ id, name, grade }) => ({ participant: id, name, group: `${grade}-1` }))
	);
	const times = { open_before_ms: HOUR, grace_ms: 10 * MINUTE, stay_ms: 10 * MINUTE, capacity: 40 };
	await store.write(async (trx) => {
		const address = '';
		await trx
			.insertInto('site')
			.values({ center_id: center, id: site, name: '달보드레 빵집', kind: 'private', address })
			.execute();
		await trx
			.insertInto('program')
			.values({ center_id: center, id: program, name: '청진기', year: 2026, kind: 'WORKPLACE' })
			.execute();
		await trx
			.insertInto('school')
			.values([
				{ center_id: center, id: schools.ELEMENTARY, name: '새솔초등학교', level: 'ELEMENTARY' },
				{ center_id: center, id: schools.MIDDLE, name: '별솔중학교', level: 'MIDDLE' }
			])
			.execute();
		await addParticipants(trx, center, everybody);
		await keep(trx, center, badges, 2026, START);
		await addSessions(
			trx,
			center,
			sessions.map(({ id, startsAt }) => ({
				...times,
				id,
				site_id: site,
				program_id: program,
				starts_at: startsAt,
				ends_at: startsAt + LASTING_MS
			}))
		);
		await enrolAll(
			trx,
			center,
			sessions.flatMap(({ id, people }) =>
				people.map((person) => ({ session: id, participant: person.id }))
			)
		);
	});
	const tokens = new Map<ParticipantId, Token>();
	for (const { id } of sessions) {
		for (const { person, token } of await sheet(store.reader, keys, center, id)) {
			tokens.set(person.id, token);
		}
	}
	return { path, store, keys, center, site, program, sessions, tokens };
}

export type SimulatedCenter = Awaited<ReturnType<typeof foundCenter>>;
