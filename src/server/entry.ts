import type { ProblemCode } from '#domain/problem.ts';
import type { App } from '#server/app.ts';
import type { Device } from '#server/database/schema.ts';
import { authenticate } from '#server/devices.ts';
import { admits, DOORS } from '#server/doors.ts';
import type { Staff } from '#server/staff.ts';

/** The cookie in which a tablet keeps what it is known by. */
export const CREDENTIAL_COOKIE = 'haebom_device';

/** What became of somebody who came to a door. */
export type Entry =
	| { readonly kind: 'open'; readonly staff: Staff | null; readonly device: Device | null }
	/** Nobody is signed in, and somebody has to be. */
	| { readonly kind: 'sign-in' }
	/** Somebody is signed in who may not do this. */
	| { readonly kind: 'closed' }
	/** No tablet of ours, or no longer. */
	| { readonly kind: 'declined'; readonly code: ProblemCode };

/** Who is asking, as far as an HTTP request says. */
export interface Caller {
	readonly method: string;
	readonly headers: Headers;
	cookie(name: string): string | undefined;
}

/**
 * Decides who goes through a door; every request passes here, and nowhere else is it decided. Throws
 * for a route that is in no table: a door that was forgotten stays shut.
 */
export async function enter(
	{ store, staff: desk }: Pick<App, 'store' | 'staff'>,
	route: string | null,
	caller: Caller
): Promise<Entry> {
	// An address with nothing behind it; the framework says so.
	if (route === null) return { kind: 'open', staff: null, device: null };
	const keeper = DOORS[route];
	if (!keeper) throw new Error(`Nobody keeps the door ${route}`);
	if (keeper.lets === 'anybody') return { kind: 'open', staff: null, device: null };
	if (keeper.lets === 'tablet') {
		const known = await authenticate(store.reader, caller.cookie(CREDENTIAL_COOKIE));
		return known.kind === 'device' || (known.kind === 'revoked' && keeper.retired)
			? { kind: 'open', staff: null, device: known.device }
			: { kind: 'declined', code: known.kind };
	}
	const staff = await desk.whoIs(caller.headers);
	if (!staff) return { kind: 'sign-in' };
	if (!admits(keeper, staff.role, caller.method)) return { kind: 'closed' };
	return { kind: 'open', staff, device: null };
}
