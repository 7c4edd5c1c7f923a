import { betterAuth } from 'better-auth';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { randomId } from '#domain/id.ts';
import { SIGN_IN_MS_MAX } from '#domain/sign-in.ts';
import type { Store } from '#server/database/store.ts';
import { randomBytes, type Keys } from '#server/keys.ts';

export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 128;
/** What authenticator apps write above the digits; short, so that the QR code stays coarse. */
export const ISSUER = 'Haebom';

/** The accounts library as we use it. Only the files of this folder, and the desk, know that it is one. */
export type Library = ReturnType<typeof openLibrary>;

/** A cookie for the browser to keep, or to forget. */
export interface StaffCookie {
	readonly name: string;
	readonly value: string;
	readonly options: Omit<ReturnType<typeof toCookieOptions>, 'path'> & { readonly path: string };
}

/** The cookies that an answer of the library sets. */
export function cookiesIn(headers: Headers): StaffCookie[] {
	return headers.getSetCookie().flatMap((header) =>
		[...parseSetCookieHeader(header)].map(([name, { value, ...attributes }]) => ({
			name,
			value,
			options: { ...toCookieOptions({ value, ...attributes }), path: '/' }
		}))
	);
}

/** Opens the library on our database, under our names for its tables, and with none of its routes. */
export function openLibrary(store: Store, keys: Keys, origin: string) {
	return betterAuth({
		appName: ISSUER,
		baseURL: origin,
		secret: keys.session,
		database: {
			db: store.writer,
			type: store.engine === 'sqlite' ? 'sqlite' : 'postgres'
		},
		telemetry: { enabled: false },
		logger: { disabled: true },
		// Its routes are not served; every call comes from a form of ours, and how guessing is slowed down is ours.
		rateLimit: { enabled: false },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: PASSWORD_LENGTH_MIN,
			maxPasswordLength: PASSWORD_LENGTH_MAX
		},
		plugins: [twoFactor({ schema: TWO_FACTOR_TABLES })],
		session: {
			modelName: 'staff_session',
			expiresIn: SIGN_IN_MS_MAX / 1000,
			// The limit is one from the beginning; being idle is watched by ourselves, center by center.
			disableSessionRefresh: true,
			fields: {
				userId: 'staff_id',
				expiresAt: 'expires_at',
				ipAddress: 'ip_address',
				userAgent: 'user_agent',
				createdAt: 'created_at',
				updatedAt: 'updated_at'
			},
			// Known to the library so that it carries them over when it replaces a session by another.
			additionalFields: {
				centerId: { type: 'string', fieldName: 'center_id', required: false, input: false },
				usedAt: { type: 'number', fieldName: 'used_at', required: false, input: false },
				founding: { type: 'string', fieldName: 'founding', required: false, input: false }
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

const TWO_FACTOR_TABLES = {
	user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
	twoFactor: {
		modelName: 'staff_two_factor',
		fields: {
			userId: 'staff_id',
			backupCodes: 'backup_codes',
			failedVerificationCount: 'failed_verification_count',
			lockedUntil: 'locked_until'
		}
	}
};
