import * as v from 'valibot';

/**
 * What people type into a form: texts all of it, with blanks around them, and with Hangul that some
 * systems take apart (NFD) and that must be put together again before anything is compared.
 */
const typed = v.pipe(v.string(), v.normalize('NFC'), v.trim());

/** One line that must not be empty. */
export const line = (lengthMax: number) =>
	v.pipe(typed, v.minLength(1), v.maxLength(lengthMax), v.regex(/^[^\n\r]*$/));

/** One line, or nothing. */
export const lineOrNothing = (lengthMax: number) =>
	v.pipe(typed, v.maxLength(lengthMax), v.regex(/^[^\n\r]*$/));

/** A few sentences, or nothing. */
export const sentences = (lengthMax: number) => v.pipe(typed, v.maxLength(lengthMax));

/** A whole number within limits. */
export const whole = (least: number, most: number) =>
	v.pipe(
		typed,
		v.digits(),
		v.transform(Number),
		v.safeInteger(),
		v.minValue(least),
		v.maxValue(most)
	);

/** A whole number within limits, or null where nothing was typed. */
export const wholeOrNothing = (least: number, most: number) =>
	v.union([
		v.pipe(
			typed,
			v.literal(''),
			v.transform(() => null)
		),
		whole(least, most)
	]);

/** Words between commas, each once. */
export const words = (countMax: number, lengthMax: number) =>
	v.pipe(
		typed,
		v.transform((text) => [
			...new Set(
				text
					.split(',')
					.map((word) => word.trim().replace(/^#/, ''))
					.filter(Boolean)
			)
		]),
		v.maxLength(countMax),
		v.everyItem((word) => word.length <= lengthMax)
	);

/** What was typed, from what was understood: so that a form can show what is kept. */
export function asTyped(
	details: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
): Record<string, string> {
	return Object.fromEntries(
		Object.entries(details).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(', ') : String(value ?? '')
		])
	);
}
