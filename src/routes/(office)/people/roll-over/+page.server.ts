import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { Day, dayOf, schoolYear } from '#domain/day.ts';
import { RollOverId } from '#domain/id.ts';
import { readForm } from '#server/form.ts';
import { moveBack, moveUp, rollOverView } from '#server/people/roll-over.ts';
import { actor, signedIn } from '../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

const Go = v.object({ mark: v.pipe(v.string(), v.maxLength(64)) });
const Undo = v.object({ id: RollOverId });

export const load: PageServerLoad = async ({ locals }) => {
	const now = Date.now();
	const { center } = signedIn(locals);
	const today = dayOf(now, center.zone);
	const { year, begins } = beginning(today);
	const view = await rollOverView(locals.app.store.reader, center.id, year, now);
	return { ...view, year, early: begins > today ? begins : null };
};

export const actions: Actions = {
	go: async (event) => {
		const { app } = event.locals;
		const { center } = signedIn(event.locals);
		const form = readForm(await event.request.formData(), Go);
		if (!form.ok) error(400);
		const now = Date.now();
		const { year } = beginning(dayOf(now, center.zone));
		const moved = await moveUp(app, center.id, actor(event), year, form.output.mark, now);
		return moved.kind === 'done' ? { moved, undone: null } : fail(409, { moved, undone: null });
	},
	undo: async (event) => {
		const { app } = event.locals;
		const { center } = signedIn(event.locals);
		const form = readForm(await event.request.formData(), Undo);
		if (!form.ok) error(400);
		const { id } = form.output;
		const undone = await moveBack(app, center.id, actor(event), id, Date.now());
		return undone.kind === 'done' ? { moved: null, undone } : fail(409, { moved: null, undone });
	}
};

/** From September on the next school year is what people prepare for; before that, the one that is on. */
function beginning(today: Day): { readonly year: number; readonly begins: Day } {
	const calendar = Number(today.slice(0, 4));
	const year = today.slice(5) >= '09-01' ? calendar + 1 : Math.max(calendar, schoolYear(today));
	return { year, begins: v.parse(Day, `${year}-03-01`) };
}
