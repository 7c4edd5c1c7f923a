import * as v from 'valibot';
import { dayOf, type Day } from '#domain/day.ts';
import type { Action } from '#domain/deed.ts';
import { searchable } from '#domain/folded.ts';
import { ParticipantId, randomId, type CenterId, type SchoolId } from '#domain/id.ts';
import { fits, type LeavingReason, type Participant, type Placement } from '#domain/participant.ts';
import { draw, keep, putSealed, reseal } from '#server/badges.ts';
import { schoolYearAt, zoneOf } from '#server/centers.ts';
import type { Reader, Store, Writing } from '#server/database/store.ts';
import { randomBytes, type Keys } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { namesakesOf, participantById } from '#server/people/list.ts';
import { addParticipants, groupOf, retell, selectPlaces, unenrol } from '#server/roster.ts';
import { schoolById } from '#server/schools.ts';
import { record, type Actor } from '#server/trail.ts';

/** What staff say about somebody. */
export interface PersonFacts {
	readonly name: string;
	readonly placement: Placement;
}

/** What became of adding or changing somebody. */
export type PersonOutcome =
	| { readonly kind: 'done'; readonly participant: ParticipantId }
	/** Somebody of this name is there already; only a person can say whether it is the same one. */
	| { readonly kind: 'namesake'; readonly other: Participant }
	| Misplaced
	| { readonly kind: 'unknown' }
	/** Somebody else changed them at the same moment. */
	| { readonly kind: 'changed' };

interface Misplaced {
	readonly kind: 'no-such-school' | 'no-such-grade';
}

type Parts = { readonly store: Store; readonly keys: Keys };

const EVERYBODY = { kind: 'center' } as const;

/**
 * Adds a participant with a badge of their own.
 *
 * @param knowingly whether staff have said that a namesake in the same class is somebody else
 */
export async function addPerson(
	{ store, keys }: Parts,
	center: CenterId,
	by: Actor,
	facts: PersonFacts,
	knowingly: boolean,
	now: number
): Promise<PersonOutcome> {
	const participant = v.parse(ParticipantId, randomId(randomBytes));
	const year = await schoolYearAt(store.reader, center, now);
	const columns = columnsOf(facts, year);
	const badges = await draw(keys, center, [bearing(participant, facts)]);
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const refused = await misplaced(trx, center, facts.placement);
		if (refused) return refused;
		const other = knowingly ? undefined : await namesake(trx, center, facts, null);
		if (other) return { kind: 'namesake', other };
		await addParticipants(trx, center, [{ id: participant, ...columns }]);
		await keep(trx, center, badges, year, now);
		await tell(trx, center, by, 'people.add', participant, now);
		return { kind: 'done', participant };
	});
}

/** Changes what is said about somebody; their badge stays, and tablets learn the new name for it. */
export async function changePerson(
	{ store, keys }: Parts,
	center: CenterId,
	by: Actor,
	id: ParticipantId,
	facts: PersonFacts,
	knowingly: boolean,
	now: number
): Promise<PersonOutcome> {
	const resealed = await reseal(store.reader, keys, center, [bearing(id, facts)]);
	return store.write(async (trx): Promise<PersonOutcome> => {
		await lockHead(trx, center);
		const before = await participantById(trx, center, EVERYBODY, id);
		if (!before) return { kind: 'unknown' };
		const refused = await misplaced(trx, center, facts.placement);
		if (refused) return refused;
		const other = knowingly ? undefined : await namesake(trx, center, facts, id);
		if (other) return { kind: 'namesake', other };
		if (!(await putSealed(trx, center, resealed))) return { kind: 'changed' };
		const columns = columnsOf(facts, await schoolYearAt(trx, center, now));
		await trx
			.updateTable('participant')
			.set({
				...columns,
				folded: searchable(facts.name),
				...(sitsAs(facts, before) ? { year: before.year } : {})
			})
			.where('center_id', '=', center)
			.where('id', '=', id)
			.execute();
		await retell(trx, center, [id], now);
		await tell(trx, center, by, 'people.change', id, now);
		return { kind: 'done', participant: id };
	});
}

