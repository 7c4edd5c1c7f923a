import type { Person } from '#domain/board.ts';
import { bounds, dayOf } from '#domain/day.ts';
import { searchable } from '#domain/folded.ts';
import type { CenterId, ProgramId, SchoolId, SiteId } from '#domain/id.ts';
import type { Query } from '#domain/query.ts';
import { may, reachesSchool, type Reach, type Role } from '#domain/rights.ts';
import type { Zone } from '#domain/zone.ts';
import { agenda, comingOf, type Occasion } from '#server/agenda.ts';
import type { Reader } from '#server/database/store.ts';
import { peopleByIds } from '#server/roster.ts';

/** More of one kind is no answer; it asks for another word. */
export const FOUND_MAX = 20;

/** So many letters of a name at least: every second student has some one syllable in the name. */
const NAME_LENGTH_MIN = 2;

export interface Found {
	readonly programs: readonly Named<ProgramId>[];
	readonly sites: readonly Named<SiteId>[];
	readonly sessions: readonly Occasion[];
	readonly schools: readonly Named<SchoolId>[];
	readonly people: readonly Person[];
	/** Whether there are more of some kind than are shown. */
	readonly more: boolean;
}

/** Who is looking, and how far they see. */
export interface Searcher {
	readonly center: CenterId;
	readonly zone: Zone;
	readonly role: Role;
	readonly reach: Reach;
}

interface Named<Id> {
	readonly id: Id;
	readonly name: string;
}

/** Finds everything in a center that fits a query, as far as somebody may see it. */
export async function search(
	reader: Reader,
	query: Query,
	by: Searcher,
	now: number
): Promise<Found> {
	const plans = may(by.role, 'programs.see') ? await plansLike(reader, query, by, now) : NO_PLANS;
	const students = may(by.role, 'people.see') && may(by.role, 'names.see');
	const schools = students ? await schoolsWithin(reader, by.center, by.reach) : [];
	const found = {
		...plans,
		schools: schools.filter(namedBy(query.words)),
		people: students ? await peopleLike(reader, by.center, query, by.reach, FOUND_MAX + 1) : []
	};
	return {
		programs: found.programs.slice(0, FOUND_MAX),
		sites: found.sites.slice(0, FOUND_MAX),
		sessions: found.sessions.slice(0, FOUND_MAX),
		schools: found.schools.slice(0, FOUND_MAX),
		people: found.people.slice(0, FOUND_MAX),
		more: Object.values(found).some(({ length }) => length > FOUND_MAX)
	};
}

/**
 * Students, such as have left apart, of whom each word is in the name, or in that of their school, and one at least in their own;
 * by name, at most so many.
 */
export async function peopleLike(
	reader: Reader,
	center: CenterId,
	{ words, group }: Query,
	reach: Reach,
	limit: number
): Promise<Person[]> {
	const own = words.filter(({ length }) => length >= NAME_LENGTH_MIN);
	if (reach.kind === 'sites' || (own.length === 0 && !group)) return [];
	const schools = await schoolsWithin(reader, center, reach);
	let matching = reader
		.selectFrom('participant')
		.select('id')
		.where('center_id', '=', center)
		.where('left_on', 'is', null)
		.orderBy('folded')
		.orderBy('id')
		.limit(limit);
	if (reach.kind === 'school') matching = matching.where('school_id', '=', reach.school);
	// Folded words hold neither «%» nor «_».
	for (const word of words) {
		const named = schools.filter(namedBy([word])).map(({ id }) => id);
		matching = matching.where((eb) =>
			eb.or([
				eb('folded', 'like', `%${word}%`),
				...(named.length > 0 ? [eb('school_id', 'in', named)] : [])
			])
		);
	}
	if (group) {
		matching = matching.where('grade', '=', group.grade).where('class_no', '=', group.classNo);
	} else {
		matching = matching.where((eb) => eb.or(own.map((word) => eb('folded', 'like', `%${word}%`))));
	}
	const ids = (await matching.execute()).map(({ id }) => id);
	const people = new Map((await peopleByIds(reader, center, ids)).map((each) => [each.id, each]));
	return ids.flatMap((id) => people.get(id) ?? []);
}

type Plans = Pick<Found, 'programs' | 'sites' | 'sessions'>;
const NO_PLANS: Plans = { programs: [], sites: [], sessions: [] };

/** A center has few enough programs and sites to look through the names of all of them. */
async function plansLike(
	reader: Reader,
	{ words, day }: Query,
	{ center, zone }: Searcher,
	now: number
): Promise<Plans> {
	if (day) {
		const there = await agenda(reader, center, bounds(day, zone), { program: null, site: null });
		const sessions = there.filter(({ program, siteName }) =>
			words.every(
				(word) => searchable(program).includes(word) || searchable(siteName).includes(word)
			)
		);
		return { ...NO_PLANS, sessions };
	}
	if (words.length === 0) return NO_PLANS;
	const programs = await programNames(reader, center);
	const sites = await siteNames(reader, center);
	const named = words.map((word) => ({
		programs: programs.filter(namedBy([word])).map(({ id }) => id),
		sites: sites.filter(namedBy([word])).map(({ id }) => id)
	}));
	const { from } = bounds(dayOf(now, zone), zone);
	return {
		programs: programs.filter(namedBy(words)),
		sites: sites.filter(namedBy(words)),
		sessions: await comingOf(reader, center, named, from, FOUND_MAX + 1)
	};
}

function namedBy(words: readonly string[]): (named: Named<unknown>) => boolean {
	return ({ name }) => {
		const text = searchable(name);
		return words.length > 0 && words.every((word) => text.includes(word));
	};
}

async function programNames(reader: Reader, center: CenterId): Promise<Named<ProgramId>[]> {
	return reader
		.selectFrom('program')
		.select(['id', 'name'])
		.where('center_id', '=', center)
		.orderBy('year', 'desc')
		.orderBy('name')
		.execute();
}

async function siteNames(reader: Reader, center: CenterId): Promise<Named<SiteId>[]> {
	return reader
		.selectFrom('site')
		.select(['id', 'name'])
		.where('center_id', '=', center)
		.orderBy('name')
		.execute();
}

/** A center's schools that somebody may know of, by name. */
export async function schoolsWithin(
	reader: Reader,
	center: CenterId,
	reach: Reach
): Promise<Named<SchoolId>[]> {
	const schools = await reader
		.selectFrom('school')
		.select(['id', 'name'])
		.where('center_id', '=', center)
		.orderBy('name')
		.execute();
	return schools.filter(({ id }) => reachesSchool(reach, id));
}
