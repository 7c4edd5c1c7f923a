import { randomId } from '#domain/id.ts';
import { moveWatermark } from '#server/backup/watermark.ts';
import type { Store } from '#server/database/store.ts';
import { epochOf } from '#server/centers.ts';
import { randomBytes } from '#server/keys.ts';

/**
 * Writes down how far every tablet's records are committed, for a backup that is begun after this by the
 * operator's own tools: all of it is in there. Returns the mark's name.
 */
export async function setMark(store: Store, now: number): Promise<string> {
	const id = randomId(randomBytes);
	const epoch = await epochOf(store);
	await store.write(async (trx) => {
		await trx.insertInto('backup').values({ id, epoch, kind: 'mark', at: now }).execute();
		await trx
			.insertInto('backup_mark')
			.columns(['center_id', 'backup_id', 'incarnation', 'acked_through'])
			.expression((eb) =>
				eb
					.selectFrom('incarnation')
					.select(({ val }) => [
						'center_id',
						val(id).as('backup_id'),
						'incarnation',
						'acked_through'
					])
			)
			.execute();
	});
	return id;
}

export type Reported =
	| { readonly kind: 'moved'; readonly at: number }
	/** There is no such mark; perhaps it was set before another one that was reported. */
	| { readonly kind: 'unknown' }
	/** The database was restored since: that backup is of a life that has ended. */
	| { readonly kind: 'ended' };

/** Takes the operator's word that a backup begun after this mark was verified. The same again changes nothing. */
export async function report(store: Store, id: string, now: number): Promise<Reported> {
	const mark = await store.reader
		.selectFrom('backup')
		.select(['epoch', 'at', 'verified_at'])
		.where('id', '=', id)
		.where('kind', '=', 'mark')
		.executeTakeFirst();
	if (!mark) return { kind: 'unknown' };
	const marks = await store.reader
		.selectFrom('backup_mark')
		.select(['center_id', 'incarnation', 'acked_through'])
		.where('backup_id', '=', id)
		.execute();
	if (!(await moveWatermark(store, mark.epoch, marks))) return { kind: 'ended' };
	await store.write(async (trx) => {
		await trx
			.updateTable('backup')
			.set({ verified_at: mark.verified_at ?? now })
			.where('id', '=', id)
			.execute();
		const older = trx.selectFrom('backup').select('id').where('at', '<=', mark.at);
		await trx.deleteFrom('backup_mark').where('backup_id', 'in', older).execute();
	});
	return { kind: 'moved', at: mark.at };
}
