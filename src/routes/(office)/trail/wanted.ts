import * as v from 'valibot';
import { bounds, Day } from '#domain/day.ts';
import type { Zone } from '#domain/zone.ts';
import type { Wanted } from '#server/trail/look.ts';

const Text = v.fallback(
	v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))),
	null
);

/** What somebody is looking for, as the form sends it; whatever cannot be read does not narrow. */
export const Search = v.object({
	from: v.fallback(v.nullable(Day), null),
	to: v.fallback(v.nullable(Day), null),
	account: Text,
	kind: v.fallback(v.nullable(v.picklist(['access', 'change'])), null),
	action: Text
});
export type Search = v.InferOutput<typeof Search>;

/** Reads a search from the fields of an address or a form. */
export function searchIn(fields: URLSearchParams | FormData): Search {
	return v.parse(Search, Object.fromEntries(NAMES.map((name) => [name, fields.get(name)])));
}

/** The moments that a search by days stands for: from the first one's midnight to the end of the last. */
export function wantedBy({ from, to, ...rest }: Search, zone: Zone): Wanted {
	return { from: from && bounds(from, zone).from, to: to && bounds(to, zone).to, ...rest };
}

/** The address of a search, with whatever else it is to say. */
export function addressOf(search: Search, also: Readonly<Record<string, string>> = {}): string {
	const query = new URLSearchParams(also);
	for (const name of NAMES) if (search[name] !== null) query.set(name, search[name]);
	return query.size > 0 ? `/trail?${query}` : '/trail';
}

const NAMES = ['from', 'to', 'account', 'kind', 'action'] as const;
