import type { Person } from '#domain/board.ts';
import type { CenterId, ParticipantId } from '#domain/id.ts';
import { whoseSubject, type Whose } from '#domain/whose.ts';
import { schoolYearAt } from '#server/centers.ts';
import { draw, keep, peopleOfWhom, withoutBadgeOf, type NewBadge } from '#server/badges.ts';
import type { Store, Writing } from '#server/database/store.ts';
import type { Keys } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { chunks, peopleByIds, retell } from '#server/roster.ts';
import { record, type Actor } from '#server/trail.ts';

/** What became of the wish for a new badge. */
export type Reissue = { readonly kind: 'reissued' } | { readonly kind: 'nobody' };

/** Draws a new badge for somebody and puts it in place of the old one. */
export async function reissueFor(
	store: Store,
	keys: Keys,
	center: CenterId,
	participant: ParticipantId,
	by: Actor,
	now: number
): Promise<Reissue> {
	const [person] = await peopleByIds(store.reader, center, [participant]);
	if (!person) return { kind: 'nobody' };
	const year = await schoolYearAt(store.reader, center, now);
	const badges = await drawFor(keys, center, [person]);
	await store.write(async (trx) => {
		await lockHead(trx, center);
		await reissue(trx, center, badges, year, now);
		await tell(trx, center, by, `participant:${participant}`, 1, now);
	});
	return { kind: 'reissued' };
}

/**
 * Gives a badge of this school year to everybody who still has one of an earlier year, or none. Returns
 * how many did; nobody twice, however often and by however many it is asked.
 */
export async function renewFor(
	store: Store,
	keys: Keys,
	center: CenterId,
	whose: Whose,
	by: Actor,
	now: number
): Promise<number> {
	const year = await schoolYearAt(store.reader, center, now);
	const people = await peopleOfWhom(store.reader, center, whose);
	const ids = people.map(({ id }) => id);
	const waiting = new Set(await withoutBadgeOf(year, store.reader, center, ids));
	const drawn = await drawFor(
		keys,
		center,
		people.filter(({ id }) => waiting.has(id))
	);
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const still = new Set(await withoutBadgeOf(year, trx, center, [...waiting]));
		const badges = drawn.filter(({ participant_id }) => still.has(participant_id));
		if (badges.length === 0) return 0;
		await reissue(trx, center, badges, year, now);
		await tell(trx, center, by, whoseSubject(whose), badges.length, now);
		return badges.length;
	});
}

/**
 * Puts badges in place of those that their bearers have, if any. From then on tablets know only the new
 * ones; the server goes on recognising the old ones as theirs, for whoever still carries one. Call with
 * the head locked: two at once would leave somebody with two that are valid.
 */
async function reissue(
	trx: Writing,
	center: CenterId,
	badges: readonly NewBadge[],
	year: number,
	now: number
): Promise<void> {
	const bearers = badges.map(({ participant_id }) => participant_id);
	for (const some of chunks(bearers)) {
		await trx
			.updateTable('badge')
			.set({ replaced_at: now })
			.where('center_id', '=', center)
			.where('participant_id', 'in', some)
			.where('replaced_at', 'is', null)
			.execute();
	}
	await keep(trx, center, badges, year, now);
	await retell(trx, center, bearers, now);
}

function drawFor(keys: Keys, center: CenterId, people: readonly Person[]): Promise<NewBadge[]> {
	return draw(
		keys,
		center,
		people.map(({ id, name, group }) => ({ participant: id, name, group }))
	);
}

function tell(
	trx: Writing,
	center: CenterId,
	by: Actor,
	subject: string,
	people: number,
	now: number
): Promise<void> {
	const deed = { kind: 'change', action: 'badges.reissue', subject, people } as const;
	return record(trx, center, by, { ...deed, reason: null, detail: null }, now);
}
