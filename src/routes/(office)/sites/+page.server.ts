import { listedSites, SITES_A_PAGE } from '#server/sites.ts';
import { askedPage, pagesFor } from '../asked.ts';
import { signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { center } = signedIn(locals);
	const archived = url.searchParams.has('archived');
	const page = askedPage(url) ?? 1;
	const { reader } = locals.app.store;
	const { sites, count } = await listedSites(reader, center.id, { archived, page });
	return {
		// The list needs no more, and who may see whom to call is asked on the site's own page.
		sites: sites.map(({ id, name, kind, address, sessions }) => ({
			id,
			name,
			kind,
			address,
			sessions
		})),
		archived,
		page,
		pages: pagesFor(count, SITES_A_PAGE)
	};
};
