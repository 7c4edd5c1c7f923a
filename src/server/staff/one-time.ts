import { randomBytes, sha256 } from '#server/keys.ts';

const TOKEN_BYTES = 32;

/** What makes a link work once: shown to whoever made it, and kept only as its hash. */
export function mintLinkToken(): { readonly token: string; readonly hash: string } {
	const token = Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url');
	return { token, hash: linkHash(token) };
}

/** The hash under which a link's token is kept. */
export function linkHash(token: string): string {
	return sha256(token);
}
