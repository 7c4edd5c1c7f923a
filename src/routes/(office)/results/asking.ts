import * as v from 'valibot';
import { dayOf, schoolYear } from '#domain/day.ts';
import type { Wording } from '#domain/rating/survey.ts';
import { whole } from '#domain/typed.ts';
import { ownReasons } from '#server/rating/surveys.ts';
import type { Asking } from '#server/rating/results.ts';
import { firstMonthOf } from '#server/rating/tallies.ts';
import { signedIn } from '../signed-in.ts';

/** Who wants to see results, and of which school year; this one unless the address says otherwise. */
export async function askedYear(
	locals: App.Locals,
	url: URL
): Promise<{ readonly asking: Asking; readonly year: number; readonly years: readonly number[] }> {
	const { center, reach } = signedIn(locals);
	const now = Date.now();
	const current = schoolYear(dayOf(now, center.zone));
	const asked = v.safeParse(whole(2000, 2100), url.searchParams.get('year'));
	const first = await firstMonthOf(locals.app.store.reader, center.id);
	const oldest = first ? Number(first.slice(0, 4)) - (first.slice(5) < '03' ? 1 : 0) : current;
	return {
		asking: { center: center.id, reach, zone: center.zone, now },
		year: asked.success ? asked.output : current,
		years: Array.from({ length: Math.max(1, current - oldest + 1) }, (_, back) => current - back)
	};
}

/** A center's own reasons in the language of whoever looks. */
export async function ownReasonsIn(locals: App.Locals): Promise<Record<string, string>> {
	const own = await ownReasons(locals.app.store.reader, signedIn(locals).center.id);
	const inWords = (words: Wording) => words[locals.language] ?? words.ko;
	return Object.fromEntries(Object.entries(own).map(([key, words]) => [key, inWords(words)]));
}
