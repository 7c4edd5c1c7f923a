import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import type { CenterId, SchoolId } from '#domain/id.ts';
import { randomId } from '#domain/id.ts';
import type { Reach, Role } from '#domain/rights.ts';
import type { Zone } from '#domain/zone.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { randomBytes, type Keys } from '#server/keys.ts';
import { Limiter } from '#server/limiter.ts';

export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 128;
const SESSION_MAX_S = 12 * 60 * 60;
const SESSION_REFRESH_S = 10 * 60;

/** Somebody signed in, the center they work for, and what they are there. */
export interface Staff {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly role: Role;
	readonly reach: Reach;
	readonly center: {
		readonly id: CenterId;
		readonly name: string;
		readonly demo: boolean;
		readonly zone: Zone;
	};
}

/** A cookie for the browser to keep, or to forget. */
export interface StaffCookie {
	readonly name: string;
	readonly value: string;
	readonly options: Omit<ReturnType<typeof toCookieOptions>, 'path'> & { readonly path: string };
}

export type SignIn =
	| { readonly kind: 'signed-in'; readonly cookies: readonly StaffCookie[] }
	| { readonly kind: 'refused' }
	/** Too many failures for this account; how long to wait, in ms. */
	| { readonly kind: 'wait'; readonly ms: number };

/** The accounts of a center's staff. Everything the accounts library knows stays behind this. */
export type StaffDesk = ReturnType<typeof openStaffDesk>;

export function openStaffDesk(store: Store, keys: Keys, origin: string) {
	const auth = configure(store, keys, origin);
	const limiter = new Limiter();

	return {
		/** Makes an account. Sign-up is closed: only set-up and, later, invitations lead here. */
		async add(account: { name: string; email: string; password: string }): Promise<string> {
			const { internalAdapter, password } = await auth.$context;
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

		async remove(staff: string): Promise<void> {
			const { internalAdapter } = await auth.$context;
			await internalAdapter.deleteAccounts(staff);
			await internalAdapter.deleteUser(staff);
		},

		async signIn(email: string, password: string, headers: Headers, now: number): Promise<SignIn> {
			const key = email.toLowerCase();
			const ms = limiter.wait(key, now);
			if (ms > 0) return { kind: 'wait', ms };
			try {
				const answer = await auth.api.signInEmail({
					body: { email: key, password },
					headers,
					returnHeaders: true
				});
				limiter.succeeded(key);
				return { kind: 'signed-in', cookies: cookiesIn(answer.headers) };
			} catch (error) {
				if (!(error instanceof APIError)) throw error;
				limiter.failed(key, now);
				return { kind: 'refused' };
			}
		},

		/** Ends the session; the cookies to set forget it in the browser. */
		async signOut(headers: Headers): Promise<readonly StaffCookie[]> {
			const answer = await auth.api.signOut({ headers, returnHeaders: true });
			return cookiesIn(answer.headers);
		},

		/** Who is asking, if they are signed in and belong to a center. */
		async whoIs(headers: Headers): Promise<Staff | null> {
			const session = await auth.api.getSession({ headers });
			if (!session) return null;
			const { id, name, email } = session.user;
			const membership = await store.reader
				.selectFrom('membership')
				.innerJoin('center', 'center.id', 'membership.center_id')
				.select([
					'center.id',
					'center.name',
					'center.demo',
					'center.zone',
					'membership.role',
					'membership.school_id as school'
				])
				.where('membership.staff_id', '=', id)
				.orderBy('center.created_at')
				.executeTakeFirst();
			if (!membership) return null;
			const { role, school, ...center } = membership;
			return {
				id,
				name,
				email,
				role,
				reach: await reachOf(store.reader, center.id, id, role, school),
				center: { ...center, demo: center.demo === 1 }
			};
		}
	};
}

/** A site's people see their sites and a teacher their school; who was given none sees nothing. */
async function reachOf(
	reader: Reader,
	center: CenterId,
	staff: string,
	role: Role,
	school: SchoolId | null
): Promise<Reach> {
	if (role === 'teacher') return school ? { kind: 'school', school } : { kind: 'sites', sites: [] };
	if (role !== 'site') return { kind: 'center' };
	const rows = await reader
		.selectFrom('membership_site')
		.select('site_id')
		.where('center_id', '=', center)
		.where('staff_id', '=', staff)
		.execute();
	return { kind: 'sites', sites: rows.map(({ site_id }) => site_id) };
}

function cookiesIn(headers: Headers): StaffCookie[] {
	return headers.getSetCookie().flatMap((header) =>
		[...parseSetCookieHeader(header)].map(([name, { value, ...attributes }]) => ({
			name,
			value,
			options: { ...toCookieOptions({ value, ...attributes }), path: '/' }
		}))
	);
}

function configure(store: Store, keys: Keys, origin: string) {
	return betterAuth({
		baseURL: origin,
		secret: keys.session,
		database: {
			db: store.writer,
			type: store.engine === 'sqlite' ? 'sqlite' : 'postgres'
		},
		telemetry: { enabled: false },
		logger: { disabled: true },
		// Its routes are not served; every call comes from a form of ours, and the limiter is ours.
		rateLimit: { enabled: false },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: PASSWORD_LENGTH_MIN,
			maxPasswordLength: PASSWORD_LENGTH_MAX
		},
		session: {
			modelName: 'staff_session',
			expiresIn: SESSION_MAX_S,
			updateAge: SESSION_REFRESH_S,
			fields: {
				userId: 'staff_id',
				expiresAt: 'expires_at',
				ipAddress: 'ip_address',
				userAgent: 'user_agent',
				createdAt: 'created_at',
				updatedAt: 'updated_at'
			}
		},
		user: {
			modelName: 'staff',
			fields: {
				emailVerified: 'email_verified',
				createdAt: 'created_at',
				updatedAt: 'updated_at'
			}
		},
		account: {
			modelName: 'staff_credential',
			fields: {
				userId: 'staff_id',
				accountId: 'account_id',
				providerId: 'provider_id',
				accessToken: 'access_token',
				refreshToken: 'refresh_token',
				idToken: 'id_token',
				accessTokenExpiresAt: 'access_token_expires_at',
				refreshTokenExpiresAt: 'refresh_token_expires_at',
				createdAt: 'created_at',
				updatedAt: 'updated_at'
			}
		},
		verification: {
			modelName: 'staff_verification',
			fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' }
		},
		advanced: {
			cookiePrefix: 'haebom',
			useSecureCookies: origin.startsWith('https:'),
			// No address is kept: a proxy's header could be forged, and nothing here needs it.
			ipAddress: { disableIpTracking: true },
			database: { generateId: () => randomId(randomBytes) }
		}
	});
}
