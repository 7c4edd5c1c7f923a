import type { CenterId, ProgramId, SessionId } from '#domain/id.ts';
import type { BallotId } from '#domain/rating/ballot.ts';
import { maskComment } from '#domain/rating/comment.ts';
import { shuffled } from '#domain/rating/shuffle.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { change, record, type Actor } from '#server/trail.ts';

/** Of which session or program comments are wanted. */
export type CommentScope = { readonly session: SessionId } | { readonly program: ProgramId };

/** What was written and nobody has decided on yet. */
export interface WaitingComment {
	readonly id: BallotId;
	/** With whatever could reach somebody made unreadable. */
	readonly text: string;
	readonly program: string;
}

/** So many wait on one page; whoever has decided on them sees the next ones. */
export const WAITING_SHOWN = 50;

/** What was released, in an order that is another each time. */
export async function releasedOf(
	reader: Reader,
	center: CenterId,
	scope: CommentScope
): Promise<string[]> {
	const all = reader
		.selectFrom('rating_comment')
		.select('text')
		.where('center_id', '=', center)
		.where('state', '=', 'released');
	const rows = await (
		'session' in scope
			? all.where('session_id', '=', scope.session)
			: all.where('program_id', '=', scope.program)
	).execute();
	return shuffled(
		rows.map(({ text }) => maskComment(text)),
		randomBytes
	);
}

/** How many wait, and some of them: neither by when they came nor by what they belong to. */
export async function waitingOf(
	reader: Reader,
	center: CenterId
): Promise<{ readonly count: number; readonly comments: readonly WaitingComment[] }> {
	const rows = await reader
		.selectFrom('rating_comment')
		.leftJoin('program', (join) =>
			join
				.onRef('program.center_id', '=', 'rating_comment.center_id')
				.onRef('program.id', '=', 'rating_comment.program_id')
		)
		.select(['rating_comment.id', 'rating_comment.text', 'program.name'])
		.where('rating_comment.center_id', '=', center)
		.where('rating_comment.state', '=', 'waiting')
		// Ids are random: this is the same order for whoever decides, and tells nothing.
		.orderBy('rating_comment.id')
		.execute();
	return {
		count: rows.length,
		comments: rows.slice(0, WAITING_SHOWN).map(({ id, text, name }) => ({
			id,
			text: maskComment(text),
			program: name ?? ''
		}))
	};
}

/** Releases a comment or withholds it; whoever is second to decide finds it decided. Says whether it waited. */
export async function decideOn(
	store: Store,
	center: CenterId,
	by: Actor,
	id: BallotId,
	decision: 'released' | 'withheld',
	now: number
): Promise<boolean> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const { numUpdatedRows } = await trx
			.updateTable('rating_comment')
			.set({ state: decision })
			.where('center_id', '=', center)
			.where('id', '=', id)
			.where('state', '=', 'waiting')
			.executeTakeFirst();
		if (numUpdatedRows === 0n) return false;
		const action = decision === 'released' ? 'comments.release' : 'comments.withhold';
		await record(trx, center, by, change(action, `comment:${id}`), now);
		return true;
	});
}
