import { SiteId } from '#domain/id.ts';
import { may } from '#domain/rights.ts';
import { SiteDetails } from '#domain/site.ts';
import { drawPin } from '#domain/staff-lock.ts';
import { asTyped } from '#domain/typed.ts';
import { hasOccasions } from '#server/agenda.ts';
import { randomBytes } from '#server/keys.ts';
import { archiveSite, editSite, removeSite, siteOf } from '#server/sites.ts';
import { hasPin, setPin } from '#server/staff-lock.ts';
import { askedId, orNotFound } from '../../asked.ts';
import { keeping } from '../../keeping.ts';
import { actor, signedIn } from '../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { center, role } = signedIn(locals);
	const { reader } = locals.app.store;
	const whole = orNotFound(await siteOf(reader, center.id, askedId(SiteId, params.id)));
	// Whom to call is a name, and not for those who see none.
	const nobody = { contact: '', phone: '', email: '' };
	const site = may(role, 'names.see') ? whole : { ...whole, ...nobody };
	return {
		site,
		values: asTyped({ ...site }),
		sessions: await hasOccasions(reader, center.id, { program: null, site: site.id }),
		pin: await hasPin(reader, center.id, site.id)
	};
};

export const actions = {
	...keeping({
		id: SiteId,
		details: SiteDetails,
		list: '/sites',
		edit: editSite,
		archive: archiveSite,
		remove: removeSite
	}),

	/** Gives the site's staff a new PIN; it is shown this once, and kept nowhere. */
	pin: async (event) => {
		const { store, keys, doorbell } = event.locals.app;
		const { center } = signedIn(event.locals);
		const site = askedId(SiteId, event.params.id);
		const pin = drawPin(randomBytes);
		const by = actor(event);
		orNotFound((await setPin(store, keys, center.id, by, site, pin, Date.now())) || null);
		doorbell.ring(center.id);
		return { pin };
	}
} satisfies Actions;
