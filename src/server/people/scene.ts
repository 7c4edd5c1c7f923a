import type { Selectable } from 'kysely';
import type { CenterId, ParticipantId, SchoolId, SessionId } from '#domain/id.ts';
import type { Scene, SceneAnswer } from '#domain/intake.ts';
import type { Known } from '#domain/roster-file/match.ts';
import type { School } from '#domain/school.ts';
import type { Schema } from '#server/database/schema.ts';
import type { Reader } from '#server/database/store.ts';
import { schoolsOf } from '#server/schools.ts';

/** Somebody as the database keeps them. */
export type Row = Selectable<Schema['participant']>;

/** Whom a list may be about. */
export interface Asked {
	readonly schools: readonly SchoolId[];
	/** Youth out of school, too. */
	readonly outOfSchool: boolean;
	readonly sessions: readonly SessionId[];
}

/** What a list is compared with; null if a school or a session is not of this center. */
export async function sceneOf(
	reader: Reader,
	center: CenterId,
	asked: Asked
): Promise<SceneAnswer | null> {
	const scene = await setting(reader, center, asked);
	if (!scene) return null;
	const { schools, known, roster, rosters } = scene;
	return { schools, known, roster: [...roster], rosters };
}

/** The scene, and the rows behind it. */
export interface Setting extends Scene {
	readonly known: Known[];
	readonly rows: ReadonlyMap<ParticipantId, Row>;
	readonly rosters: SceneAnswer['rosters'];
	readonly schools: School[];
}

/** The same with all that is behind it; null if a school or a session is not of this center. */
export async function setting(
	reader: Reader,
	center: CenterId,
	{ schools: asked, outOfSchool, sessions }: Asked
): Promise<Setting | null> {
	const schools = await schoolsOf(reader, center, { kind: 'center' });
	const names = new Map(schools.map(({ id, name }) => [id, name]));
	if (asked.some((id) => !names.has(id))) return null;
	const rosters = await rostersOf(reader, center, sessions);
	if (rosters.length !== new Set(sessions).size) return null;
	const rows = await reader
		.selectFrom('participant')
		.selectAll()
		.where('center_id', '=', center)
		.where((eb) =>
			eb.or([
				...(asked.length > 0 ? [eb('school_id', 'in', [...asked])] : []),
				...(outOfSchool ? [eb('school_id', 'is', null)] : [])
			])
		)
		// Who moved away may be back; who graduated is not meant by a list of today.
		.where((eb) => eb.or([eb('left_why', 'is', null), eb('left_why', '!=', 'graduated')]))
		.execute();
	const known = rows.map((row): Known => ({
		id: row.id,
		school: row.school_id ? (names.get(row.school_id) ?? null) : null,
		grade: row.grade,
		classNo: row.class_no,
		number: row.number,
		name: row.name
	}));
	const students = rows.flatMap(({ id, left_on }) => (left_on === null ? [id] : []));
	const expected = rosters.flatMap(({ participants }) => participants);
	return {
		known,
		rosters,
		schools,
		rows: new Map(rows.map((row) => [row.id, row])),
		roster: new Set(sessions.length > 0 ? expected : students)
	};
}

async function rostersOf(
	reader: Reader,
	center: CenterId,
	sessions: readonly SessionId[]
): Promise<SceneAnswer['rosters']> {
	if (sessions.length === 0) return [];
	const found = await reader
		.selectFrom('session')
		.select(['id', 'capacity'])
		.where('center_id', '=', center)
		.where('id', 'in', [...sessions])
		.execute();
	const enrolments = await reader
		.selectFrom('enrolment')
		.select(['session_id', 'participant_id'])
		.where('center_id', '=', center)
		.where('session_id', 'in', [...sessions])
		.where('removed', '=', 0)
		.execute();
	const bySession = Map.groupBy(enrolments, ({ session_id }) => session_id);
	return found.map(({ id, capacity }) => ({
		session: id,
		capacity,
		participants: (bySession.get(id) ?? []).map(({ participant_id }) => participant_id)
	}));
}
