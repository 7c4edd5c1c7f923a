import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { SessionId } from '#domain/id.ts';
import { CONCERNS } from '#domain/rating/concern.ts';
import { line } from '#domain/typed.ts';
import { readForm } from '#server/form.ts';
import { acknowledge, alertsOf } from '#server/rating/alerts.ts';
import { actor, signedIn } from '../../signed-in.ts';
import { askedYear } from '../asking.ts';
import type { Actions, PageServerLoad } from './$types';

const Looked = v.object({
	session: SessionId,
	concern: v.picklist(CONCERNS),
	note: v.pipe(line(200), v.minLength(2))
});

export const load: PageServerLoad = async ({ locals, url }) => {
	const { asking } = await askedYear(locals, url);
	return { alerts: await alertsOf(locals.app.store, asking) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = readForm(await event.request.formData(), Looked);
		if (!form.ok) return fail(400, { values: form.values });
		const { center } = signedIn(event.locals);
		const { store } = event.locals.app;
		return { first: await acknowledge(store, center.id, actor(event), form.output, Date.now()) };
	}
};
