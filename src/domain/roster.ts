import * as v from 'valibot';
import { ClassHash } from '#domain/class-code.ts';
import { ParticipantId, SessionId } from '#domain/id.ts';
import { Band } from '#domain/rating/band.ts';
import { BadgeHash } from '#domain/token.ts';

/**
 * One enrolment as a tablet holds it: who is expected in a session, known by the hash of the badge.
 * The name is sealed with a key that only the badge itself yields (see `seal.ts`), so a lost tablet
 * gives no name away.
 */
export const RosterEntry = v.object({
	session: SessionId,
	participant: ParticipantId,
	/** Null while the participant has no badge yet; staff check such a one in by hand. */
	badge: v.nullable(BadgeHash),
	sealed: v.nullable(v.string()),
	/** Badges that were replaced: whoever still carries one is known all the same. */
	replaced: v.optional(v.array(BadgeHash)),
	/** The name for staff, sealed with the session's key (see `staff-lock.ts`). */
	named: v.optional(v.nullable(v.string())),
	/** How they would be asked how it was. */
	band: v.optional(Band),
	/** Their class, and the masked name sealed with its code; nobody's who is in none. */
	inClass: v.optional(v.object({ hash: ClassHash, sealed: v.string() }))
});
export type RosterEntry = v.InferOutput<typeof RosterEntry>;

/** What is sealed into a roster entry: how to greet the bearer of the badge. */
export const Bearer = v.object({
	name: v.string(),
	/** Grade and class as children say them, for example `1-3`; empty for youth out of school. */
	group: v.string()
});
export type Bearer = v.InferOutput<typeof Bearer>;

/** Whose badges these are, replaced ones included. */
export function ownersOf(entries: Iterable<RosterEntry>): ReadonlyMap<BadgeHash, ParticipantId> {
	const owners = new Map<BadgeHash, ParticipantId>();
	for (const { badge, replaced = [], participant } of entries) {
		for (const each of [badge, ...replaced]) if (each) owners.set(each, participant);
	}
	return owners;
}
