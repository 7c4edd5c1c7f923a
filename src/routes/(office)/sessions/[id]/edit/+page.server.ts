import { fail, redirect } from '@sveltejs/kit';
import { SessionId } from '#domain/id.ts';
import { asTyped } from '#domain/typed.ts';
import { changeSession, detailsOf } from '#server/planning.ts';
import { askedId, orNotFound } from '../../../asked.ts';
import { actor, signedIn } from '../../../signed-in.ts';
import { choicesFor, plan } from '../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { reader } = locals.app.store;
	const center = signedIn(locals).center.id;
	const id = askedId(SessionId, params.id);
	const details = orNotFound(await detailsOf(reader, center, id));
	return { id, values: asTyped(details), ...(await choicesFor(reader, center, details)) };
};

export const actions: Actions = {
	default: async (event) => {
		const { store } = event.locals.app;
		const center = signedIn(event.locals).center.id;
		const by = actor(event);
		const id = askedId(SessionId, event.params.id);
		const planned = orNotFound(
			await plan(await event.request.formData(), (details) =>
				changeSession(store, center, by, id, details, Date.now())
			)
		);
		if (!planned.ok) return fail(400, planned);
		redirect(303, `/sessions/${id}`);
	}
};
