import { SiteId } from '#domain/id.ts';
import { may } from '#domain/rights.ts';
import { SiteDetails } from '#domain/site.ts';
import { asTyped } from '#domain/typed.ts';
import { archiveSite, editSite, removeSite, siteOf } from '#server/sites.ts';
import { askedId, orNotFound } from '../../asked.ts';
import { keeping } from '../../keeping.ts';
import { signedIn } from '../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { center, role } = signedIn(locals);
	const { reader } = locals.app.store;
	const whole = orNotFound(await siteOf(reader, center.id, askedId(SiteId, params.id)));
	// Whom to call is a name, and not for those who see none.
	const nobody = { contact: '', phone: '', email: '' };
	const site = may(role, 'names.see') ? whole : { ...whole, ...nobody };
	return { site, values: asTyped({ ...site }) };
};

export const actions = keeping({
	id: SiteId,
	details: SiteDetails,
	list: '/sites',
	edit: editSite,
	archive: archiveSite,
	remove: removeSite
}) satisfies Actions;
