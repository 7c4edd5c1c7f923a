import { APIError } from 'better-auth/api';
import { symmetricDecrypt } from 'better-auth/crypto';
import * as v from 'valibot';
import { authenticatorLink, base32, readProof } from '#domain/two-step.ts';
import { cookiesIn, ISSUER, type Library, type StaffCookie } from '#server/staff/library.ts';
import type { Limiter } from '#server/limiter.ts';

/** How long the library keeps an account shut after ten wrong codes: a restart of ours does not forgive these. */
const LOCKED_MS = 15 * 60_000;
const SECOND_STEP_COOKIE = /(?:^|;\s*)(?:__Secure-)?haebom\.two_factor=([^;]+)/;

export type SecondStep =
	| {
			readonly kind: 'signed-in';
			readonly staff: string;
			readonly cookies: readonly StaffCookie[];
			/** Whether one of the recovery codes was used up. */
			readonly recovered: boolean;
	  }
	| { readonly kind: 'refused' }
	/** The password was too long ago, or there were too many wrong codes: from the beginning. */
	| { readonly kind: 'over' }
	| { readonly kind: 'wait'; readonly ms: number };

/** What somebody puts into an authenticator app, and the codes for when it is lost; until confirmed. */
export interface Offered {
	readonly link: string;
	/** For whoever types it. */
	readonly secret: string;
	readonly recoveryCodes: readonly string[];
}

/** What became of a change to one's own way in. */
export type Changed =
	| { readonly kind: 'changed'; readonly cookies: readonly StaffCookie[] }
	| { readonly kind: 'refused' }
	| { readonly kind: 'wait'; readonly ms: number };

/** Signing in by a second step, and setting that up. Failures are counted per account, as for passwords. */
export function secondStepOf(library: Library, limiter: Limiter) {
	/** Whose password was right a moment ago, by the cookie that says so; null if nobody's. */
	async function halfWay(headers: Headers): Promise<string | null> {
		const sent = SECOND_STEP_COOKIE.exec(headers.get('cookie') ?? '')?.[1];
		if (!sent) return null;
		const { internalAdapter } = await library.$context;
		const [identifier = ''] = decodeURIComponent(sent).split('.');
		return (await internalAdapter.findVerificationValue(identifier))?.value ?? null;
	}

	/** Gives a code to the library, at the pace that the limiter allows. */
	async function prove<Given>(
		staff: string,
		now: number,
		give: () => Promise<Given>
	): Promise<Proved<Given>> {
		// Apart from the password's key: whoever guesses codes must not shut out who knows the password.
		const key = `second-step:${staff}`;
		const ms = limiter.wait(key, now);
		if (ms > 0) return { kind: 'wait', ms };
		try {
			const given = await give();
			limiter.succeeded(key);
			return { kind: 'proved', given };
		} catch (error) {
			if (!(error instanceof APIError)) throw error;
			limiter.failed(key, now);
			const code = error.body?.code ?? '';
			if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return { kind: 'wait', ms: LOCKED_MS };
			return { kind: WRONG.includes(code) ? 'refused' : 'over' };
		}
	}

	return {
		/** Whether somebody's password was right a moment ago, and the second step is still to come. */
		async isHalfWay(headers: Headers): Promise<boolean> {
			return (await halfWay(headers)) !== null;
		},

		/** Completes a sign-in by the digits of an app or by a recovery code, whichever was typed. */
		async complete(text: string, headers: Headers, now: number): Promise<SecondStep> {
			const staff = await halfWay(headers);
			if (!staff) return { kind: 'over' };
			const proof = readProof(text);
			const call = { body: { code: proof.code }, headers, returnHeaders: true } as const;
			const proved = await prove(staff, now, () =>
				proof.kind === 'code' ? library.api.verifyTOTP(call) : library.api.verifyBackupCode(call)
			);
			if (proved.kind !== 'proved') return proved;
			const cookies = cookiesIn(proved.given.headers);
			return { kind: 'signed-in', staff, cookies, recovered: proof.kind === 'recovery' };
		},

		/** Begins the set-up, or begins it anew; takes the password. What it offers is read by `offered`. */
		async begin(
			staff: string,
			password: string,
			headers: Headers,
			now: number
		): Promise<'begun' | 'refused' | 'wait'> {
			const { kind } = await prove(staff, now, () =>
				library.api.enableTwoFactor({ body: { password }, headers })
			);
			if (kind === 'proved') return 'begun';
			return kind === 'wait' ? 'wait' : 'refused';
		},

		/** What a set-up that is not confirmed yet offers; null when none is under way. */
		async offered(staff: string, email: string): Promise<Offered | null> {
			const { adapter, secretConfig: key } = await library.$context;
			const where = [{ field: 'userId', value: staff }];
			const row = v.safeParse(Row, await adapter.findOne({ model: 'twoFactor', where }));
			if (!row.success || row.output.verified) return null;
			const open = (data: string) => symmetricDecrypt({ key, data });
			const secret = base32(new TextEncoder().encode(await open(row.output.secret)));
			return {
				secret,
				link: authenticatorLink(ISSUER, email, secret),
				recoveryCodes: v.parse(Codes, JSON.parse(await open(row.output.backupCodes)))
			};
		},

		/** Ends the set-up by a code of the app: from now on every sign-in asks for one. */
		async confirm(staff: string, text: string, headers: Headers, now: number): Promise<Changed> {
			const { code } = readProof(text);
			return changed(
				await prove(staff, now, () =>
					library.api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
				)
			);
		},

		/** Takes the second step off, by the password. */
		async drop(staff: string, password: string, headers: Headers, now: number): Promise<Changed> {
			return changed(
				await prove(staff, now, () =>
					library.api.disableTwoFactor({ body: { password }, headers, returnHeaders: true })
				)
			);
		}
	};
}

type Proved<Given> =
	| { readonly kind: 'proved'; readonly given: Given }
	| { readonly kind: 'refused' }
	| { readonly kind: 'over' }
	| { readonly kind: 'wait'; readonly ms: number };

/** What the library answers to a wrong code or password that may be corrected. */
const WRONG = ['INVALID_CODE', 'INVALID_BACKUP_CODE', 'INVALID_PASSWORD'];

function changed(proved: Proved<{ readonly headers: Headers }>): Changed {
	if (proved.kind === 'proved') {
		return { kind: 'changed', cookies: cookiesIn(proved.given.headers) };
	}
	return proved.kind === 'wait' ? proved : { kind: 'refused' };
}

const Codes = v.array(v.string());
const Row = v.object({
	secret: v.string(),
	backupCodes: v.string(),
	verified: v.nullish(v.union([v.boolean(), v.number()]))
});
