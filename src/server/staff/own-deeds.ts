import type { Json } from '#domain/canonical.ts';
import type { Store } from '#server/database/store.ts';
import { recordEverywhere } from '#server/trail.ts';

/** What somebody does with their own account. */
export type OwnDeed =
	| 'account.sign-in'
	| 'account.password'
	| 'account.rename'
	| 'account.two-step-on'
	| 'account.two-step-off'
	| 'account.everywhere';

/** Writes what somebody did with their own account on the trail of every center it opens. */
export async function recordOwn(
	store: Store,
	staff: string,
	address: string,
	action: OwnDeed,
	detail: Json,
	now: number
): Promise<void> {
	await store.write(async (trx) => {
		const { email } = await trx
			.selectFrom('staff')
			.select('email')
			.where('id', '=', staff)
			.executeTakeFirstOrThrow();
		await recordEverywhere(
			trx,
			{ id: staff, email, address },
			{
				kind: action === 'account.sign-in' ? 'access' : 'change',
				action,
				subject: `staff:${staff}`,
				people: 0,
				reason: null,
				detail
			},
			now
		);
	});
}
