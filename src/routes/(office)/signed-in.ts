import { error, type RequestEvent } from '@sveltejs/kit';
import type { Staff } from '#server/staff.ts';
import type { Actor } from '#server/trail.ts';

/** Who is asking. Nobody gets below the office without signing in; this only tells the compiler. */
export function signedIn({ staff }: App.Locals): Staff {
	if (!staff) error(401);
	return staff;
}

/** Who is asking, as the trail names them. */
export function actor({ locals, getClientAddress }: RequestEvent): Actor {
	const { id, email } = signedIn(locals);
	return { id, email, address: getClientAddress() };
}
