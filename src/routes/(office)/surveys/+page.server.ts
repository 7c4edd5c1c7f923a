import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { Band } from '#domain/rating/band.ts';
import { askOtherwise } from '#server/rating/asking-otherwise.ts';
import { surveyFrom } from '#server/rating/survey-form.ts';
import { surveysOf } from '#server/rating/surveys.ts';
import { actor, signedIn } from '../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const band = v.safeParse(Band, url.searchParams.get('of'));
	return {
		surveys: await surveysOf(locals.app.store.reader, signedIn(locals).center.id),
		band: band.success ? band.output : Band.options[0]
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { store, doorbell } = event.locals.app;
		const { center } = signedIn(event.locals);
		const form = await event.request.formData();
		const band = v.safeParse(Band, form.get('band'));
		if (!band.success) error(400);
		const understood = surveyFrom(band.output, form);
		if (!understood.ok) return fail(400, { problem: understood.problem });
		const by = actor(event);
		const changed = await askOtherwise(store, center.id, by, understood.details, Date.now());
		if (changed) doorbell.ring(center.id);
		return { changed };
	}
};
