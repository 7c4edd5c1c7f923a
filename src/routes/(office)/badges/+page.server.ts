import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { dayOf, schoolYear } from '#domain/day.ts';
import { ParticipantId } from '#domain/id.ts';
import { whoseText, WhoseText } from '#domain/whose.ts';
import { badgesOfWhom } from '#server/badges.ts';
import { readForm } from '#server/form.ts';
import { choicesFor, likely, offers } from '#server/print/choices.ts';
import { REASON_LENGTH_MAX, REASON_LENGTH_MIN } from '#server/print/order.ts';
import { reissueFor, renewFor } from '#server/reissue.ts';
import { recordLook } from '#server/trail.ts';
import { actor, signedIn } from '../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { store, keys } = locals.app;
	const { center, reach } = signedIn(locals);
	const now = Date.now();
	const read = v.safeParse(WhoseText, url.searchParams.get('of'));
	const asked = read.success ? read.output : null;
	const choices = await choicesFor(store.reader, center, reach, now, asked);
	const chosen = asked && offers(choices, asked) ? asked : likely(choices, now);
	const badges = chosen ? await badgesOfWhom(store.reader, keys, center.id, chosen) : [];
	const subject = chosen ? whoseText(chosen) : '';
	await recordLook(store, center.id, actor(event), 'badges.see', subject, badges.length, now);
	return {
		now,
		choices,
		chosen: chosen && whoseText(chosen),
		session: chosen?.kind === 'session' ? chosen.session : null,
		badges,
		year: schoolYear(dayOf(now, center.zone)),
		reasonLengths: { min: REASON_LENGTH_MIN, max: REASON_LENGTH_MAX }
	};
};

export const actions: Actions = {
	/** Gives somebody a new badge in place of a lost one. */
	reissue: async (event) => {
		const { store, keys } = event.locals.app;
		const { center } = signedIn(event.locals);
		const form = readForm(await event.request.formData(), v.object({ participant: ParticipantId }));
		if (!form.ok) error(400);
		const { participant } = form.output;
		const outcome = await reissueFor(store, keys, center.id, participant, actor(event), Date.now());
		return outcome.kind === 'reissued' ? outcome : fail(404, outcome);
	},

	/** Gives a badge of this school year to everybody here whose badge is of an earlier one. */
	renew: async (event) => {
		const { store, keys } = event.locals.app;
		const { center, reach } = signedIn(event.locals);
		const form = readForm(await event.request.formData(), v.object({ of: WhoseText }));
		if (!form.ok) error(400);
		const { of } = form.output;
		const now = Date.now();
		if (!offers(await choicesFor(store.reader, center, reach, now, of), of)) error(404);
		const people = await renewFor(store, keys, center.id, of, actor(event), now);
		return { kind: 'renewed' as const, people };
	}
};
