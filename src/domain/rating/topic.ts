import * as v from 'valibot';

/** What an answer may have been about: nouns that praise and blame alike. */
export const Topic = v.picklist([
	/** What they did themselves. */
	'doing',
	/** Whoever showed it to them. */
	'mentor',
	'explaining',
	/** What they were told or shown. */
	'seeing',
	/** Asking, and being answered. */
	'asking',
	'place',
	'time',
	/** With whom they were there. */
	'company'
]);
export type Topic = v.InferOutput<typeof Topic>;

/** More than this are not read before the next one comes. */
export const REASONS_MAX = 6;

const WITH_HANDS: readonly Topic[] = ['doing', 'mentor', 'explaining', 'place', 'time', 'company'];
const WITH_EYES: readonly Topic[] = ['seeing', 'mentor', 'explaining', 'place', 'time', 'company'];
const WITH_EARS: readonly Topic[] = ['seeing', 'mentor', 'asking', 'place', 'time', 'company'];

/** What is asked about where a center says nothing else, by the type of the program. */
const BY_KIND: Readonly<Record<string, readonly Topic[]>> = {
	SITE_VISIT: WITH_EYES,
	PERFORMANCE: WITH_EYES,
	LECTURE: WITH_EARS,
	DIALOGUE: WITH_EARS
};

/** The usual topics of a type of program; `kind` is null where the type is not known. */
export function usualTopics(kind: string | null): readonly Topic[] {
	return BY_KIND[kind ?? ''] ?? WITH_HANDS;
}
