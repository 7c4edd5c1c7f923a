import type { CenterId, ParticipantId, SchoolId, SessionId } from '#domain/id.ts';
import type { Action } from '#domain/deed.ts';
import type { Store, Writing } from '#server/database/store.ts';
import { lockHead } from '#server/ledger.ts';
import { enrolAll, participantsIn, unenrolAll } from '#server/roster.ts';
import { record, type Actor } from '#server/trail.ts';

/** Whom to put on a roster. */
export type Whom =
	| { readonly kind: 'people'; readonly participants: readonly ParticipantId[] }
	| {
			readonly kind: 'class';
			readonly school: SchoolId;
			readonly grade: number;
			readonly classNo: number;
	  }
	/** Everybody on another session's roster. */
	| { readonly kind: 'roster'; readonly of: SessionId };

/**
 * Puts people on a session's roster and returns how many were not on it before; null if the center has
 * no such session. People of another center are passed over as if there were nobody.
 */
export async function enrol(
	store: Store,
	center: CenterId,
	by: Actor,
	session: SessionId,
	whom: Whom,
	now: number
): Promise<number | null> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		if (!(await isThere(trx, center, session))) return null;
		const already = new Set(await participantsIn(trx, center, session));
		const meant = await participantsOf(trx, center, whom);
		const added = meant.filter((participant) => !already.has(participant));
		if (added.length === 0) return 0;
		await record(trx, center, by, deed('roster.add', session, added.length, whom.kind), now);
		await enrolAll(
			trx,
			center,
			added.map((participant) => ({ session, participant }))
		);
		return added.length;
	});
}

/** Takes people off a session's roster and returns how many were on it; null if there is no such session. */
export async function takeOff(
	store: Store,
	center: CenterId,
	by: Actor,
	session: SessionId,
	participants: readonly ParticipantId[],
	now: number
): Promise<number | null> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		if (!(await isThere(trx, center, session))) return null;
		const on = new Set(await participantsIn(trx, center, session));
		const leaving = [...new Set(participants)].filter((participant) => on.has(participant));
		if (leaving.length === 0) return 0;
		await record(trx, center, by, deed('roster.remove', session, leaving.length, 'people'), now);
		await unenrolAll(
			trx,
			center,
			leaving.map((participant) => ({ session, participant }))
		);
		return leaving.length;
	});
}

async function isThere(trx: Writing, center: CenterId, session: SessionId): Promise<boolean> {
	const row = await trx
		.selectFrom('session')
		.select('id')
		.where('center_id', '=', center)
		.where('id', '=', session)
		.where('removed', '=', 0)
		.executeTakeFirst();
	return row !== undefined;
}

async function participantsOf(
	trx: Writing,
	center: CenterId,
	whom: Whom
): Promise<readonly ParticipantId[]> {
	if (whom.kind === 'roster') return participantsIn(trx, center, whom.of);
	const all = trx.selectFrom('participant').select('id').where('center_id', '=', center);
	if (whom.kind === 'people' && whom.participants.length === 0) return [];
	const chosen =
		whom.kind === 'people'
			? all.where('id', 'in', [...new Set(whom.participants)])
			: all
					.where('left_on', 'is', null)
					.where('school_id', '=', whom.school)
					.where('grade', '=', whom.grade)
					.where('class_no', '=', whom.classNo);
	return (await chosen.execute()).map(({ id }) => id);
}

function deed(action: Action, session: SessionId, people: number, by: Whom['kind']) {
	return {
		kind: 'change' as const,
		action,
		subject: `session:${session}`,
		people,
		reason: null,
		detail: { by }
	};
}
