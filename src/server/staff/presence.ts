import type { CenterId } from '#domain/id.ts';
import type { Reach, Role } from '#domain/rights.ts';
import { IDLE_MS_DEFAULT, lasts, type Use } from '#domain/sign-in.ts';
import type { Zone } from '#domain/zone.ts';
import type { Store } from '#server/database/store.ts';
import type { Library } from '#server/staff/library.ts';
import { reachOf } from '#server/staff/reach.ts';

/** A use is noted at most this often: reading pages must not keep the database writing. */
const NOTE_EVERY_MS = 30_000;

/** Somebody signed in, whatever they are at which center. */
export interface Account {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	/** Whether signing in takes a second step. */
	readonly twoStep: boolean;
	/** By which their sign-ins are told apart; it opens nothing. */
	readonly session: string;
}

/** A center somebody belongs to. */
export interface Belonging {
	readonly id: CenterId;
	readonly name: string;
	readonly demo: boolean;
	readonly role: Role;
}

/** Somebody signed in, the center they work for, and what they are there. */
export interface Staff extends Account {
	readonly role: Role;
	readonly reach: Reach;
	readonly center: {
		readonly id: CenterId;
		readonly name: string;
		readonly demo: boolean;
		readonly idleMs: number;
		readonly zone: Zone;
	};
	/** Whether this is the sign-in in which the center was set up. */
	readonly founding: boolean;
	/** Whether they could go to another center. */
	readonly several: boolean;
}

export type Presence =
	| { readonly kind: 'nobody' }
	/** Somebody was signed in until a limit was reached, or until they were signed out from elsewhere. */
	| { readonly kind: 'ended' }
	| {
			readonly kind: 'known';
			readonly account: Account;
			readonly centers: readonly Belonging[];
			/** Null while they belong to no center, or have not chosen among several. */
			readonly staff: Staff | null;
	  };

/** Who is there, and for how long they are taken to be. */
export function presenceOf(library: Library, store: Store) {
	return {
		/** Who is asking. It counts as use, unless the limit of being idle was reached before. */
		async whoIs(headers: Headers, now: number): Promise<Presence> {
			const found = await find(library, store, headers);
			if (!found) return { kind: wasSignedIn(headers) ? 'ended' : 'nobody' };
			const { account, use, rows, chosen, founding } = found;
			if (lasts(use, now) === 0) {
				await store.writer.deleteFrom('staff_session').where('id', '=', account.session).execute();
				return { kind: 'ended' };
			}
			if (use.usedAt === null || now - use.usedAt >= NOTE_EVERY_MS) {
				await note(store, account, chosen?.id ?? null, now);
			}
			const centers = rows.map(({ id, name, demo, role }) => ({
				id,
				name,
				demo: demo === 1,
				role
			}));
			if (!chosen) return { kind: 'known', account, centers, staff: null };
			const { id, name, demo, zone, role, school } = chosen;
			const staff: Staff = {
				...account,
				role,
				reach: await reachOf(store.reader, id, account.id, role, school),
				center: { id, name, demo: demo === 1, idleMs: use.idleMs, zone },
				founding: founding === id,
				several: rows.length > 1
			};
			return { kind: 'known', account, centers, staff };
		},

		/** How long the sign-in lasts if nobody uses it any more, in ms. To ask this is no use. */
		async left(headers: Headers, now: number): Promise<number> {
			const found = await find(library, store, headers);
			return found ? lasts(found.use, now) : 0;
		}
	};
}

const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?haebom\.session_token=[^;]/;

function wasSignedIn(headers: Headers): boolean {
	return SESSION_COOKIE.test(headers.get('cookie') ?? '');
}

/** The sign-in that a request belongs to, the centers it could be for, and the one it is for. */
async function find(library: Library, store: Store, headers: Headers) {
	const answer = await library.api.getSession({ headers });
	if (!answer) return null;
	const { session, user } = answer;
	const account: Account = {
		id: user.id,
		name: user.name,
		email: user.email,
		twoStep: Boolean(user.twoFactorEnabled),
		session: session.id
	};
	const rows = await belongings(store, account.id);
	const [only] = rows;
	// Whoever belongs to one has nothing to choose.
	const chosen = rows.length === 1 ? only : rows.find(({ id }) => id === session.centerId);
	const use: Use = {
		beganAt: session.createdAt.getTime(),
		usedAt: session.usedAt ?? null,
		idleMs: chosen?.idle_ms ?? IDLE_MS_DEFAULT
	};
	return { account, use, rows, chosen, founding: session.founding ?? null };
}

/** Every center an account belongs to, the oldest first. */
async function belongings(store: Store, staff: string) {
	return store.reader
		.selectFrom('membership')
		.innerJoin('center', 'center.id', 'membership.center_id')
		.select([
			'center.id',
			'center.name',
			'center.demo',
			'center.idle_ms',
			'center.zone',
			'membership.role',
			'membership.school_id as school'
		])
		.where('membership.staff_id', '=', staff)
		.orderBy('center.created_at')
		.orderBy('center.id')
		.execute();
}

async function note(store: Store, account: Account, center: CenterId | null, now: number) {
	await store.write(async (trx) => {
		await trx
			.updateTable('staff_session')
			.set({ used_at: now })
			.where('id', '=', account.session)
			.execute();
		if (center === null) return;
		await trx
			.updateTable('membership')
			.set({ seen_at: now })
			.where('center_id', '=', center)
			.where('staff_id', '=', account.id)
			.execute();
	});
}
