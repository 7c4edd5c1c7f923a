import type { CenterId } from '#domain/id.ts';
import type { Reader, Store, Writing } from '#server/database/store.ts';
import { linkHash, mintLinkToken } from '#server/staff/one-time.ts';
import { endSessions } from '#server/staff/sessions.ts';
import { change, recordEverywhere, type Actor } from '#server/trail.ts';

export const RESET_MINUTES = 60;
const VALID_MS = RESET_MINUTES * 60_000;

/** The path of the link that sets a new password. */
export function resetPath(token: string): string {
	return `/reset?token=${token}`;
}

/**
 * Whether an administrator may reset a member's password. Not when the account also opens a center
 * that this administrator does not rule over: the link would let them in there.
 */
export async function mayReset(
	reader: Reader,
	center: CenterId,
	by: string,
	staff: string
): Promise<boolean> {
	const theirs = await centersOf(reader, staff);
	const ruled = await reader
		.selectFrom('membership')
		.select('center_id')
		.where('staff_id', '=', by)
		.where('role', '=', 'administrator')
		.execute();
	const mine = new Set(ruled.map(({ center_id }) => center_id));
	return theirs.includes(center) && theirs.every((each) => mine.has(each));
}

/** Makes a link that sets a new password once, within an hour; an earlier one no longer works. */
export async function offerReset(
	trx: Writing,
	staff: string,
	offer: { readonly by: string; readonly twoStep: boolean },
	now: number
): Promise<string> {
	const { token, hash } = mintLinkToken();
	await trx.deleteFrom('staff_reset').where('staff_id', '=', staff).execute();
	await trx
		.insertInto('staff_reset')
		.values({
			token_hash: hash,
			staff_id: staff,
			created_by: offer.by,
			expires_at: now + VALID_MS,
			used_at: null,
			two_step: offer.twoStep ? 1 : 0
		})
		.execute();
	return token;
}

/** Whose password a link sets; null when it sets nobody's any more. */
export async function resetBehind(
	reader: Reader,
	token: string,
	now: number
): Promise<{ readonly email: string; readonly twoStep: boolean } | null> {
	const row = await openOne(reader, token, now);
	return row ? { email: row.email, twoStep: row.two_step === 1 } : null;
}

/** Sets the password that a link is for, and ends every sign-in of the account. False when it is too late. */
export async function reset(
	store: Store,
	token: string,
	passwordHash: string,
	address: string,
	now: number
): Promise<boolean> {
	return store.write(async (trx) => {
		const row = await openOne(trx, token, now);
		if (!row) return false;
		const used = await trx
			.updateTable('staff_reset')
			.set({ used_at: now })
			.where('token_hash', '=', row.token_hash)
			.where('used_at', 'is', null)
			.executeTakeFirst();
		// Somebody else may have opened the same link.
		if (used.numUpdatedRows === 0n) return false;
		await trx
			.updateTable('staff_credential')
			.set({ password: passwordHash })
			.where('staff_id', '=', row.staff_id)
			.where('provider_id', '=', 'credential')
			.execute();
		if (row.two_step === 1) await dropTwoStep(trx, row.staff_id);
		await endSessions(trx, row.staff_id);
		const by: Actor = { id: row.staff_id, email: row.email, address };
		await recordEverywhere(
			trx,
			by,
			change('account.reset', `staff:${row.staff_id}`, {
				twoStep: row.two_step === 1,
				offeredBy: row.created_by
			}),
			now
		);
		return true;
	});
}

async function dropTwoStep(trx: Writing, staff: string): Promise<void> {
	await trx.deleteFrom('staff_two_factor').where('staff_id', '=', staff).execute();
	await trx
		.updateTable('staff')
		.set({ two_factor_enabled: false })
		.where('id', '=', staff)
		.execute();
}

async function centersOf(reader: Reader, staff: string): Promise<CenterId[]> {
	const rows = await reader
		.selectFrom('membership')
		.select('center_id')
		.where('staff_id', '=', staff)
		.execute();
	return rows.map(({ center_id }) => center_id);
}

function openOne(reader: Reader, token: string, now: number) {
	return reader
		.selectFrom('staff_reset')
		.innerJoin('staff', 'staff.id', 'staff_reset.staff_id')
		.selectAll('staff_reset')
		.select('staff.email')
		.where('token_hash', '=', linkHash(token))
		.where('used_at', 'is', null)
		.where('expires_at', '>', now)
		.executeTakeFirst();
}
