import type { Month } from '#domain/calendar.ts';
import type { CenterId, ProgramId, SessionId } from '#domain/id.ts';
import type { Ballot } from '#domain/rating/ballot.ts';
import { exchanged } from '#domain/rating/exchange.ts';
import { shuffled } from '#domain/rating/shuffle.ts';
import type { Store, Writing } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { chunks } from '#server/roster.ts';

/** An opened ballot, what it is called in the urn, and under what it is counted. */
export interface Opened {
	readonly digest: string;
	readonly ballot: Ballot;
	readonly under: {
		readonly program: ProgramId;
		/** Null where it is counted with those of other sessions. */
		readonly session: SessionId | null;
		readonly month: Month;
	};
}

/** Somebody else has opened some of them meanwhile: nothing was counted. */
class Overtaken extends Error {}

/**
 * Takes ballots out of the urn and counts them, all or none, in no order, and with exchanged reasons. Returns how many answers there
 * were; 0 if somebody else was faster.
 */
export async function count(
	store: Store,
	center: CenterId,
	opened: readonly Opened[]
): Promise<number> {
	try {
		await store.write(async (trx) => {
			await lockHead(trx, center);
			for (const some of chunks(opened)) await takeOut(trx, center, some);
			const mixed = shuffled(exchanged(opened, randomBytes), randomBytes);
			for (const each of mixed) await putDown(trx, center, each);
		});
	} catch (error) {
		if (error instanceof Overtaken) return 0;
		throw error;
	}
	return answersIn(opened);
}

/** Takes ballots out of the urn that are counted already. */
export async function discard(
	store: Store,
	center: CenterId,
	spent: readonly Opened[]
): Promise<void> {
	if (spent.length === 0) return;
	await store.write(async (trx) => {
		await lockHead(trx, center);
		for (const some of chunks(spent)) await remove(trx, center, some);
	});
}

/** How many answers are among some ballots. */
export function answersIn(opened: readonly Opened[]): number {
	return opened.filter(({ ballot }) => ballot.kind === 'rating').length;
}

async function takeOut(trx: Writing, center: CenterId, opened: readonly Opened[]): Promise<void> {
	if ((await remove(trx, center, opened)) !== opened.length) throw new Overtaken();
}

async function remove(trx: Writing, center: CenterId, opened: readonly Opened[]): Promise<number> {
	const digests = opened.map(({ digest }) => digest);
	const { numDeletedRows } = await trx
		.deleteFrom('urn')
		.where('center_id', '=', center)
		.where('digest', 'in', digests)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

async function putDown(trx: Writing, center: CenterId, { ballot, under }: Opened): Promise<void> {
	const { id, survey, band, way } = ballot;
	const { program, session, month } = under;
	const row = {
		center_id: center,
		id,
		program_id: program,
		session_id: session,
		month,
		survey_id: survey,
		band,
		way
	};
	switch (ballot.kind) {
		case 'blank':
			return;
		case 'rating': {
			const { answer, quick } = ballot;
			const reasons = JSON.stringify(ballot.reasons.toSorted());
			const rating = { ...row, answer, reasons, quick: quick ? (1 as const) : (0 as const) };
			// A ballot that was closed twice, because the first try seemed to have failed, is one.
			await trx
				.insertInto('rating')
				.values(rating)
				.onConflict((conflict) => conflict.columns(['center_id', 'id']).doNothing())
				.execute();
			return;
		}
		case 'run': {
			const { answer, length } = ballot;
			await trx
				.insertInto('rating_run')
				.values({ ...row, answer, length })
				.onConflict((conflict) => conflict.columns(['center_id', 'id']).doNothing())
				.execute();
			return;
		}
		case 'comment':
			await trx
				.insertInto('rating_comment')
				.values({ ...row, text: ballot.text, state: 'waiting' })
				.onConflict((conflict) => conflict.columns(['center_id', 'id']).doNothing())
				.execute();
	}
}
