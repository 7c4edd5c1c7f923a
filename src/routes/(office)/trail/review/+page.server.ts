import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { addMonths, Month, monthOf } from '#domain/calendar.ts';
import { dayOf } from '#domain/day.ts';
import { monthBounds } from '#domain/review.ts';
import { beginning, review, signOff, signOffs, type SignOff } from '#server/trail/review.ts';
import { actor, signedIn } from '../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

const MONTHS_SHOWN = 13;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals.app.store;
	const { id, zone } = signedIn(locals).center;
	const now = Date.now();
	const current = monthOf(dayOf(now, zone));
	const asked = v.safeParse(Month, url.searchParams.get('month'));
	const first = monthOf(dayOf((await beginning(reader, id)) ?? now, zone));
	const last = addMonths(current, -1);
	// The month that has just ended is the one to look through; at first there is none.
	const month = asked.success ? asked.output : last < first ? current : last;
	const signed = await signOffs(reader, id);
	const isOver = (each: Month) => monthBounds(each, zone).to <= now;
	return {
		month,
		over: isOver(month),
		signed: signed.find((each) => each.month === month) ?? null,
		review: await review(reader, id, month),
		months: Array.from({ length: MONTHS_SHOWN }, (_, index) => addMonths(current, -index))
			.filter((each) => each >= first)
			.map((each) => ({ month: each, state: stateOf(each, isOver(each), signed) }))
	};
};

function stateOf(
	month: Month,
	over: boolean,
	signed: readonly SignOff[]
): 'running' | 'signed' | 'open' {
	if (!over) return 'running';
	return signed.some((each) => each.month === month) ? 'signed' : 'open';
}

export const actions: Actions = {
	default: async (event) => {
		const { id } = signedIn(event.locals).center;
		const form = await event.request.formData();
		const month = v.safeParse(Month, form.get('month'));
		if (!month.success) error(404);
		const note = String(form.get('note') ?? '')
			.trim()
			.slice(0, 500);
		const by = actor(event);
		const now = Date.now();
		const outcome = await event.locals.app.store.write((trx) =>
			signOff(trx, id, month.output, note, by, now)
		);
		// The page shows why by itself: it is signed already, or the month is not over.
		return outcome === 'signed' ? { done: true } : fail(409, { done: false });
	}
};