/**
 * Lets somebody leave from a day on, and takes them off the rosters of the sessions that begin after
 * it. Nothing is deleted: what they did stays theirs.
 */
export async function leave(
	trx: Writing,
	center: CenterId,
	by: Actor,
	id: ParticipantId,
	leaving: { readonly on: Day; readonly why: LeavingReason },
	now: number
): Promise<PersonOutcome> {
	await lockHead(trx, center);
	if (!(await participantById(trx, center, EVERYBODY, id))) return { kind: 'unknown' };
	await trx
		.updateTable('participant')
		.set({ left_on: leaving.on, left_why: leaving.why })
		.where('center_id', '=', center)
		.where('id', '=', id)
		.execute();
	const zone = await zoneOf(trx, center);
	const ahead = await selectPlaces(trx, center)
		.select(['enrolment.session_id', 'session.starts_at'])
		.where('enrolment.participant_id', '=', id)
		.where('session.starts_at', '>', now)
		.execute();
	for (const { session_id, starts_at } of ahead) {
		if (dayOf(starts_at, zone) >= leaving.on) await unenrol(trx, center, session_id, id);
	}
	await tell(trx, center, by, 'people.leave', id, now);
	return { kind: 'done', participant: id };
}

/** Takes a leaving back. Rosters that somebody was taken off stay as they are. */
export async function comeBack(
	trx: Writing,
	center: CenterId,
	by: Actor,
	id: ParticipantId,
	now: number
): Promise<PersonOutcome> {
	await lockHead(trx, center);
	if (!(await participantById(trx, center, EVERYBODY, id))) return { kind: 'unknown' };
	await trx
		.updateTable('participant')
		.set({ left_on: null, left_why: null })
		.where('center_id', '=', center)
		.where('id', '=', id)
		.execute();
	await tell(trx, center, by, 'people.return', id, now);
	return { kind: 'done', participant: id };
}

function bearing(participant: ParticipantId, { name, placement }: PersonFacts) {
	const group =
		placement.kind === 'school' ? groupOf(placement.grade, placement.classNo) : groupOf(null, null);
	return { participant, name, group };
}

function columnsOf({ name, placement }: PersonFacts, year: number) {
	return placement.kind === 'school'
		? {
				name,
				school_id: placement.school,
				grade: placement.grade,
				class_no: placement.classNo,
				number: placement.number,
				year: placement.grade === null ? null : year,
				age_band: null
			}
		: {
				name,
				...{ school_id: null, grade: null, class_no: null, number: null, year: null },
				age_band: placement.band
			};
}

/** Who only got another name or number still sits in the class of the year it was noted for. */
function sitsAs({ placement }: PersonFacts, before: Participant): boolean {
	return (
		placement.kind === 'school' &&
		placement.school === before.school?.id &&
		placement.grade === before.grade &&
		placement.classNo === before.classNo
	);
}

async function misplaced(
	reader: Reader,
	center: CenterId,
	placement: Placement
): Promise<Misplaced | null> {
	if (placement.kind === 'out-of-school') return null;
	const school = await schoolById(reader, center, EVERYBODY, placement.school);
	if (!school) return { kind: 'no-such-school' };
	return fits(placement, school.level) ? null : { kind: 'no-such-grade' };
}

async function namesake(
	reader: Reader,
	center: CenterId,
	{ name, placement }: PersonFacts,
	self: ParticipantId | null
): Promise<Participant | undefined> {
	const school: SchoolId | null = placement.kind === 'school' ? placement.school : null;
	const others = await namesakesOf(reader, center, { school, name });
	return others.find(
		({ id, grade, classNo }) =>
			id !== self &&
			(placement.kind === 'out-of-school' ||
				(grade === placement.grade && classNo === placement.classNo))
	);
}

function tell(
	trx: Writing,
	center: CenterId,
	by: Actor,
	action: Action,
	participant: ParticipantId,
	now: number
): Promise<void> {
	const deed = { kind: 'change', action, people: 1, reason: null, detail: {} } as const;
	return record(trx, center, by, { ...deed, subject: `participant:${participant}` }, now);
}
