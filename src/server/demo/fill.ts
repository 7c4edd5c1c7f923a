import * as v from 'valibot';
import type { AttendanceEvent } from '#domain/event.ts';
import { bounds, Day, dayOf, schoolYear } from '#domain/day.ts';
import { SEOUL } from '#domain/zone.ts';
import {
	EventId,
	Incarnation,
	ParticipantId,
	ProgramId,
	randomId,
	SchoolId,
	SessionId,
	SiteId,
	timeOrderedId,
	type CenterId,
	type Epoch
} from '#domain/id.ts';
import { draw, keep } from '#server/badges.ts';
import type { Store } from '#server/database/store.ts';
import { answerAll } from '#server/demo/answers.ts';
import { hireColleagues } from '#server/demo/colleagues.ts';
import { ABOUT, FORMER_NAME, PROGRAMS, SCHOOLS, SITES, YOUTH } from '#server/demo/names.ts';
import { plan, type Plan } from '#server/demo/plan.ts';
import { addTablets, handIn } from '#server/demo/tablets.ts';
import { randomBytes, type Keys } from '#server/keys.ts';
import { addParticipants, enrolAll, groupOf } from '#server/roster.ts';
import { addSessions } from '#server/sessions.ts';

const OPEN_BEFORE_MS = 60 * 60_000;

/** A whole year of one center, as Gwangjin had it in 2024. */
export const WHOLE_YEAR = 30_623;
/** Enough to look around in, made in a moment. */
export const A_FEW = 500;

/** Everybody's demo center has the same people, unless they ask for others. */
export const SEED = 1;

/** What was made, for people to read. */
export interface Filled {
	readonly programs: number;
	readonly sites: number;
	readonly students: number;
	readonly sessions: number;
	readonly participations: number;
	readonly events: number;
}

/**
 * Fills a center with invented people and places. Ids and badges are truly random; who comes when
 * follows from `chance`. What has happened is handed in like a tablet's events.
 */
export async function fill(
	parts: { readonly store: Store; readonly keys: Keys; readonly epoch: Epoch },
	center: CenterId,
	participations: number,
	chance: () => number,
	now: number
): Promise<Filled> {
	const { store, keys, epoch } = parts;
	const planned = plan(participations, now, chance);
	const ids = await prepare(store, keys, center, planned, now);
	await hireColleagues(store, center, ids, chance, now);
	const events = eventsOf(planned, ids);
	const tablets = { store, epoch, center, now };
	await handIn(tablets, at(ids.sites, 0), events);
	await addTablets(tablets, [at(ids.sites, 1), at(ids.sites, 2)], events);
	await answerAll(store, center, planned, ids, chance, now);
	return {
		programs: PROGRAMS.length,
		sites: SITES.length,
		students: planned.students.length,
		sessions: planned.sessions.length,
		participations: planned.sessions.reduce((sum, { roster }) => sum + roster.length, 0),
		events: events.length
	};
}

interface Ids {
	readonly sites: readonly SiteId[];
	readonly programs: readonly ProgramId[];
	readonly schools: readonly SchoolId[];
	readonly students: readonly ParticipantId[];
	readonly sessions: readonly SessionId[];
	readonly incarnation: Incarnation;
}

