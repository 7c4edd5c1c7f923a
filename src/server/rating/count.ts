import type { InsertResult } from 'kysely';
import type { CenterId } from '#domain/id.ts';
import { exchanged } from '#domain/rating/exchange.ts';
import { shuffled } from '#domain/rating/shuffle.ts';
import type { Store, Writing } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { addUp } from '#server/rating/adding-up.ts';
import type { Opened } from '#server/rating/opened.ts';
import { chunks } from '#server/roster.ts';

/** Somebody else has opened some of them meanwhile: nothing was counted. */
class Overtaken extends Error {}

/**
 * Takes ballots out of the urn and counts them, all or none, in no order and with their reasons exchanged.
 * Returns how many answers there were; 0 if somebody else was faster.
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
			await addUp(trx, center, await putAllDown(trx, center, mixed));
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

/**
 * Writes down opened ballots, and gives those that were not there yet: a ballot that was closed twice, because
 * the first try seemed to have failed, is one.
 */
export async function putAllDown(
	trx: Writing,
	center: CenterId,
	opened: readonly Opened[]
): Promise<Opened[]> {
	const added: Opened[] = [];
	for (const each of opened) if (await putDown(trx, center, each)) added.push(each);
	return added;
}

async function putDown(
	trx: Writing,
	center: CenterId,
	{ ballot, under }: Opened
): Promise<boolean> {
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
			return false;
		case 'rating': {
			const { answer, quick } = ballot;
			const reasons = JSON.stringify(ballot.reasons.toSorted());
			return isNew(
				await trx
					.insertInto('rating')
					.values({ ...row, answer, reasons, quick: quick ? 1 : 0 })
					.onConflict((conflict) => conflict.columns(['center_id', 'id']).doNothing())
					.executeTakeFirst()
			);
		}
		case 'run': {
			const { answer, length } = ballot;
			return isNew(
				await trx
					.insertInto('rating_run')
					.values({ ...row, answer, length })
					.onConflict((conflict) => conflict.columns(['center_id', 'id']).doNothing())
					.executeTakeFirst()
			);
		}
		case 'comment':
			return isNew(
				await trx
					.insertInto('rating_comment')
					.values({ ...row, text: ballot.text, state: 'waiting' })
					.onConflict((conflict) => conflict.columns(['center_id', 'id']).doNothing())
					.executeTakeFirst()
			);
	}
}

function isNew({ numInsertedOrUpdatedRows }: InsertResult): boolean {
	return numInsertedOrUpdatedRows === 1n;
}
