import * as v from 'valibot';
import { canonical } from '#domain/canonical.ts';
import { digest } from '#domain/digest.ts';
import { fingerprint } from '#domain/event.ts';

/** So many numbers of an incarnation are compared by one digest: 1 to 256, 257 to 512, and so on. */
export const BLOCK_NUMBERS = 256;

/** What tells one record from all others: SHA-256, as 64 hexadecimal digits. */
export const Print = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export type Print = v.InferOutput<typeof Print>;

/** A record as it is compared: its number within an incarnation, and its print. */
export type Entry = readonly [seq: number, print: Print];

/**
 * The print of a record, whether this build understands it or not: of an event its fingerprint. Tablet and
 * center are seldom of one version, and must agree all the same.
 */
export function printOf(value: unknown, sha256: (text: string) => string = digest): Print {
	try {
		return fingerprint(canonical(value), sha256);
	} catch {
		// Something that cannot be written down in one way only: as JSON has it, then.
		return sha256(JSON.stringify(value) ?? '');
	}
}

/** In which block a number lies; the first is 0. */
export function blockOf(seq: number): number {
	return Math.floor((seq - 1) / BLOCK_NUMBERS);
}

/** The first number of a block. */
export function firstOf(block: number): number {
	return block * BLOCK_NUMBERS + 1;
}

/**
 * The digest of some records, in the order of their numbers: SHA-256, in hexadecimal, of a label and a line
 * for each with its number, a blank and its print.
 */
export function digestOfRecords(
	entries: readonly Entry[],
	sha256: (text: string) => string = digest
): Print {
	const lines = [...entries]
		.sort(([a, one], [b, other]) => a - b || (one < other ? -1 : 1))
		.map(([seq, print]) => `${seq} ${print}\n`);
	return sha256(`haebom.records.v1\n${lines.join('')}`);
}
