import * as v from 'valibot';
import { dayOf, schoolYear } from '#domain/day.ts';
import { whole } from '#domain/typed.ts';
import { PROGRAMS_A_PAGE, programsOf, programYears } from '#server/programs.ts';
import { askedPage, pagesFor } from '../asked.ts';
import { signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals.app.store;
	const { center } = signedIn(locals);
	const now = schoolYear(dayOf(Date.now(), center.zone));
	const asked = v.safeParse(whole(2000, 2100), url.searchParams.get('year'));
	const year = asked.success ? asked.output : now;
	const archived = url.searchParams.has('archived');
	const page = askedPage(url) ?? 1;
	const { programs, count } = await programsOf(reader, center.id, { year, archived, page });
	const years = new Set([...(await programYears(reader, center.id)), now, year]);
	return {
		programs,
		year,
		archived,
		page,
		pages: pagesFor(count, PROGRAMS_A_PAGE),
		years: [...years].sort((a, b) => b - a)
	};
};
