import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { Day, dayOf } from '#domain/day.ts';
import { ProgramId, SiteId } from '#domain/id.ts';
import { suggestedHours } from '#domain/session-plan.ts';
import { asTyped } from '#domain/typed.ts';
import { planSession } from '#server/planning.ts';
import { programOf } from '#server/programs.ts';
import { settingsOf } from '#server/settings.ts';
import { orNotFound } from '../../asked.ts';
import { actor, signedIn } from '../../signed-in.ts';
import { choicesFor, plan, theOnly } from '../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals.app.store;
	const { center } = signedIn(locals);
	const asked = <Output>(schema: v.GenericSchema<unknown, Output>, name: string) => {
		const read = v.safeParse(schema, url.searchParams.get(name));
		return read.success ? read.output : null;
	};
	const kept = { program: asked(ProgramId, 'program'), site: asked(SiteId, 'site') };
	const choices = await choicesFor(reader, center.id, kept);
	const program = kept.program ?? theOnly(choices.programs);
	const offered = program && (await programOf(reader, center.id, program));
	const now = Date.now();
	const day = asked(Day, 'day') ?? dayOf(now, center.zone);
	const { openBefore, grace, stay } = await settingsOf(reader, center.id);
	return {
		...choices,
		values: asTyped({
			program: offered ? offered.id : '',
			site: kept.site ?? theOnly(choices.sites) ?? '',
			day,
			...suggestedHours(day, now, center.zone),
			capacity: offered ? offered.capacity : null,
			openBefore,
			grace,
			stay
		})
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { store } = event.locals.app;
		const center = signedIn(event.locals).center.id;
		const by = actor(event);
		const planned = orNotFound(
			await plan(await event.request.formData(), (details) =>
				planSession(store, center, by, details, Date.now())
			)
		);
		if (!planned.ok) return fail(400, planned);
		redirect(303, `/sessions/${planned.id}`);
	}
};
