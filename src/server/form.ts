import * as v from 'valibot';

/** The names of the fields that a form's schema did not accept; empty when it accepted all. */
export type Problems<Name extends string> = Partial<Record<Name, true>>;

/** Reads a form by a schema of named texts. Passwords are never handed back to the page. */
export function readForm<Entries extends v.ObjectEntries>(
	form: FormData,
	schema: v.ObjectSchema<Entries, undefined>
):
	| { readonly ok: true; readonly output: v.InferOutput<typeof schema> }
	| {
			readonly ok: false;
			readonly problems: Problems<keyof Entries & string>;
			readonly values: Record<string, string>;
	  } {
	const given = Object.fromEntries(
		[...form].map(([name, value]) => [name, typeof value === 'string' ? value : ''])
	);
	const parsed = v.safeParse(schema, given);
	if (parsed.success) return { ok: true, output: parsed.output };
	const names = parsed.issues.map((issue) => String(issue.path?.[0]?.key));
	const { password: _, ...values } = given;
	return {
		ok: false,
		problems: Object.fromEntries(names.map((name) => [name, true])) as Problems<
			keyof Entries & string
		>,
		values
	};
}

/** An answer that may be left empty; null then. */
export function ifGiven<Schema extends v.GenericSchema<string, unknown>>(schema: Schema) {
	return v.pipe(
		v.string(),
		v.trim(),
		v.union([
			v.pipe(
				v.literal(''),
				v.transform(() => null)
			),
			schema
		])
	);
}

/** A whole number of a form, from 1 to the most. */
export function wholeUpTo(most: number) {
	return v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(1), v.maxValue(most));
}
