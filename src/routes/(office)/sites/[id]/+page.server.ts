import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { SiteId } from '#domain/id.ts';
import { may } from '#domain/rights.ts';
import { SiteDetails } from '#domain/site.ts';
import { asTyped } from '#domain/typed.ts';
import { readForm } from '#server/form.ts';
import { archiveSite, editSite, removeSite, siteOf } from '#server/sites.ts';
import { askedId, orNotFound } from '../../asked.ts';
import { actor, signedIn } from '../../signed-in.ts';
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

export const actions: Actions = {
	edit: async (event) => {
		const { store, center, by, id } = asked(event);
		const form = readForm(await event.request.formData(), SiteDetails);
		if (!form.ok) return fail(400, { problems: form.problems, values: form.values });
		orNotFound((await editSite(store, center, by, id, form.output, Date.now())) || null);
		return { saved: true };
	},
	archive: async (event) => archive(event, true),
	restore: async (event) => archive(event, false),
	remove: async (event) => {
		const { store, center, by, id } = asked(event);
		const removal = await removeSite(store, center, by, id, Date.now());
		if (removal.kind === 'in-use') return fail(409, { inUse: true });
		orNotFound(removal.kind === 'removed' || null);
		redirect(303, '/sites');
	}
};

async function archive(event: RequestEvent<{ id: string }>, archived: boolean) {
	const { store, center, by, id } = asked(event);
	orNotFound((await archiveSite(store, center, by, id, archived, Date.now())) || null);
	return { saved: true };
}

function asked(event: RequestEvent<{ id: string }>) {
	return {
		store: event.locals.app.store,
		center: signedIn(event.locals).center.id,
		by: actor(event),
		id: askedId(SiteId, event.params.id)
	};
}
