import { APIError } from 'better-auth/api';
import { symmetricDecrypt } from 'better-auth/crypto';
import * as v from 'valibot';
import { authenticatorLink, base32, CODE_S, readProof } from '#domain/two-step.ts';
import type { Store } from '#server/database/store.ts';
import type { Failures } from '#server/staff/failures.ts';
import { cookiesIn, ISSUER, type Library, type StaffCookie } from '#server/staff/library.ts';

/** How long the library keeps an account shut after ten wrong codes. */
const LOCKED_MS = 15 * 60_000;
/** The library takes the code before and the one after as well, for clocks that are not quite right. */
const CODE_ACCEPTED_MS = 3 * CODE_S * 1_000;
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
export function secondStepOf(library: Library, failures: Failures, store: Store) {
	/** Whose password was right a moment ago, by the cookie that says so; null if nobody's. */
	async function halfWay(headers: Headers): Promise<string | null> {
		const sent = SECOND_STEP_COOKIE.exec(headers.get('cookie') ?? '')?.[1];
		if (!sent) return null;
		const { internalAdapter } = await library.$context;
		const [identifier = ''] = decodeURIComponent(sent).split('.');
		return (await internalAdapter.findVerificationValue(identifier))?.value ?? null;
	}

	/** Gives a code to the library, at the pace that failures allow; null is as bad as a wrong one. */
	async function prove<Given>(
		staff: string,
		now: number,
		give: () => Promise<Given | null>
	): Promise<Proved<Given>> {
		// Apart from the password's key: whoever guesses codes must not shut out who knows the password.
		const key = `second-step:${staff}`;
		const ms = await failures.wait(key, now);
		if (ms > 0) return { kind: 'wait', ms };
		try {
			const given = await give();
			if (given === null) {
				await failures.failed(key, now);
				return { kind: 'refused' };
			}
			await failures.succeeded(key);
			return { kind: 'proved', given };
		} catch (error) {
			if (!(error instanceof APIError)) throw error;
			await failures.failed(key, now);
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
			const proved = await prove(staff, now, async () => {
				if (proof.kind === 'recovery') return library.api.verifyBackupCode(call);
				const first = await firstUse(store, staff, proof.code, now);
				return first ? library.api.verifyTOTP(call) : null;
			});
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

		/** Ends the set-up by a code of the app: every sign-in asks for one now, and other sign-ins end. */
		async confirm(staff: string, text: string, headers: Headers, now: number): Promise<Changed> {
			const { code } = readProof(text);
			const confirmed = changed(
				await prove(staff, now, () =>
					library.api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
				)
			);
			if (confirmed.kind === 'changed') await endOthers(store, staff, confirmed.cookies);
			return confirmed;
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

/** Notes that a code was typed; false when it was before, so that nobody who saw it can use it again. */
async function firstUse(store: Store, staff: string, code: string, now: number): Promise<boolean> {
	return store.write(async (trx) => {
		await trx
			.deleteFrom('staff_used_code')
			.where('staff_id', '=', staff)
			.where('at', '<', now - CODE_ACCEPTED_MS)
			.execute();
		const noted = await trx
			.insertInto('staff_used_code')
			.values({ staff_id: staff, code, at: now })
			.onConflict((conflict) => conflict.columns(['staff_id', 'code']).doNothing())
			.executeTakeFirst();
		return noted.numInsertedOrUpdatedRows === 1n;
	});
}

/** Ends what was signed in by the password alone, but for the sign-in that these cookies belong to. */
async function endOthers(
	{ writer }: Store,
	staff: string,
	cookies: readonly StaffCookie[]
): Promise<void> {
	const kept = cookies.find(({ name, value }) => name.endsWith('session_token') && value !== '');
	const [token = ''] = (kept?.value ?? '').split('.');
	await writer
		.deleteFrom('staff_session')
		.where('staff_id', '=', staff)
		.where('token', '!=', token)
		.execute();
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
