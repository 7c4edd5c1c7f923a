import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { Month, monthOf, weekly } from '#domain/calendar.ts';
import { Day, dayOf } from '#domain/day.ts';
import { SessionId } from '#domain/id.ts';
import { doubtsOf, slotOf } from '#domain/session-plan.ts';
import { neighboursOf, occasionOf } from '#server/agenda.ts';
import { COPIES_MAX, copySession, detailsOf } from '#server/planning.ts';
import { askedId, orNotFound } from '../../../asked.ts';
import { actor, signedIn } from '../../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** Two years: copies of what was long ago begin today, not then. */
const WEEKS_LOOKED_AT = 104;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { reader } = locals.app.store;
	const { id: center, zone } = signedIn(locals).center;
	const id = askedId(SessionId, params.id);
	const occasion = orNotFound(await occasionOf(reader, center, id));
	const details = orNotFound(await detailsOf(reader, center, id));
	const asked = url.searchParams;
	const today = dayOf(Date.now(), zone);
	const until = v.safeParse(Day, asked.get('until'));
	const repeated =
		asked.has('weekly') && until.success
			? weekly(details.day, until.output, WEEKS_LOOKED_AT).filter((day) => day >= today)
			: [];
	const chosen = [...new Set([...daysIn(asked.getAll('day')), ...repeated])].sort();
	const slots = chosen.flatMap((day) => {
		const slot = slotOf({ ...details, day }, zone);
		return slot ? [{ day, slot }] : [];
	});
	const others = await neighboursOf(
		reader,
		center,
		slots.map(({ slot }) => slot),
		null
	);
	const seats = { enrolled: 0, capacity: null, came: 0 };
	const month = v.safeParse(Month, asked.get('at'));
	return {
		occasion,
		details,
		month: month.success ? month.output : monthOf(details.day),
		until: until.success ? until.output : '',
		most: COPIES_MAX,
		copies: slots.map(({ day, slot }) => ({
			day,
			doubts: doubtsOf(slot, others, seats, Date.now())
		}))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { store } = event.locals.app;
		const center = signedIn(event.locals).center.id;
		const id = askedId(SessionId, event.params.id);
		const form = await event.request.formData();
		const days = daysIn(form.getAll('day'));
		const [first] = days.sort();
		if (!first || days.length > COPIES_MAX) return fail(400, { refused: true });
		const copies = { days, roster: form.has('roster') };
		orNotFound(await copySession(store, center, actor(event), id, copies, Date.now()));
		redirect(303, `/sessions?view=list&at=${first}`);
	}
};

function daysIn(texts: readonly unknown[]): Day[] {
	const days = texts.flatMap((text) => {
		const day = v.safeParse(Day, text);
		return day.success ? [day.output] : [];
	});
	return [...new Set(days)];
}
