import * as v from 'valibot';
import { canonical, type Json } from '#domain/canonical.ts';

/** A center's public key for what it signs: an uncompressed point of P-256 (SEC 1, 2.3.3), 65 bytes in base64. */
export const SigningKey = v.pipe(
	v.string(),
	v.regex(/^[A-Za-z0-9+/]{87}=$/),
	v.brand('SigningKey')
);
export type SigningKey = v.InferOutput<typeof SigningKey>;

/**
 * What a center says over its signature: what is said, a point, and the signature, both in base64url. Short
 * enough for a QR code, and safe in an address.
 */
export const Signed = v.pipe(
	v.string(),
	v.maxLength(2_000),
	v.regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}$/),
	v.brand('Signed')
);
export type Signed = v.InferOutput<typeof Signed>;

/** `kind` keeps what was signed for one purpose from being shown for another. */
export type Statement = { readonly kind: string; readonly [field: string]: Json };

/** ECDSA on P-256 with SHA-256 (FIPS 186-5): of what WebCrypto can sign, all browsers have had it for years. */
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;
const LABEL = 'haebom.signed.v1\n';

const utf8 = new TextEncoder();

/** Signs a statement in its canonical form. Two signatures of one statement differ. */
export async function sign(secret: CryptoKey, statement: Statement): Promise<Signed> {
	const text = canonical(statement);
	const signature = await crypto.subtle.sign(SIGNING, secret, utf8.encode(LABEL + text));
	return v.parse(Signed, `${written(utf8.encode(text))}.${written(new Uint8Array(signature))}`);
}

/**
 * What was signed with the secret of this key, as unknown JSON: parse it with the schema of the kind that
 * you expect. Null if it was signed with another, altered, or never signed. Needs no network.
 */
export async function verifySigned(key: SigningKey, text: string): Promise<unknown> {
	const signed = v.safeParse(Signed, text);
	if (!signed.success) return null;
	const said = sayingOf(signed.output);
	if (said === null) return null;
	const [, signature = ''] = signed.output.split('.');
	const publicKey = await crypto.subtle.importKey('raw', read(key), CURVE, false, ['verify']);
	const signedText = utf8.encode(LABEL + said.text);
	const genuine = await crypto.subtle.verify(SIGNING, publicKey, read(signature), signedText);
	return genuine ? said.statement : null;
}

/**
 * What it says, whoever may have signed it: only for finding out whose key to hold it against. Null for what
 * cannot be read.
 */
export function claimed(signed: Signed): unknown {
	return sayingOf(signed)?.statement ?? null;
}

function sayingOf(signed: Signed): { readonly text: string; readonly statement: unknown } | null {
	const [body = ''] = signed.split('.');
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(read(body));
		return { text, statement: JSON.parse(text) };
	} catch {
		return null;
	}
}

function written(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');
}

/** Reads base64, and base64url as well. */
function read(text: string): Uint8Array<ArrayBuffer> {
	const plain = text.replaceAll('-', '+').replaceAll('_', '/');
	return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
}