async function prepare(
	store: Store,
	keys: Keys,
	center: CenterId,
	{ students, sessions }: Plan,
	now: number
): Promise<Ids> {
	const some = <Id extends string>(schema: v.GenericSchema<string, Id>, count: number) =>
		Array.from({ length: count }, () => v.parse(schema, randomId(randomBytes)));
	const year = schoolYear(dayOf(now, SEOUL));
	const sites = some(SiteId, SITES.length);
	const programs = some(ProgramId, PROGRAMS.length);
	const schools = some(SchoolId, SCHOOLS.length);
	const people = some(ParticipantId, students.length);
	const youth = some(ParticipantId, YOUTH.length);
	const occasions = some(SessionId, sessions.length);
	const badges = await draw(keys, center, [
		...students.map(({ name, grade, classNo }, index) => ({
			participant: at(people, index),
			name,
			group: groupOf(grade, classNo)
		})),
		...YOUTH.map(({ name }, index) => ({ participant: at(youth, index), name, group: '' }))
	]);
	await store.write(async (trx) => {
		const rows = <Row extends object, Id>(list: readonly Row[], ids: readonly Id[]) =>
			list.map((row, index) => ({ ...row, center_id: center, id: at(ids, index) }));
		await trx.insertInto('site').values(rows(SITES, sites)).execute();
		await trx
			.insertInto('program')
			.values(
				rows(
					PROGRAMS.map(({ name, kind, site }) => ({
						name,
						kind,
						year,
						// A university's program is held by the department that its name ends with.
						host: kind === 'DEPARTMENT' ? `${SITES[site].name} ${name.split(': ')[1] ?? ''}` : '',
						...ABOUT[kind]
					})),
					programs
				)
			)
			.execute();
		await trx
			.insertInto('school')
			.values(
				rows(
					SCHOOLS.map(({ name, level }) => ({ name, level })),
					schools
				)
			)
			.execute();
		await addParticipants(
			trx,
			center,
			students.map(({ school, grade, classNo, number, name }, index) => ({
				id: at(people, index),
				school_id: at(schools, school),
				grade,
				class_no: classNo,
				number,
				name,
				year
			}))
		);
		await addParticipants(
			trx,
			center,
			YOUTH.map(({ name, band }, index) => ({ id: at(youth, index), name, age_band: band }))
		);
		await trx
			.insertInto('school_name')
			.values({
				center_id: center,
				school_id: at(schools, FORMER_NAME.school),
				until: bounds(v.parse(Day, `${year}-03-01`), SEOUL).from,
				name: FORMER_NAME.name
			})
			.execute();
		await keep(trx, center, badges, year, now);
		await addSessions(
			trx,
			center,
			sessions.map(({ program, site, startsAt, endsAt, graceMs, stayMs }, index) => ({
				id: at(occasions, index),
				program_id: at(programs, program),
				site_id: at(sites, site),
				starts_at: startsAt,
				ends_at: endsAt,
				open_before_ms: OPEN_BEFORE_MS,
				grace_ms: graceMs,
				stay_ms: stayMs,
				capacity: capacityOf(program)
			}))
		);
		await enrolAll(
			trx,
			center,
			sessions.flatMap(({ roster }, index) =>
				roster.map(({ student }) => ({
					session: at(occasions, index),
					participant: at(people, student)
				}))
			)
		);
	});
	const incarnation = v.parse(Incarnation, randomId(randomBytes));
	return { sites, programs, schools, students: people, sessions: occasions, incarnation };
}

function capacityOf(program: number): number | null {
	const kind = PROGRAMS[program]?.kind;
	return kind ? ABOUT[kind].capacity : null;
}

function eventsOf({ sessions }: Plan, ids: Ids): AttendanceEvent[] {
	const boot = randomId(randomBytes);
	const moments = sessions.flatMap(({ roster }, session) =>
		roster.flatMap(({ student, arrivesAt, leavesAt }) => [
			...(arrivesAt === null
				? []
				: [{ kind: 'arrival' as const, at: arrivesAt, student, session }]),
			...(leavesAt === null ? [] : [{ kind: 'departure' as const, at: leavesAt, student, session }])
		])
	);
	return moments
		.sort((a, b) => a.at - b.at)
		.map(({ kind, at: moment, student, session }, index): AttendanceEvent => ({
			version: 1,
			id: v.parse(EventId, timeOrderedId(moment, randomBytes)),
			incarnation: ids.incarnation,
			seq: index + 1,
			kind,
			at: moment,
			skew: 0,
			session: at(ids.sessions, session),
			who: { kind: 'participant', participant: at(ids.students, student), badge: null },
			boot,
			mono: index
		}));
}

function at<Item>(items: readonly Item[], index: number): Item {
	const item = items[index];
	if (item === undefined) throw new Error(`The plan speaks of number ${index}, which is not there`);
	return item;
}
