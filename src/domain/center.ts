import * as v from 'valibot';
import { line, whole } from '#domain/typed.ts';
import { Zone } from '#domain/zone.ts';

const MINUTES_MAX = 600;

/** What a center says about itself, as it is typed into a form; durations in minutes. */
export const CenterSettings = v.object({
	name: line(100),
	zone: Zone,
	/** What new sessions begin with; see `SessionDetails`. */
	openBefore: whole(0, MINUTES_MAX),
	grace: whole(0, MINUTES_MAX),
	stay: whole(0, MINUTES_MAX),
	/** How many of a hundred should answer positively, or staff are told. */
	positiveMin: whole(0, 100)
});
export type CenterSettings = v.InferOutput<typeof CenterSettings>;
