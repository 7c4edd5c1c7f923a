import type { RequestEvent } from '@sveltejs/kit';
import type { Device } from '#server/database/schema.ts';
import { authenticate } from '#server/devices.ts';
import { declined } from '#server/wire.ts';

const COOKIE = 'haebom_device';
/** The longest that browsers keep a cookie; renewed with every pull. */
const MAX_AGE_S = 400 * 24 * 60 * 60;

/** The tablet that is asking, or the answer that says why it is none. */
export async function deviceOf({ cookies, locals }: RequestEvent): Promise<Device | Response> {
	const known = await authenticate(locals.app.store.reader, cookies.get(COOKIE));
	return known.kind === 'device' ? known.device : declined(known.kind);
}

/** Hands the tablet its credential, or the one it has for longer, where no script can read it. */
export function keepCredential({ cookies, url }: RequestEvent, credential?: string): void {
	const value = credential ?? cookies.get(COOKIE);
	if (!value) return;
	cookies.set(COOKIE, value, {
		path: '/api/v1',
		httpOnly: true,
		sameSite: 'strict',
		secure: url.protocol === 'https:',
		maxAge: MAX_AGE_S
	});
}
