/** What JSON can hold, minus what two machines may write differently. */
export type Json =
	null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Printable ASCII without quotes and backslashes is its own JSON and its own NFC. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * The one way to write a value down, so that equal facts have equal hashes: JSON without white
 * space, keys sorted by code unit, texts in Unicode NFC, whole numbers only. Throws on anything else
 * (fractions, lone surrogates, undefined).
 */
export function canonical(value: unknown): string {
	if (typeof value === 'string') return text(value);
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'number') {
		if (!Number.isSafeInteger(value)) throw new TypeError(`Not a whole number: ${value}`);
		return String(value === 0 ? 0 : value);
	}
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value !== 'object') throw new TypeError(`Cannot be written down: ${typeof value}`);
	const fields = value as Readonly<Record<string, unknown>>;
	const written = Object.keys(fields)
		.sort()
		.map((key) => `${text(key)}:${canonical(fields[key])}`);
	return `{${written.join(',')}}`;
}

function text(value: string): string {
	if (PLAIN.test(value)) return `"${value}"`;
	if (!value.isWellFormed()) throw new TypeError('A text with half a character');
	return JSON.stringify(value.normalize('NFC'));
}
