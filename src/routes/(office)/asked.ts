import { error } from '@sveltejs/kit';
import * as v from 'valibot';

/** An id from an address. What is no id at all is answered like one that does not exist. */
export function askedId<Id>(schema: v.GenericSchema<unknown, Id>, text: unknown): Id {
	const id = v.safeParse(schema, text);
	if (!id.success) error(404);
	return id.output;
}

/** What was looked for under an id; nothing at all, also where it is another center's, is a 404. */
export function orNotFound<Thing>(thing: Thing | null): Thing {
	if (thing === null) error(404);
	return thing;
}

/** Which page of a list is asked for, counted from 1; null when the address does not say. */
export function askedPage(url: URL): number | null {
	const Page = v.pipe(
		v.string(),
		v.digits(),
		v.transform(Number),
		v.minValue(1),
		v.maxValue(9_999)
	);
	const page = v.safeParse(Page, url.searchParams.get('page'));
	return page.success ? page.output : null;
}

/** How many pages a list of so many has; an empty one still has one. */
export function pagesFor(count: number, aPage: number): number {
	return Math.max(1, Math.ceil(count / aPage));
}
