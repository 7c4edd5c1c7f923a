import { APIError } from 'better-auth/api';
import type { CenterId } from '#domain/id.ts';
import type { Reach, Role } from '#domain/rights.ts';
import { IDLE_MS_DEFAULT, lasts } from '#domain/sign-in.ts';
import type { Store } from '#server/database/store.ts';
import type { Keys } from '#server/keys.ts';
import { Limiter } from '#server/limiter.ts';
import { cookiesIn, openLibrary, type Library, type StaffCookie } from '#server/staff/library.ts';
import { reachOf } from '#server/staff/reach.ts';
import { endSessions } from '#server/staff/sessions.ts';
import { secondStepOf, type Changed } from '#server/staff/second-step.ts';

export { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '#server/staff/library.ts';
export type { StaffCookie };

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

export type SignIn =
	| {
			readonly kind: 'signed-in';
			readonly staff: string;
			readonly cookies: readonly StaffCookie[];
	  }
	/** The password was right; a code is still to come. */
	| { readonly kind: 'second-step'; readonly cookies: readonly StaffCookie[] }
	| { readonly kind: 'refused' }
	/** Too many failures for this account; how long to wait, in ms. */
	| { readonly kind: 'wait'; readonly ms: number };

/** The accounts of a center's staff. Everything the accounts library knows stays behind this. */
export type StaffDesk = ReturnType<typeof openStaffDesk>;

export function openStaffDesk(store: Store, keys: Keys, origin: string) {
	const library = openLibrary(store, keys, origin);
	const limiter = new Limiter();

	return {
		secondStep: secondStepOf(library, limiter, store),

		/** Makes an account. Sign-up is closed: only set-up and invitations lead here. Throws for an address that is taken. */
		async add(account: { name: string; email: string; password: string }): Promise<string> {
			const { internalAdapter, password } = await library.$context;
			const staff = await internalAdapter.createUser(
				{ name: account.name, email: account.email.toLowerCase(), emailVerified: true },
				{ method: 'email-password' }
			);
			await internalAdapter.linkAccount({
				userId: staff.id,
				accountId: staff.id,
				providerId: 'credential',
				password: await password.hash(account.password)
			});
			return staff.id;
		},

		/** Whether there is an account with this e-mail address. */
		async isTaken(email: string): Promise<boolean> {
			const row = await store.reader
				.selectFrom('staff')
				.select('id')
				.where('email', '=', email.toLowerCase())
				.executeTakeFirst();
			return row !== undefined;
		},

		async remove(staff: string): Promise<void> {
			const { internalAdapter } = await library.$context;
			await endSessions(store.writer, staff);
			await internalAdapter.deleteAccounts(staff);
			await internalAdapter.deleteUser(staff);
		},

		/** Forgets how often signing in to an account has failed: it has a new password. */
		forgive(email: string): void {
			limiter.succeeded(email.toLowerCase());
		},

		/** What is kept of a password: a hash that only the library can check. */
		async hash(password: string): Promise<string> {
			return (await library.$context).password.hash(password);
		},

		/** `founding` is the center that has just been set up, for the sign-in that belongs to it. */
		async signIn(
			email: string,
			password: string,
			headers: Headers,
			now: number,
			founding: CenterId | null = null
		): Promise<SignIn> {
			const key = email.toLowerCase();
			const ms = limiter.wait(key, now);
			if (ms > 0) return { kind: 'wait', ms };
			try {
				const answer = await library.api.signInEmail({
					body: { email: key, password },
					headers,
					returnHeaders: true
				});
				limiter.succeeded(key);
				const cookies = cookiesIn(answer.headers);
				const { token, user } = answer.response;
				// Instead of a session the library then answers that a second factor is due.
				if (!token) return { kind: 'second-step', cookies };
				if (founding) await markFounding(store, token, founding);
				return { kind: 'signed-in', staff: user.id, cookies };
			} catch (error) {
				if (!(error instanceof APIError)) throw error;
				limiter.failed(key, now);
				return { kind: 'refused' };
			}
		},

		/** Ends the session; the cookies to set forget it in the browser. */
		async signOut(headers: Headers): Promise<readonly StaffCookie[]> {
			const answer = await library.api.signOut({ headers, returnHeaders: true });
			return cookiesIn(answer.headers);
		},

		/** Changes one's own password; every other sign-in of the account ends. */
		async changePassword(
			account: Account,
			passwords: { readonly current: string; readonly next: string },
			headers: Headers,
			now: number
		): Promise<Changed> {
			const ms = limiter.wait(account.email, now);
			if (ms > 0) return { kind: 'wait', ms };
			try {
				const answer = await library.api.changePassword({
					body: {
						currentPassword: passwords.current,
						newPassword: passwords.next
					},
					headers,
					returnHeaders: true
				});
				limiter.succeeded(account.email);
				await endSessions(store.writer, account.id, account.session);
				return { kind: 'changed', cookies: cookiesIn(answer.headers) };
			} catch (error) {
				if (!(error instanceof APIError)) throw error;
				limiter.failed(account.email, now);
				return { kind: 'refused' };
			}
		},

		async rename(staff: string, name: string): Promise<void> {
			await (await library.$context).internalAdapter.updateUser(staff, { name });
		},

		/** Who is asking. It counts as use, unless the limit of being idle was reached before. */
		async whoIs(headers: Headers, now: number): Promise<Presence> {
			const found = await sessionOf(library, headers);
			if (!found) return SESSION_COOKIE.test(headers.get('cookie') ?? '') ? ENDED : NOBODY;
			const { account, use } = found;
			const rows = await belongings(store, account.id);
			const [only] = rows;
			const chosen = rows.length === 1 ? only : rows.find(({ id }) => id === use.center);
			const idleMs = chosen?.idle_ms ?? IDLE_MS_DEFAULT;
			if (lasts({ ...use, idleMs }, now) === 0) {
				await store.writer.deleteFrom('staff_session').where('id', '=', account.session).execute();
				return ENDED;
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
			const { id, name, demo, role, school } = chosen;
			const staff: Staff = {
				...account,
				role,
				reach: await reachOf(store.reader, id, account.id, role, school),
				center: { id, name, demo: demo === 1, idleMs },
				founding: use.founding === id,
				several: rows.length > 1
			};
			return { kind: 'known', account, centers, staff };
		},

		/** How long the sign-in lasts if nobody uses it any more, in ms. To ask this is no use. */
		async left(headers: Headers, now: number): Promise<number> {
			const found = await sessionOf(library, headers);
			if (!found) return 0;
			const rows = await belongings(store, found.account.id);
			const [only] = rows;
			const chosen = rows.length === 1 ? only : rows.find(({ id }) => id === found.use.center);
			return lasts({ ...found.use, idleMs: chosen?.idle_ms ?? IDLE_MS_DEFAULT }, now);
		}
	};
}

const NOBODY: Presence = { kind: 'nobody' };
const ENDED: Presence = { kind: 'ended' };
const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?haebom\.session_token=[^;]/;

async function sessionOf(library: Library, headers: Headers) {
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
	const use = {
		beganAt: session.createdAt.getTime(),
		usedAt: session.usedAt ?? null,
		center: session.centerId ?? null,
		founding: session.founding ?? null
	};
	return { account, use };
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

async function markFounding(store: Store, token: string, center: CenterId): Promise<void> {
	await store.writer
		.updateTable('staff_session')
		.set({ founding: center })
		.where('token', '=', token)
		.execute();
}
