import {
	createCipheriv,
	createDecipheriv,
	hash,
	hkdfSync,
	randomBytes as secureRandom
} from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Unusable } from '#server/unusable.ts';

/** Secrets that must not lie in the database, so that a stolen backup of it can make no badge. */
export interface Keys {
	/** Seals a text under AES-256-GCM (NIST SP 800-38D), bound to what it belongs to. */
	seal(text: string, belongsTo: string): string;
	/** Opens it. Throws when it was sealed elsewhere, altered, or belongs to something else. */
	open(sealed: string, belongsTo: string): string;
	/** A key of 32 bytes for one purpose, the same each time (HKDF-SHA-256, RFC 5869). */
	draw(purpose: string): Buffer;
	/** Signs staff sessions. */
	readonly session: string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Reads the installation's secret from `secret.key` in the data directory, and makes it on the first start; or takes
 * the one that is given. Throws `Unusable` for what is no key.
 */
export function openKeys(dataDir: string, given: string | null = null): Keys {
	const secret = given === null ? readSecret(dataDir) : secretIn(given, 'SECRET_KEY');
	const derive = (label: string) => Buffer.from(hkdfSync('sha256', secret, '', label, 32));
	const tokens = derive('haebom.tokens.v1');
	return {
		draw: derive,
		session: derive('haebom.sessions.v1').toString('hex'),
		seal(text, belongsTo) {
			const nonce = secureRandom(NONCE_BYTES);
			const cipher = createCipheriv('aes-256-gcm', tokens, nonce);
			cipher.setAAD(Buffer.from(belongsTo));
			const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
			return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
		},
		open(sealed, belongsTo) {
			const bytes = Buffer.from(sealed, 'base64');
			const decipher = createDecipheriv('aes-256-gcm', tokens, bytes.subarray(0, NONCE_BYTES));
			decipher.setAAD(Buffer.from(belongsTo));
			decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
			const body = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
			return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
		}
	};
}

function readSecret(dataDir: string): Buffer {
	const path = join(dataDir, 'secret.key');
	mkdirSync(dataDir, { recursive: true });
	try {
		// Fails if it is already there: two processes that start together then agree on one.
		writeFileSync(path, secureRandom(32).toString('hex'), { flag: 'wx', mode: 0o600 });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	chmodSync(path, 0o600);
	return secretIn(readFileSync(path, 'utf8'), path);
}

function secretIn(text: string, where: string): Buffer {
	if (!/^[0-9a-f]{64}$/i.test(text.trim())) {
		throw new Unusable(`${where} does not hold a key of 64 digits; restore it from its copy`);
	}
	return Buffer.from(text.trim(), 'hex');
}

/** SHA-256 (FIPS 180-4) of a text in UTF-8, in hexadecimal: what `digest` gives, several times as fast. */
export function sha256(text: string): string {
	return hash('sha256', text);
}

/** Random bytes for ids, tokens and codes. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
	return new Uint8Array(secureRandom(length));
}
