import { createHmac } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

/** What an authenticator app shows at a moment for a secret that was typed into it (RFC 6238, SHA-1, six digits). */
export function codeAt(secret: string, at: number): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)));
	const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
	const offset = (mac[mac.length - 1] ?? 0) & 0x0f;
	return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function bytesOf(secret: string): Buffer {
	const bits = [...secret].map((sign) => BASE32.indexOf(sign).toString(2).padStart(5, '0'));
	const octets = bits.join('').match(/.{8}/g) ?? [];
	return Buffer.from(octets.map((octet) => Number.parseInt(octet, 2)));
}
