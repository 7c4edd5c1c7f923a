import { fail, redirect } from '@sveltejs/kit';
import { SiteDetails } from '#domain/site.ts';
import { readForm } from '#server/form.ts';
import { addSite } from '#server/sites.ts';
import { actor, signedIn } from '../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ values: {} as Record<string, string> });

export const actions: Actions = {
	default: async (event) => {
		const { center } = signedIn(event.locals);
		const form = readForm(await event.request.formData(), SiteDetails);
		if (!form.ok) return fail(400, { problems: form.problems, values: form.values });
		const { store } = event.locals.app;
		const id = await addSite(store, center.id, actor(event), form.output, Date.now());
		redirect(303, `/sites/${id}`);
	}
};
