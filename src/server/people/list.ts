import { expressionBuilder, sql, type Expression, type Selectable, type SqlBool } from 'kysely';
import type { CenterId, ParticipantId, SchoolId } from '#domain/id.ts';
import type { Participant } from '#domain/participant.ts';
import type { Reach } from '#domain/rights.ts';
import type { BadgeHash } from '#domain/token.ts';
import type { Schema } from '#server/database/schema.ts';
import type { Reader } from '#server/database/store.ts';

export const PEOPLE_A_PAGE = 50;

/** Whom a list shows; null and an empty text leave nobody out. */
export interface PeopleFilter {
	readonly school: SchoolId | 'none' | null;
	readonly grade: number | null;
	readonly classNo: number | null;
	/** Any part of a name. */
	readonly name: string;
	/** Whether those who are here are shown, or those who have left. */
	readonly left: boolean;
}

/** One page of a list; pages count from 1. */
export interface PeoplePage {
	readonly people: readonly Participant[];
	readonly count: number;
	readonly page: number;
	readonly pages: number;
}

/**
 * One page of the participants that somebody reaches: of a school by grade, class and number, of all
 * by name. A page beyond the end is the last one.
 */
export async function peopleList(
	reader: Reader,
	center: CenterId,
	reach: Reach,
	filter: PeopleFilter,
	page: number
): Promise<PeoplePage> {
	const shown = sifted(center, reach, filter);
	const { count } = await reader
		.selectFrom('participant')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where(shown)
		.executeTakeFirstOrThrow();
	const pages = Math.max(1, Math.ceil(count / PEOPLE_A_PAGE));
	const at = Math.min(Math.max(1, page), pages);
	// Leafing far ahead must not look up the school and the badge of everybody who is passed over.
	const ids = await reader
		.selectFrom('participant')
		.select('id')
		.where(shown)
		.$if(filter.school !== null, (query) =>
			query
				.orderBy('grade', (order) => order.asc().nullsFirst())
				.orderBy('class_no', (order) => order.asc().nullsFirst())
				.orderBy('number', (order) => order.asc().nullsFirst())
		)
		.orderBy('name')
		.orderBy('id')
		.limit(PEOPLE_A_PAGE)
		.offset((at - 1) * PEOPLE_A_PAGE)
		.execute();
	return {
		people: await inOrder(
			reader,
			center,
			ids.map(({ id }) => id)
		),
		count,
		page: at,
		pages
	};
}

/** Some participants, in the order of their ids as given. */
async function inOrder(
	reader: Reader,
	center: CenterId,
	ids: readonly ParticipantId[]
): Promise<Participant[]> {
	if (ids.length === 0) return [];
	const rows = await selectParticipants(reader)
		.where('participant.center_id', '=', center)
		.where('participant.id', 'in', [...ids])
		.execute();
	return rows.map(asParticipant).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** One participant; null if there is none such, or if they are beyond somebody's reach. */
export async function participantById(
	reader: Reader,
	center: CenterId,
	reach: Reach,
	id: ParticipantId
): Promise<Participant | null> {
	const row = await selectParticipants(reader)
		.where(reached(center, reach))
		.where('participant.id', '=', id)
		.executeTakeFirst();
	return row ? asParticipant(row) : null;
}

/** Those of a name in a class, whom a newcomer of that name could be taken for. */
export async function namesakesOf(
	reader: Reader,
	center: CenterId,
	{ school, name }: { readonly school: SchoolId | null; readonly name: string }
): Promise<Participant[]> {
	const rows = await selectParticipants(reader)
		.where('participant.center_id', '=', center)
		.where('participant.school_id', school ? '=' : 'is', school)
		.where('participant.name', '=', name)
		.execute();
	return rows.map(asParticipant);
}

function sifted(
	center: CenterId,
	reach: Reach,
	{ school, grade, classNo, name, left }: PeopleFilter
): Expression<SqlBool> {
	const eb = expressionBuilder<Schema, 'participant'>();
	const sieves = [
		reached(center, reach),
		eb('participant.left_on', left ? 'is not' : 'is', null),
		...(school === 'none' ? [eb('participant.school_id', 'is', null)] : []),
		...(school !== null && school !== 'none' ? [eb('participant.school_id', '=', school)] : []),
		...(grade !== null ? [eb('participant.grade', '=', grade)] : []),
		...(classNo !== null ? [eb('participant.class_no', '=', classNo)] : []),
		...(name ? [sql<SqlBool>`lower(participant.name) like ${part(name)} escape '!'`] : [])
	];
	return eb.and(sieves);
}

/** Which participants of a center somebody may know at all. */
function reached(center: CenterId, reach: Reach): Expression<SqlBool> {
	const eb = expressionBuilder<Schema, 'participant'>();
	const here = eb('participant.center_id', '=', center);
	if (reach.kind === 'center') return here;
	// Who reaches sites only sees people on their rosters, not in the center's list.
	if (reach.kind === 'sites') return eb.and([here, eb.lit(false)]);
	return eb.and([here, eb('participant.school_id', '=', reach.school)]);
}

function part(name: string): string {
	return `%${name.normalize('NFC').toLowerCase().replace(/[!%_]/g, '!$&')}%`;
}

function selectParticipants(reader: Reader) {
	return reader
		.selectFrom('participant')
		.leftJoin('school', (join) =>
			join
				.onRef('school.center_id', '=', 'participant.center_id')
				.onRef('school.id', '=', 'participant.school_id')
		)
		.leftJoin('badge', (join) =>
			join
				.onRef('badge.center_id', '=', 'participant.center_id')
				.onRef('badge.participant_id', '=', 'participant.id')
				.on('badge.replaced_at', 'is', null)
		)
		.selectAll('participant')
		.select(['school.name as school', 'badge.hash as badge']);
}

function asParticipant(
	row: Selectable<Schema['participant']> & {
		readonly school: string | null;
		readonly badge: BadgeHash | null;
	}
): Participant {
	return {
		id: row.id,
		name: row.name,
		school: row.school_id ? { id: row.school_id, name: row.school ?? '' } : null,
		grade: row.grade,
		classNo: row.class_no,
		number: row.number,
		band: row.age_band,
		year: row.year,
		left: row.left_on ? { on: row.left_on, why: row.left_why ?? 'other' } : null,
		badge: row.badge !== null
	};
}
