import { error, type RequestEvent } from '@sveltejs/kit';
import type { Device } from '#server/database/schema.ts';
import { CREDENTIAL_COOKIE } from '#server/entry.ts';

/** The longest that browsers keep a cookie; renewed with every pull. */
const MAX_AGE_S = 400 * 24 * 60 * 60;

/** The tablet that is asking. Nobody else gets to these doors; this only tells the compiler. */
export function paired({ device }: App.Locals): Device {
	if (!device) error(401);
	return device;
}

/** Hands the tablet its credential, or the one it has for longer, where no script can read it. */
export function keepCredential({ cookies, url }: RequestEvent, credential?: string): void {
	const value = credential ?? cookies.get(CREDENTIAL_COOKIE);
	if (!value) return;
	cookies.set(CREDENTIAL_COOKIE, value, {
		path: '/api/v1',
		httpOnly: true,
		sameSite: 'strict',
		secure: url.protocol === 'https:',
		maxAge: MAX_AGE_S
	});
}
