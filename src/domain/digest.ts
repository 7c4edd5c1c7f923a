import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, as 64 lower-case hexadecimal digits.
 *
 * Synchronous on purpose: awaiting WebCrypto inside an IndexedDB transaction ends the transaction.
 */
export function digest(text: string): string {
	return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The same of bytes. */
export function digestOfBytes(bytes: Uint8Array): string {
	return bytesToHex(sha256(bytes));
}
