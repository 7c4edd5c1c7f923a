import type { CenterId } from '#domain/id.ts';
import type { Reader, Store } from '#server/database/store.ts';

/** One sign-in of an account, as its owner sees it. */
export interface SignedInAt {
	readonly id: string;
	readonly browser: string;
	/** Null when it was not used since. */
	readonly usedAt: number | null;
}

/** The sign-ins of an account, the one used last first. */
export async function signInsOf(reader: Reader, staff: string): Promise<SignedInAt[]> {
	const rows = await reader
		.selectFrom('staff_session')
		.select(['id', 'user_agent', 'used_at'])
		.where('staff_id', '=', staff)
		.execute();
	return rows
		.map(({ id, user_agent, used_at }) => ({ id, browser: user_agent ?? '', usedAt: used_at }))
		.sort((a, b) => (b.usedAt ?? 0) - (a.usedAt ?? 0));
}

/** Ends every sign-in of an account at once, but for the one to keep. */
export async function endSessions(
	database: Reader,
	staff: string,
	keep: string | null = null
): Promise<void> {
	const all = database.deleteFrom('staff_session').where('staff_id', '=', staff);
	await (keep === null ? all : all.where('id', '!=', keep)).execute();
}

/** Goes to one of the centers an account belongs to; false when it does not belong there. */
export async function chooseCenter(
	store: Store,
	account: { readonly id: string; readonly session: string },
	center: CenterId,
	now: number
): Promise<boolean> {
	return store.write(async (trx) => {
		const { numUpdatedRows } = await trx
			.updateTable('membership')
			.set({ seen_at: now })
			.where('center_id', '=', center)
			.where('staff_id', '=', account.id)
			.executeTakeFirstOrThrow();
		if (numUpdatedRows === 0n) return false;
		await trx
			.updateTable('staff_session')
			.set({ center_id: center })
			.where('id', '=', account.session)
			.execute();
		return true;
	});
}
