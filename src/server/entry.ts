import type { ProblemCode } from '#domain/problem.ts';
import { owesTwoStep } from '#domain/sign-in.ts';
import type { App } from '#server/app.ts';
import type { Device } from '#server/database/schema.ts';
import { authenticate } from '#server/devices.ts';
import { admits, DOORS } from '#server/doors.ts';
import type { Account, Belonging, Presence, Staff } from '#server/staff.ts';

/** The cookie in which a tablet keeps what it is known by. */
export const CREDENTIAL_COOKIE = 'haebom_device';

/** Who went through a door: what is null is not known, or was not asked. */
export interface Visitor {
	readonly staff: Staff | null;
	readonly account: Account | null;
	readonly centers: readonly Belonging[];
	readonly device: Device | null;
}

/** What became of somebody who came to a door. */
export type Entry =
	| ({ readonly kind: 'open' } & Visitor)
	/** Nobody is signed in, and somebody has to be; why, if there is a reason to tell. */
	| { readonly kind: 'sign-in'; readonly because: 'ended' | 'no-center' | null }
	/** They belong to several centers and have not said which. */
	| { readonly kind: 'choose' }
	/** They get nowhere before they have set up a second step of signing in. */
	| { readonly kind: 'two-step' }
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

const STRANGER: Visitor = { staff: null, account: null, centers: [], device: null };

/**
 * Decides who goes through a door; every request passes here, and nowhere else is it decided. Throws
 * for a route that is in no table: a door that was forgotten stays shut.
 */
export async function enter(
	{ store, staff: desk }: Pick<App, 'store' | 'staff'>,
	route: string | null,
	caller: Caller,
	now: number
): Promise<Entry> {
	// An address with nothing behind it; the framework says so.
	if (route === null) return { kind: 'open', ...STRANGER };
	const keeper = DOORS[route];
	if (!keeper) throw new Error(`Nobody keeps the door ${route}`);
	if (keeper.lets === 'anybody') return { kind: 'open', ...STRANGER };
	if (keeper.lets === 'tablet') {
		const known = await authenticate(store.reader, caller.cookie(CREDENTIAL_COOKIE));
		return known.kind === 'device' || (known.kind === 'revoked' && keeper.retired)
			? { kind: 'open', ...STRANGER, device: known.device }
			: { kind: 'declined', code: known.kind };
	}
	const presence = await desk.whoIs(caller.headers, now);
	if (keeper.lets === 'guest') return { kind: 'open', ...visitor(presence) };
	if (presence.kind === 'nobody') return { kind: 'sign-in', because: null };
	if (presence.kind === 'ended') return { kind: 'sign-in', because: 'ended' };
	if (keeper.lets === 'account') return { kind: 'open', ...visitor(presence) };
	const { staff, centers } = presence;
	if (!staff) {
		return centers.length > 0 ? { kind: 'choose' } : { kind: 'sign-in', because: 'no-center' };
	}
	if (owesTwoStep(staff, staff.center)) return { kind: 'two-step' };
	if (!admits(keeper, staff.role, caller.method)) return { kind: 'closed' };
	return { kind: 'open', ...visitor(presence) };
}

function visitor(presence: Presence): Visitor {
	if (presence.kind !== 'known') return STRANGER;
	const { account, centers, staff } = presence;
	return { account, centers, staff, device: null };
}
