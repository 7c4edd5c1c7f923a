import { error } from '@sveltejs/kit';
import type { Staff } from '#server/staff.ts';

/** Who is asking. Nobody gets below the office without signing in; this only tells the compiler. */
export function signedIn({ staff }: App.Locals): Staff {
	if (!staff) error(401);
	return staff;
}
