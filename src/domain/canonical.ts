/** What JSON can hold, minus what two machines may write differently. */
export type Json =
	null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one way to write a value down, so that equal facts have equal hashes: JSON without white
 * space, keys sorted by code unit, texts in Unicode NFC, whole numbers only. Throws on anything else
 * (fractions, lone surrogates, undefined).
 */
export function canonical(value: unknown): string {
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'number') {
		if (!Number.isSafeInteger(value)) throw new TypeError(`Not a whole number: ${value}`);
		return String(value === 0 ? 0 : value);
	}
	if (typeof value === 'string') {
		if (!value.isWellFormed()) throw new TypeError('A text with half a character');
		return JSON.stringify(value.normalize('NFC'));
	}
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value !== 'object') throw new TypeError(`Cannot be written down: ${typeof value}`);
	const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${fields.map(([key, field]) => `${canonical(key)}:${canonical(field)}`).join(',')}}`;
}
