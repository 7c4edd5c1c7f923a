import { bounds, dayOf } from '#domain/day.ts';
import { agenda, agendaPage, countOccasions, OCCASIONS_A_PAGE } from '#server/agenda.ts';
import { sitesOf } from '#server/centers.ts';
import { programChoices } from '#server/programs.ts';
import { askedPage, pagesFor } from '../asked.ts';
import { signedIn } from '../signed-in.ts';
import { daysOf, readCalendar } from './calendar.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals.app.store;
	const { id: center, zone } = signedIn(locals).center;
	const today = dayOf(Date.now(), zone);
	const asked = readCalendar(url, today);
	const { from, to } = daysOf(asked);
	const stretch = { from: bounds(from, zone).from, to: bounds(to, zone).from };
	const listed = async () => {
		const count = await countOccasions(reader, center, stretch, asked);
		// A list of a year is opened where somebody looks, not in last March.
		const before = { ...stretch, to: bounds(asked.at, zone).from };
		const skipped = await countOccasions(reader, center, before, asked);
		const pages = pagesFor(count, OCCASIONS_A_PAGE);
		const page = Math.min(askedPage(url) ?? Math.floor(skipped / OCCASIONS_A_PAGE) + 1, pages);
		return {
			page,
			pages,
			occasions: await agendaPage(reader, center, stretch, asked, page)
		};
	};
	return {
		today,
		asked,
		programs: (await programChoices(reader, center)).map(({ id, name }) => ({ id, name })),
		sites: (await sitesOf(reader, center)).map(({ id, name }) => ({ id, name })),
		...(asked.view === 'list'
			? await listed()
			: { page: 1, pages: 1, occasions: await agenda(reader, center, stretch, asked) })
	};
};
