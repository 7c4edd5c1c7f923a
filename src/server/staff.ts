import { APIError } from 'better-auth/api';
import type { CenterId } from '#domain/id.ts';
import type { Store } from '#server/database/store.ts';
import type { Keys } from '#server/keys.ts';
import { Failures } from '#server/staff/failures.ts';
import { cookiesIn, openLibrary, type StaffCookie } from '#server/staff/library.ts';
import { presenceOf, type Account } from '#server/staff/presence.ts';
import { endSessions } from '#server/staff/sessions.ts';
import { secondStepOf, type Changed } from '#server/staff/second-step.ts';

export { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '#server/staff/library.ts';
export type { Account, Belonging, Presence, Staff } from '#server/staff/presence.ts';
export type { StaffCookie };

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
	const failures = new Failures(store);

	return {
		...presenceOf(library, store),
		secondStep: secondStepOf(library, failures, store),

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
		async forgive(email: string): Promise<void> {
			await failures.succeeded(email.toLowerCase());
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
			const ms = await failures.wait(key, now);
			if (ms > 0) return { kind: 'wait', ms };
			try {
				const answer = await library.api.signInEmail({
					body: { email: key, password },
					headers,
					returnHeaders: true
				});
				await failures.succeeded(key);
				const cookies = cookiesIn(answer.headers);
				const { token, user } = answer.response;
				// Instead of a session the library then answers that a second factor is due.
				if (!token) return { kind: 'second-step', cookies };
				if (founding) await markFounding(store, token, founding);
				return { kind: 'signed-in', staff: user.id, cookies };
			} catch (error) {
				if (!(error instanceof APIError)) throw error;
				await failures.failed(key, now);
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
			const ms = await failures.wait(account.email, now);
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
				await failures.succeeded(account.email);
				await endSessions(store.writer, account.id, account.session);
				return { kind: 'changed', cookies: cookiesIn(answer.headers) };
			} catch (error) {
				if (!(error instanceof APIError)) throw error;
				await failures.failed(account.email, now);
				return { kind: 'refused' };
			}
		},

		async rename(staff: string, name: string): Promise<void> {
			await (await library.$context).internalAdapter.updateUser(staff, { name });
		}
	};
}

async function markFounding(store: Store, token: string, center: CenterId): Promise<void> {
	await store.writer
		.updateTable('staff_session')
		.set({ founding: center })
		.where('token', '=', token)
		.execute();
}
