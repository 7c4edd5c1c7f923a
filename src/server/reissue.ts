import { dayOf, schoolYear } from '#domain/day.ts';
import type { CenterId, ParticipantId } from '#domain/id.ts';
import { zoneOf } from '#server/centers.ts';
import { draw, keep, type NewBadge } from '#server/badges.ts';
import type { Store, Writing } from '#server/database/store.ts';
import type { Keys } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { peopleByIds, retell } from '#server/roster.ts';
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
	const year = schoolYear(dayOf(now, await zoneOf(store.reader, center)));
	const bearing = { participant, name: person.name, group: person.group };
	const [badge] = await draw(keys, center, [bearing]);
	if (!badge) throw new Error('No badge was drawn');
	await store.write(async (trx) => {
		await reissue(trx, center, badge, year, now);
		const subject = `participant:${participant}`;
		const deed = { kind: 'change', action: 'badges.reissue', subject, people: 1 } as const;
		await record(trx, center, by, { ...deed, reason: null, detail: null }, now);
	});
	return { kind: 'reissued' };
}

/**
 * Gives somebody a new badge in place of the one they have, if any. From then on tablets know only the
 * new one; the server goes on recognising the old one as theirs, for whoever still carries it.
 */
export async function reissue(
	trx: Writing,
	center: CenterId,
	badge: NewBadge,
	year: number,
	now: number
): Promise<void> {
	// Two at once would otherwise each replace the same badge, and leave two that are valid.
	await lockHead(trx, center);
	await trx
		.updateTable('badge')
		.set({ replaced_at: now })
		.where('center_id', '=', center)
		.where('participant_id', '=', badge.participant_id)
		.where('replaced_at', 'is', null)
		.execute();
	await keep(trx, center, [badge], year, now);
	await retell(trx, center, [badge.participant_id], now);
}
